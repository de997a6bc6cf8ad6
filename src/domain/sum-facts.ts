import type { Component } from './scheme.ts';

/** What a unit did, `points` in hundredths; `count` stands for so many facts that are equal (1 if left out). */
export type Fact = {
  unit: string;
  component: string;
  weight: number;
  points: number;
  count?: number;
  /** Working days late, by which a scheme may bar the first grade. */
  daysLate?: number | null;
};

/** Facts that are equal as one with its count, gathered one by one. */
export function gatherAlike(): { add: (fact: Fact) => void; facts: () => Fact[] } {
  const alike = new Map<string, Fact & { count: number }>();
  return {
    add: (fact) => {
      const { unit, component, weight, points, daysLate } = fact;
      const key = `${unit}|${component}|${weight}|${points}|${daysLate}`;
      const same = alike.get(key);
      if (same === undefined) alike.set(key, { ...fact, count: fact.count ?? 1 });
      else same.count += fact.count ?? 1;
    },
    facts: () => [...alike.values()],
  };
}

/** Facts that are equal as one with its count. */
export function countAlike(facts: Iterable<Fact>): Fact[] {
  const alike = gatherAlike();
  for (const fact of facts) alike.add(fact);
  return alike.facts();
}

/** A bonus, or a penalty below 0, in hundredths of a point, and the document that it rests on. */
export type Adjustment = { unit: string; points: number; document: string };

/** Σ1, Σw, Σwp and Σwp² of facts, p in hundredths: all that a score needs of them. */
export type Sums = { tasks: bigint; weight: bigint; points: bigint; squares: bigint };

export function noSums(): Sums {
  return { tasks: 0n, weight: 0n, points: 0n, squares: 0n };
}

/** Adds the second to the first, in place. */
export function addSums(sums: Sums, { tasks, weight, points, squares }: Sums): void {
  sums.tasks += tasks;
  sums.weight += weight;
  sums.points += points;
  sums.squares += squares;
}

function sumsOf(fact: Fact): Sums {
  const tasks = BigInt(fact.count ?? 1);
  const weight = tasks * BigInt(fact.weight);
  const points = BigInt(fact.points);
  return { tasks, weight, points: weight * points, squares: weight * points * points };
}

/**
 * The sums of each unit, one per component in the scheme's order; facts of components that the scheme doesn't
 * have don't count. A fact of a unit that isn't among `units` is a fault of the caller.
 */
export function sumFacts(
  components: readonly Component[],
  units: readonly string[],
  facts: readonly Fact[],
): Map<string, Sums[]> {
  const places = new Map(components.map(({ name }, at) => [name, at]));
  const byUnit = new Map(units.map((unit) => [unit, components.map(noSums)]));
  for (const fact of facts) {
    const sums = byUnit.get(fact.unit);
    if (sums === undefined) throw new RangeError(`a fact of a unit that is not scored: ${fact.unit}`);
    const place = places.get(fact.component);
    if (place !== undefined) addSums(sums[place]!, sumsOf(fact));
  }
  return byUnit;
}
