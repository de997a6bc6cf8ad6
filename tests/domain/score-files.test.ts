import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { schemeAsPublished } from '../../src/domain/scheme.ts';
import { scoreFiles } from '../../src/domain/score-files.ts';
import { fullHistories, type History, histories } from './histories.ts';

const SCHEME = schemeAsPublished(DEFAULT_SCHEME);

const FACTS = {
  units: [
    { code: 'SNV', group: 'departments', name: 'Sở Nội vụ' },
    { code: 'VP', group: null },
  ],
  facts: [
    { unit: 'SNV', component: 'timeliness', weight: 5, points: 88.1, task: '38-2026-00001' },
    { unit: 'SNV', component: 'timeliness', weight: 1, points: 100, count: 5 },
  ],
};

function faultsOf(facts: unknown, scheme: unknown = SCHEME): string[] {
  const scored = scoreFiles(JSON.stringify(facts), JSON.stringify(scheme));
  return scored.ok ? [] : scored.faults.map(({ field, code }) => `${field} ${code}`);
}

/** One history in the forms that an edition publishes. */
function publishedForms({ scheme, units, facts, adjustments = [] }: History): {
  facts: string;
  scheme: string;
} {
  const plain = facts.map((fact) => ({ ...fact, points: fact.points / 100 }));
  return {
    facts: JSON.stringify({
      units,
      facts: plain,
      adjustments: adjustments.map((one) => ({ ...one, points: one.points / 100 })),
    }),
    scheme: JSON.stringify(schemeAsPublished(scheme)),
  };
}

describe('scoreFiles', () => {
  it('scores the published forms, leaving alone what they carry beyond', () => {
    const none = {
      rank: null,
      rankFrom: null,
      rankTo: null,
      score: null,
      low: null,
      high: null,
      grade: null,
    };
    expect(scoreFiles(JSON.stringify(FACTS), JSON.stringify(SCHEME))).toEqual({
      ok: true,
      items: [
        {
          unit: 'SNV',
          group: 'departments',
          rank: 1,
          rankFrom: 1,
          rankTo: 1,
          // The mean of 88.1 and 100; σ is 5.95, and 1.39σ / √20 is 1.84934.
          score: 94.05,
          low: 92.2007,
          high: 95.8993,
          grade: 'excellent',
          tasks: 6,
          weight: 10,
          reason: null,
        },
        { unit: 'VP', group: null, ...none, tasks: 0, weight: 0, reason: 'verifiesItself' },
      ],
    });
  });

  const fact = FACTS.facts[0];
  const cases: [string, unknown, unknown, string[]][] = [
    ['a list in place of the facts', [], SCHEME, ['facts json.record', 'units json.list', 'facts json.list']],
    ['no facts', { units: [] }, SCHEME, ['facts json.list']],
    [
      'a unit twice',
      {
        units: [
          { code: 'SNV', group: 'a' },
          { code: 'SNV', group: 'b' },
        ],
        facts: [],
      },
      SCHEME,
      ['units.1.code facts.unitTwice'],
    ],
    [
      'an unknown unit',
      { ...FACTS, facts: [{ ...fact, unit: 'SX' }] },
      SCHEME,
      ['facts.0.unit facts.unknownUnit'],
    ],
    [
      'an unknown component',
      { ...FACTS, facts: [{ ...fact, component: 'luck' }] },
      SCHEME,
      ['facts.0.component facts.unknownComponent'],
    ],
    [
      'points with three decimals',
      { ...FACTS, facts: [fact, { ...fact, points: 1.005 }] },
      SCHEME,
      ['facts.1.points json.hundredths'],
    ],
    [
      'points above 100 and weight nought',
      { ...FACTS, facts: [{ ...fact, points: 100.01, weight: 0 }] },
      SCHEME,
      ['facts.0.weight facts.fromOne', 'facts.0.points facts.pointsOutOfRange'],
    ],
    [
      'text for points',
      { ...FACTS, facts: [{ ...fact, points: '88' }] },
      SCHEME,
      ['facts.0.points json.hundredths'],
    ],
    ['κ as text', FACTS, { ...SCHEME, kappa: '10' }, ['kappa json.whole']],
    ['an unknown basis', FACTS, { ...SCHEME, basis: 'revised' }, ['basis json.oneOf']],
    ['a scheme that breaks a rule', FACTS, { ...SCHEME, kappa: -1 }, ['kappa scheme.notNegative']],
    [
      'a bonus of a unit that is not there',
      { ...FACTS, adjustments: [{ unit: 'STC', points: 1, document: '1/QĐ', reason: 'x' }] },
      SCHEME,
      ['adjustments.0.unit facts.unknownUnit'],
    ],
  ];

  it.each(cases)('reports %s', (_, facts, scheme, expected) => {
    expect(faultsOf(facts, scheme)).toEqual(expected);
  });

  it('reports what is no JSON', () => {
    expect(scoreFiles('{', '')).toEqual({
      ok: false,
      faults: [
        { field: 'scheme', code: 'json.malformed' },
        { field: 'facts', code: 'json.malformed' },
      ],
    });
  });
});

