import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { publishRow, type Row } from '../../src/domain/row.ts';
import { score } from '../../src/domain/score.ts';
import type { Fact } from '../../src/domain/sum-facts.ts';
import { type History, histories } from './histories.ts';

const published = (history: History): string =>
  JSON.stringify(score(history.scheme, history).map(publishRow));

const byUnit = (history: History): Map<string, Row> =>
  new Map(score(history.scheme, history).map((row) => [row.unit, row]));

const withoutTasks = (history: History): unknown[] =>
  score(history.scheme, history).map(({ tasks, parts, ...row }) => ({
    ...row,
    parts: parts.map(({ tasks: _, ...part }) => part),
  }));

/** The history with one more fact of full points, for a unit and in a component of its own. */
function withFullFact(history: History, seed: number): { unit: string; after: History } {
  const unit = history.units[seed % history.units.length]!.code;
  const component = history.scheme.components[seed % history.scheme.components.length]!.name;
  const fact: Fact = { unit, component, weight: 1 + (seed % 3), points: 10_000 };
  return { unit, after: { ...history, facts: [...history.facts, fact] } };
}

/** Each law is tried on some 22,000 tasks; laws 4 and 5, which are about their clock, in clock-laws.test.ts. */
const runs = { numRuns: 400 };

it.each([1, 2, 3])('so many histories of %i components hold more than ten thousand tasks', (components) => {
  const sample = fc.sample(histories(components), { ...runs, seed: 2026 });
  expect(sample.reduce((sum, { facts }) => sum + facts.length, 0)).toBeGreaterThan(10_000);
});

describe('law 1, one more task with full points', () => {
  const laws = (components: number, check: (before: Row, after: Row, own: boolean) => void): void =>
    fc.assert(
      fc.property(histories(components), fc.nat(), (history, seed) => {
        const { unit, after } = withFullFact(history, seed);
        const rows = byUnit(after);
        for (const [code, row] of byUnit(history)) check(row, rows.get(code)!, code === unit);
      }),
      runs,
    );

  it.each([1, 3])("lowers neither the unit's score nor a peer's, with %i components", (components) => {
    laws(components, (before, after) => {
      if (before.score !== null) expect(after.score).toBeGreaterThanOrEqual(before.score);
    });
  });

  it("does not lower the unit's rank, with one component", () => {
    laws(1, (before, after, own) => {
      if (own && before.rank !== null) expect(after.rank).toBeLessThanOrEqual(before.rank);
    });
  });
});

describe('law 1, with several components', () => {
  const scheme = {
    ...DEFAULT_SCHEME,
    components: [
      { name: 'timeliness', weight: 1 },
      { name: 'quality', weight: 1 },
    ],
  };
  const units = ['A', 'B', 'C'].map((code) => ({ code, group: 'departments' }));
  const facts: Fact[] = [
    { unit: 'A', component: 'timeliness', weight: 1, points: 10_000, count: 90 },
    { unit: 'C', component: 'timeliness', weight: 1, points: 0, count: 90 },
    { unit: 'A', component: 'quality', weight: 1, points: 2000, count: 90 },
    { unit: 'B', component: 'quality', weight: 1, points: 6990, count: 90 },
    { unit: 'C', component: 'quality', weight: 1, points: 0, count: 90 },
  ];
  const ranks = (all: Fact[]): string =>
    score(scheme, { units, facts: all })
      .map((row) => row.unit)
      .join(' ');

  it('does not promise the rank: the mean that A raises is all that B has in timeliness', () => {
    expect(ranks(facts)).toBe('A B C');
    expect(ranks([...facts, { unit: 'A', component: 'timeliness', weight: 1, points: 10_000 }])).toBe(
      'B A C',
    );
  });
});

describe('law 2, a fact of weight w written as k facts of weight w/k', () => {
  it('changes no published figure but the number of tasks', () => {
    fc.assert(
      fc.property(histories(3), fc.integer({ min: 2, max: 4 }), (history, k) => {
        const heavy = history.facts.map((fact) => ({ ...fact, weight: fact.weight * k }));
        const split = history.facts.flatMap((fact) => Array.from({ length: k }, () => fact));
        expect(withoutTasks({ ...history, facts: split })).toEqual(
          withoutTasks({ ...history, facts: heavy }),
        );
      }),
      runs,
    );
  });
});

describe('law 3, names and order', () => {
  const shuffled = <T>(items: readonly T[], seed: number): T[] =>
    items
      .map((item, at) => ({ item, key: (at * 7919 + seed) % 104_729 }))
      .sort((a, b) => ((a.key * 31) % 1009) - ((b.key * 31) % 1009))
      .map(({ item }) => item);

  it('gives the same bytes whatever the order of the input', () => {
    fc.assert(
      fc.property(histories(3), fc.nat(), (history, seed) => {
        const other = {
          ...history,
          units: shuffled(history.units, seed),
          facts: shuffled(history.facts, seed),
        };
        expect(published(other)).toBe(published(history));
      }),
      runs,
    );
  });

  it('permutes the rows when units are renamed', () => {
    fc.assert(
      fc.property(histories(2), (history) => {
        const rename = (code: string): string => `Z${9 - Number(code.slice(1))}`;
        const renamed = {
          ...history,
          units: history.units.map((unit) => ({ ...unit, code: rename(unit.code) })),
          facts: history.facts.map((fact) => ({ ...fact, unit: rename(fact.unit) })),
        };
        const rows = byUnit(renamed);
        for (const [code, row] of byUnit(history)) {
          expect(rows.get(rename(code))).toEqual({ ...row, unit: rename(code) });
        }
      }),
      runs,
    );
  });
});

describe('law 6, the range of ranks', () => {
  it('holds the rank between rankFrom and rankTo, and the score between low and high', () => {
    fc.assert(
      fc.property(histories(3), (history) => {
        for (const row of byUnit(history).values()) {
          if (row.rank === null) continue;
          expect(row.rankFrom).toBeLessThanOrEqual(row.rank);
          expect(row.rankTo).toBeGreaterThanOrEqual(row.rank);
          expect(row.low).toBeLessThanOrEqual(row.score!);
          expect(row.high).toBeGreaterThanOrEqual(row.score!);
        }
      }),
      runs,
    );
  });
});

describe('facts folded into one with a count', () => {
  it('give what they give written out, parts and numbers of tasks included', () => {
    fc.assert(
      fc.property(histories(3), (history) => {
        const folded = new Map<string, Fact>();
        for (const fact of history.facts) {
          const key = JSON.stringify(fact);
          folded.set(key, { ...fact, count: (folded.get(key)?.count ?? 0) + 1 });
        }
        expect(score(history.scheme, { ...history, facts: [...folded.values()] })).toEqual(
          score(history.scheme, history),
        );
      }),
      runs,
    );
  });
});

describe('units outside the ranking', () => {
  it('change no row of another unit by their facts', () => {
    fc.assert(
      fc.property(histories(2), (history) => {
        const outside = new Set(
          history.units.filter((unit) => unit.group === null || unit.reason).map(({ code }) => code),
        );
        const without = { ...history, facts: history.facts.filter((fact) => !outside.has(fact.unit)) };
        const inside = (rows: Row[]): Row[] => rows.filter((row) => !outside.has(row.unit));
        expect(inside(score(history.scheme, without))).toEqual(inside(score(history.scheme, history)));
      }),
      runs,
    );
  });
});
