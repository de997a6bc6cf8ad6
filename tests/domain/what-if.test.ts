import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { score } from '../../src/domain/score.ts';
import { KPI_SCHEME } from '../../src/domain/shipped-schemes.ts';
import type { Fact } from '../../src/domain/sum-facts.ts';
import { costliest, ifFull } from '../../src/domain/what-if.ts';
import { histories } from './histories.ts';

const units = ['A', 'B'].map((code) => ({ code, group: 'departments' }));
const fact = (unit: string, points: number, count = 1, weight = 1, component = 'timeliness'): Fact => ({
  ...{ unit, component, weight, points: points * 100, daysLate: null },
  ...(count === 1 ? {} : { count }),
});
const task = (name: string, ...facts: Fact[]) => ({ task: name, facts });

/** κ = 10: μ = 1850 / 20, A = (900 + 925) / 20, B = (950 + 925) / 20. */
const FACTS = [fact('A', 100, 9), fact('A', 0), fact('B', 95, 10)];
const input = (facts: Fact[]) => ({ units, facts, adjustments: [] });

describe('if a task had had full points', () => {
  it('has score and rank counted by hand: μ = 1950 / 20, A = (1000 + 975) / 20', () => {
    const before = score(DEFAULT_SCHEME, input(FACTS)).find(({ unit }) => unit === 'A');
    expect([before?.score, before?.rank]).toEqual([912_500, 2]);
    const after = ifFull(DEFAULT_SCHEME, input(FACTS), 'A', task('t', fact('A', 0)));
    expect([after?.score, after?.rank, after?.tasks]).toEqual([987_500, 1, 10]);
  });

  it('takes one of several equal ones: (950 + 930) / 20 becomes (955 + 932.5) / 20', () => {
    const facts = [fact('A', 91, 10), fact('B', 95, 10)];
    const after = ifFull(DEFAULT_SCHEME, input(facts), 'B', task('t', fact('B', 95)));
    expect(after?.score).toBe(943_750);
  });

  it('lifts the bar of the first grade with the days late that are gone', () => {
    const scheme = { ...DEFAULT_SCHEME, firstGradeBar: 20 };
    const late = { ...fact('A', 60), daysLate: 30 };
    const facts = [fact('A', 100, 29), late, fact('B', 95, 10)];
    expect(score(scheme, input(facts)).find(({ unit }) => unit === 'A')?.grade).toBe('good');
    expect(ifFull(scheme, input(facts), 'A', task('t', late))?.grade).toBe('excellent');
  });

  it('takes the one that was so many days late, of two with the same points', () => {
    const scheme = { ...DEFAULT_SCHEME, firstGradeBar: 20 };
    const [some, most] = [5, 30].map((daysLate) => ({ ...fact('A', 60), daysLate }));
    const facts = [fact('A', 100, 29), some!, most!, fact('B', 95, 10)];
    expect(ifFull(scheme, input(facts), 'A', task('t', most!))?.grade).toBe('excellent');
  });

  it('keeps what early work has above full points', () => {
    const facts = [fact('A', 100, 9), fact('A', 105)];
    const before = score(KPI_SCHEME, input(facts)).find(({ unit }) => unit === 'A');
    expect(ifFull(KPI_SCHEME, input(facts), 'A', task('t', fact('A', 105)))?.score).toBe(before?.score);
  });

  it('says nothing of a task that has changed since, so that its facts are none any more', () => {
    expect(ifFull(DEFAULT_SCHEME, input(FACTS), 'A', task('t', fact('A', 7)))).toBeUndefined();
  });

  it.each([1, 3])('never lowers the score, with %i components', (components) => {
    fc.assert(
      fc.property(histories(components), fc.nat(), (history, seed) => {
        if (history.facts.length === 0) return;
        const lost = history.facts[seed % history.facts.length]!;
        const before = score(history.scheme, history).find(({ unit }) => unit === lost.unit);
        const full = { ...history, adjustments: [] };
        const after = ifFull(history.scheme, full, lost.unit, task('t', lost));
        if (before?.score === null || before === undefined) return;
        expect(after?.score).toBeGreaterThanOrEqual(before.score);
        if (components === 1) expect(after?.rank).toBeLessThanOrEqual(before.rank ?? 0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the costliest tasks', () => {
  const scheme = {
    ...DEFAULT_SCHEME,
    components: [
      { name: 'timeliness', weight: 3 },
      { name: 'quality', weight: 1 },
    ],
  };
  const names = (tasks: ReturnType<typeof task>[], most = 3) =>
    costliest(scheme, input(tasks.flatMap(({ facts }) => facts)), 'A', tasks, most).map((one) => one.task);

  it('come by points lost times weight, without those that lost nothing', () => {
    const tasks = [
      task('none', fact('A', 100)),
      task('some', fact('A', 40)),
      task('most', fact('A', 60, 1, 2)),
      task('least', fact('A', 90)),
    ];
    expect(names(tasks, 4)).toEqual(['most', 'some', 'least']);
    expect(names(tasks, 1)).toEqual(['most']);
  });

  it('count a component by its share of the score, and all facts of a task', () => {
    const quality = (points: number) => fact('A', points, 1, 1, 'quality');
    const tasks = [
      task('quality', fact('A', 100), quality(0)),
      task('time', fact('A', 60), quality(100)),
      task('both', fact('A', 70), quality(60)),
    ];
    expect(names(tasks)).toEqual(['both', 'time', 'quality']);
  });

  it('leave out of the group a unit that the scheme excludes', () => {
    // Of A alone: 50 (1 + κ) / (11 · 1) = 50 in timeliness, 60 (101 + κ) / (11 · 101) = 6 in quality.
    const others = [fact('X', 100, 1000), fact('B', 100, 100, 1, 'quality')];
    const tasks = [task('quality', fact('A', 40, 1, 1, 'quality')), task('time', fact('A', 50))];
    const even = { ...scheme, components: scheme.components.map((one) => ({ ...one, weight: 1 })) };
    const excluding = { ...even, excluded: [{ unit: 'X', reason: 'Mới thành lập' }] };
    const facts = [...others, ...tasks.flatMap((one) => one.facts)];
    const of = { units: [...units, { code: 'X', group: 'departments' }], facts };
    expect(costliest(excluding, of, 'A', tasks, 2).map((one) => one.task)).toEqual(['time', 'quality']);
    expect(costliest(even, of, 'A', tasks, 2).map((one) => one.task)).toEqual(['quality', 'time']);
  });

  it('are in order of what the score would gain', () => {
    fc.assert(
      fc.property(histories(3), (history) => {
        const full = { ...history, adjustments: [] };
        const unit = history.units[0]!.code;
        const row = score(history.scheme, history).find((one) => one.unit === unit);
        if (row?.score === null || row === undefined) return;
        const own = history.facts.filter((one) => one.unit === unit).slice(0, 8);
        const tasks = own.map((one, at) => task(String(at), one));
        const gains = costliest(history.scheme, full, unit, tasks, 8).map(
          (one) => ifFull(history.scheme, full, unit, one)?.score ?? 0,
        );
        expect(gains).toEqual([...gains].sort((a, b) => b - a));
      }),
      { numRuns: 150 },
    );
  });
});
