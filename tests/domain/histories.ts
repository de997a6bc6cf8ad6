import fc from 'fast-check';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import type { Scheme } from '../../src/domain/scheme.ts';
import type { ScoredUnit } from '../../src/domain/score.ts';
import type { Adjustment, Fact } from '../../src/domain/sum-facts.ts';

export type History = {
  scheme: Scheme;
  units: ScoredUnit[];
  facts: Fact[];
  adjustments?: Adjustment[];
};

/** The fourth is a criterion that another body decides. */
const COMPONENTS = ['timeliness', 'returned', 'quality', 'Cải cách hành chính'];

/** Points as they fall in practice, full ones most often, and any others. */
const points = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(10_000, 10_000, 9600, 8800, 5000, 0) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 10_000 }) },
);

function units(count: number): fc.Arbitrary<ScoredUnit[]> {
  const group = fc.constantFrom('departments', 'departments', 'departments', 'mountain', null);
  const excluded = fc.constantFrom(undefined, undefined, undefined, undefined, 'excluded' as const);
  return fc.array(fc.tuple(group, excluded), { minLength: count, maxLength: count }).map((items) =>
    items.map(([peers, reason], at) => ({
      code: `U${at}`,
      group: peers,
      ...(reason === undefined ? {} : { reason }),
    })),
  );
}

/** Random histories of up to nine units in two groups and outside them, in so many components. */
export function histories(components: number): fc.Arbitrary<History> {
  return fc.integer({ min: 1, max: 9 }).chain((count) => {
    const fact: fc.Arbitrary<Fact> = fc.record({
      unit: fc.integer({ min: 0, max: count - 1 }).map((at) => `U${at}`),
      component: fc.constantFrom(...COMPONENTS.slice(0, components)),
      weight: fc.integer({ min: 1, max: 3 }),
      points,
    });
    const scheme: fc.Arbitrary<Scheme> = fc
      .array(fc.integer({ min: 1, max: 4 }), { minLength: components, maxLength: components })
      .map((weights) => ({
        ...DEFAULT_SCHEME,
        components: weights.map((weight, at) => ({ name: COMPONENTS[at]!, weight })),
      }));
    return fc.record({ scheme, units: units(count), facts: fc.array(fact, { maxLength: 120, size: 'max' }) });
  });
}

/** The same with κ of nought or more, quota, bar, bonus and penalty, and facts that were some days late. */
export function fullHistories(components: number): fc.Arbitrary<History> {
  const extras = fc.record({
    kappa: fc.constantFrom(0, 1, 10),
    firstGradeQuota: fc.constantFrom(null, 0, 20, 50),
    firstGradeBar: fc.constantFrom(null, 0, 10),
    adjustmentMost: fc.constantFrom(0, 150, 500),
  });
  const points = fc.array(fc.integer({ min: -600, max: 600 }), { maxLength: 5 });
  const late = fc.array(fc.constantFrom(null, 0, 5, 11), { minLength: 1, maxLength: 120 });
  return fc.tuple(histories(components), extras, points, late).map(([history, more, adjusted, days]) => ({
    ...history,
    scheme: { ...history.scheme, ...more },
    facts: history.facts.map((fact, i) => ({ ...fact, daysLate: days[i % days.length] ?? null })),
    adjustments: adjusted.map((one, i) => ({
      unit: history.units[i % history.units.length]!.code,
      points: one,
      document: `${i}/QĐ`,
      reason: 'x',
    })),
  }));
}
