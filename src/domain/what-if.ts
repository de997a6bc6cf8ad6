import { compare, type Fraction, plus, times, whole, ZERO } from './fraction.ts';
import type { Row } from './row.ts';
import type { Scheme } from './scheme.ts';
import { type ScoredUnit, score } from './score.ts';
import { type Adjustment, type Fact, type Sums, sumFacts } from './sum-facts.ts';

/** What a ranking is made of. */
export type ScoreInput = {
  units: readonly ScoredUnit[];
  facts: readonly Fact[];
  adjustments: readonly Adjustment[];
};

/** The full points of a fact, in hundredths. */
export const FULL = 10_000;

function isSame(a: Fact, b: Fact): boolean {
  return (
    a.unit === b.unit &&
    a.component === b.component &&
    a.weight === b.weight &&
    a.points === b.points &&
    (a.daysLate ?? 0) === (b.daysLate ?? 0)
  );
}

/** The facts less one that equals the given one; null where there is none. */
function without(facts: readonly Fact[], one: Fact): Fact[] | null {
  const at = facts.findIndex((fact) => isSame(fact, one));
  const found = facts[at];
  if (found === undefined) return null;
  const left = (found.count ?? 1) - 1;
  return facts.flatMap((fact, place) =>
    place !== at ? [fact] : left === 0 ? [] : [{ ...fact, count: left }],
  );
}

/** The facts as if these had had full points; one that has more keeps them. Null unless each of them is among the facts. */
function withFullPoints(facts: readonly Fact[], lost: readonly Fact[]): Fact[] | null {
  const less = lost.reduce<readonly Fact[] | null>((left, one) => left && without(left, one), facts);
  if (less === null) return null;
  const full = lost.map((fact) => ({
    ...fact,
    points: Math.max(fact.points, FULL),
    daysLate: fact.daysLate === undefined || fact.daysLate === null ? null : 0,
    count: 1,
  }));
  return [...less, ...full];
}

/**
 * What one more weighted point adds to a unit's score in each component: v(1 / (W + κ))(1 + κ / ΣW), less the common
 * divisor of the shares; with it the mean of the group rises too (design.md, section 8).
 */
function worthOf(scheme: Scheme, sums: ReadonlyMap<string, Sums[]>, unit: string): Fraction[] {
  const kappa = BigInt(scheme.kappa);
  return scheme.components.map((component, at) => {
    const own = sums.get(unit)?.[at]?.weight ?? 0n;
    const all = [...sums.values()].reduce((sum, each) => sum + (each[at]?.weight ?? 0n), 0n);
    if (own === 0n) return ZERO;
    return { over: BigInt(component.weight) * (all + kappa), under: (own + kappa) * all };
  });
}

/** A task of a unit with its facts. */
export type Costing = { task: string; facts: readonly Fact[] };

/**
 * The tasks that cost the unit most of its score, at most so many, costliest first; none that cost nothing. Exact; of
 * equal ones in the order that is given.
 */
export function costliest(
  scheme: Scheme,
  input: Pick<ScoreInput, 'units' | 'facts'>,
  unit: string,
  tasks: readonly Costing[],
  most: number,
): Costing[] {
  const group = input.units.find(({ code }) => code === unit)?.group;
  const outside = new Set(scheme.excluded.map((each) => each.unit));
  const codes = input.units
    .filter((each) => each.group === group && each.reason === undefined && !outside.has(each.code))
    .map(({ code }) => code);
  const known = new Set([...codes, unit]);
  const theirs = input.facts.filter((fact) => known.has(fact.unit));
  const worth = worthOf(scheme, sumFacts(scheme.components, [...known], theirs), unit);
  const places = new Map(scheme.components.map(({ name }, at) => [name, at]));
  const costOf = ({ facts }: Costing): Fraction =>
    facts.reduce((sum, { component, weight, points }) => {
      const each = worth[places.get(component) ?? -1] ?? ZERO;
      return plus(sum, times(whole(weight * Math.max(0, FULL - points)), each));
    }, ZERO);
  return tasks
    .map((task) => ({ task, cost: costOf(task) }))
    .filter(({ cost }) => compare(cost, ZERO) > 0)
    .sort((a, b) => compare(b.cost, a.cost))
    .slice(0, most)
    .map(({ task }) => task);
}

/**
 * The unit's row if all facts of a task had had full points; exact, by `score` itself. Undefined for a task that has changed
 * since its facts were told.
 */
export function ifFull(
  scheme: Scheme,
  input: ScoreInput,
  unit: string,
  { facts: lost }: Costing,
): Row | undefined {
  const facts = withFullPoints(input.facts, lost);
  return facts === null ? undefined : score(scheme, { ...input, facts }).find((row) => row.unit === unit);
}