const python = spawnSync('python3', ['--version']).status === 0;
if (!python) console.warn('python3 is missing: tools/recompute.py is not compared');

describe.skipIf(!python)('tools/recompute.py', () => {
  let dir = '';
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'dondoc-recompute-'));
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  function recompute(facts: string, scheme: string): { status: number | null; out: string; err: string } {
    const paths = [join(dir, 'facts.json'), join(dir, 'scheme.json')] as const;
    writeFileSync(paths[0], facts);
    writeFileSync(paths[1], scheme);
    const run = spawnSync('python3', ['tools/recompute.py', ...paths], { encoding: 'utf8' });
    return { status: run.status, out: run.stdout, err: run.stderr };
  }

  it.each([1, 3])('prints the same bytes for random histories of %i components', (components) => {
    for (const history of fc.sample(histories(components), { numRuns: 12, seed: 2016 })) {
      const { facts, scheme } = publishedForms(history);
      const scored = scoreFiles(facts, scheme);
      const items = scored.ok ? scored.items : scored.faults;
      expect(recompute(facts, scheme)).toEqual({ status: 0, out: `${JSON.stringify({ items })}\n`, err: '' });
    }
  });

  it.each([1, 3, 4])('prints the same bytes for schemes of all kinds, %i components', (components) => {
    for (const history of fc.sample(fullHistories(components), { numRuns: 25, seed: 2026 })) {
      const { facts, scheme } = publishedForms(history);
      const scored = scoreFiles(facts, scheme);
      const items = scored.ok ? scored.items : scored.faults;
      expect(recompute(facts, scheme)).toEqual({ status: 0, out: `${JSON.stringify({ items })}\n`, err: '' });
    }
  });

  it('prints the same bytes for units that few tasks and many figures of other bodies tell of', () => {
    for (const history of fc.sample(fullHistories(4), { numRuns: 20, seed: 5 })) {
      const figures = history.scheme.components.slice(3);
      const few = history.facts.filter(({ component }, at) => component === figures[0]?.name || at % 8 === 0);
      for (const components of [history.scheme.components, figures]) {
        const names = components.map(({ name }) => name);
        const told = few.filter(({ component }) => names.includes(component));
        const { facts, scheme } = publishedForms({
          ...history,
          facts: told,
          scheme: { ...history.scheme, components },
        });
        const scored = scoreFiles(facts, scheme);
        const items = scored.ok ? scored.items : scored.faults;
        expect(recompute(facts, scheme).out).toBe(`${JSON.stringify({ items })}\n`);
      }
    }
  });

  it('prints the same bytes for a low below nought, counts, halves and exclusions', () => {
    const units = ['A', 'B', 'C', 'D'].map((code) => ({ code, group: code === 'D' ? 'b' : 'a' }));
    const told = [
      ['A', 19, 0],
      ['A', 1, 100],
      ['B', 199, 90],
      ['B', 1, 90.01],
      ['C', 6, 77.77],
      ['D', 19, 0],
      ['D', 1, 100],
    ] as const;
    const facts = JSON.stringify({
      units,
      facts: told.map(([unit, count, points]) => ({
        unit,
        component: 'timeliness',
        weight: 1,
        points,
        count,
      })),
    });
    const scheme = JSON.stringify({ ...SCHEME, excluded: [{ unit: 'C', reason: 'Mới thành lập' }] });
    const scored = scoreFiles(facts, scheme);
    expect(scored.ok && scored.items.at(-1)).toMatchObject({ unit: 'D', low: -0.531 });
    expect(recompute(facts, scheme).out).toBe(`${JSON.stringify({ items: scored.ok && scored.items })}\n`);
  });

  it('ends with 1 and a reason on a file that it cannot use', () => {
    const run = recompute(JSON.stringify({ ...FACTS, facts: [{ unit: 'SX' }] }), JSON.stringify(SCHEME));
    expect(run).toEqual({ status: 1, out: '', err: 'facts.0: unknown unit SX\n' });
    expect(recompute('{', '{}').status).toBe(1);
    expect(recompute('{}', '{}').status).toBe(1);
  });
});
