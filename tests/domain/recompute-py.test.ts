import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { schemeAsPublished } from '../../src/domain/published-scheme.ts';
import { scoreFiles } from '../../src/domain/score-files.ts';
import { fullHistories, type History, histories } from './histories.ts';

const SCHEME = schemeAsPublished(DEFAULT_SCHEME);

/** `facts.json` and `scheme.json` as texts. */
type Files = { facts: string; scheme: string };

/** One history in the forms that an edition publishes. */
function publishedForms({ scheme, units, facts, adjustments = [] }: History): Files {
  const plain = <T extends { points: number }>(one: T): T => ({ ...one, points: one.points / 100 });
  return {
    facts: JSON.stringify({ units, facts: facts.map(plain), adjustments: adjustments.map(plain) }),
    scheme: JSON.stringify(schemeAsPublished(scheme)),
  };
}

/** What `dondoc ranking score` prints of the same files. */
function scored({ facts, scheme }: Files): string {
  const result = scoreFiles(facts, scheme);
  return JSON.stringify({ items: result.ok ? result.items : result.faults });
}

/** A history of which every eighth task is left, and all figures of other bodies; by all components, and by figures alone. */
function fewTasks(history: History): History[] {
  const figures = history.scheme.components.slice(3);
  const facts = history.facts.filter(({ component }, at) => component === figures[0]?.name || at % 8 === 0);
  return [history.scheme.components, figures].map((components) => {
    const names = components.map(({ name }) => name);
    const told = facts.filter(({ component }) => names.includes(component));
    return { ...history, facts: told, scheme: { ...history.scheme, components } };
  });
}

const python = spawnSync('python3', ['--version']).status === 0;
if (!python) console.warn('python3 is missing: tools/recompute.py is not compared');

/** Prints a line for each pair of files, in one process, since starting Python takes longer than counting. */
const EACH = `import sys
sys.path.insert(0, 'tools')
from recompute import main
paths = sys.argv[1:]
sys.exit(max(main(paths[at:at + 2]) for at in range(0, len(paths), 2)))`;

describe.skipIf(!python)('tools/recompute.py', () => {
  let dir = '';
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'dondoc-recompute-'));
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  function written({ facts, scheme }: Files, at: number): [string, string] {
    const paths: [string, string] = [join(dir, `facts-${at}.json`), join(dir, `scheme-${at}.json`)];
    writeFileSync(paths[0], facts);
    writeFileSync(paths[1], scheme);
    return paths;
  }

  function run(args: readonly string[]): { status: number | null; out: string; err: string } {
    const { status, stdout: out, stderr: err } = spawnSync('python3', args, { encoding: 'utf8' });
    return { status, out, err };
  }

  const recompute = (facts: string, scheme: string) =>
    run(['tools/recompute.py', ...written({ facts, scheme }, 0)]);

  /** Each kind some 5,000 facts, more than 30,000 in all. */
  const HISTORIES: readonly (readonly [string, History[]])[] = [
    ...[1, 3].map((components) => {
      const sample = fc.sample(histories(components), { numRuns: 100, seed: 2016 });
      return [`random histories of ${components} components`, sample] as const;
    }),
    ...[1, 3, 4].map((components) => {
      const sample = fc.sample(fullHistories(components), { numRuns: 100, seed: 2026 });
      return [`schemes of all kinds, ${components} components`, sample] as const;
    }),
    [
      'units that few tasks and many figures of other bodies tell of',
      fc.sample(fullHistories(4), { numRuns: 100, seed: 5 }).flatMap(fewTasks),
    ],
  ];

  it('is compared on more than ten thousand facts', () => {
    const facts = HISTORIES.flatMap(([, sample]) => sample.map((history) => history.facts.length));
    expect(facts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(10_000);
  });

  it.each(HISTORIES)('prints the same bytes for %s', (_, sample) => {
    const files = sample.map(publishedForms);
    const { status, out, err } = run(['-c', EACH, ...files.flatMap(written)]);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out.split('\n')).toEqual([...files.map(scored), '']);
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
    const expected = scored({ facts, scheme });
    expect(JSON.parse(expected).items.at(-1)).toMatchObject({ unit: 'D', low: -0.531 });
    expect(recompute(facts, scheme).out).toBe(`${expected}\n`);
  });

  it('ends with 1 and a reason on a file that it cannot use', () => {
    const facts = { units: [{ code: 'SNV', group: 'departments' }], facts: [{ unit: 'SX' }] };
    expect(recompute(JSON.stringify(facts), JSON.stringify(SCHEME))).toEqual({
      status: 1,
      out: '',
      err: 'facts.0: unknown unit SX\n',
    });
    expect(recompute('{', '{}').status).toBe(1);
    expect(recompute('{}', '{}').status).toBe(1);
  });
});
