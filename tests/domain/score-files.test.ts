import { describe, expect, it } from 'vitest';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { schemeAsPublished } from '../../src/domain/published-scheme.ts';
import { scoreFiles } from '../../src/domain/score-files.ts';

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
