import { type Fraction, minus, plus, reduced, times, whole, ZERO } from './fraction.ts';
import { addSums, noSums, type Sums } from './sum-facts.ts';

/** What a group has in the component at that place: μ in hundredths of a point and σ² in their squares. */
export type CommonLevel = { at: number; mean: Fraction; variance: Fraction };

/** Σw(p − S/W)² of one unit, which is Σwp² − S²/W. */
function spreadOf({ weight, points, squares }: Sums): Fraction {
  return weight === 0n ? ZERO : minus(whole(squares), { over: points * points, under: weight });
}

/**
 * μ and σ² of each component from the sums of all units of a group, each unit's in the order of the components;
 * a component in which nobody has a fact is left out for all (design.md, section 8).
 */
export function commonLevels(members: readonly (readonly Sums[])[], components: number): CommonLevel[] {
  const levels: CommonLevel[] = [];
  for (let at = 0; at < components; at += 1) {
    const all = noSums();
    let spread = ZERO;
    for (const sums of members) {
      addSums(all, sums[at]!);
      spread = plus(spread, spreadOf(sums[at]!));
    }
    if (all.weight === 0n) continue;
    const mean = reduced({ over: all.points, under: all.weight });
    levels.push({ at, mean, variance: reduced(times(spread, { over: 1n, under: all.weight })) });
  }
  return levels;
}

/** (S + κμ) / (W + κ) in hundredths: the group's mean where the unit has no facts of its own, without κ too. */
export function shrunk(kappa: number, level: CommonLevel, { weight, points }: Sums): Fraction {
  if (weight + BigInt(kappa) === 0n) return level.mean;
  const drawn = plus(whole(points), times(whole(kappa), level.mean));
  return times(drawn, { over: 1n, under: weight + BigInt(kappa) });
}
