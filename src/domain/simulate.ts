import type { Row } from './row.ts';
import type { Scheme } from './scheme.ts';
import { type ScoredUnit, score } from './score.ts';
import type { Random } from './seeded-random.ts';
import { type Adjustment, countAlike, type Fact } from './sum-facts.ts';

/** What a unit has under one scheme. */
export type Side = Pick<Row, 'rank' | 'score' | 'grade' | 'reason'>;

/**
 * How a unit moves from one scheme to another: `rankChange` above 0 is up, scores in ten-thousandths of a point; `rule` is
 * the component that moved its score most that way, and by how much of it. Null where one side has none.
 */
export type Move = {
  unit: string;
  group: string | null;
  before: Side;
  after: Side;
  rankChange: number | null;
  scoreChange: number | null;
  rule: { component: string; change: number } | null;
  gradeChanged: boolean;
};

/**
 * How far each component draws the mean of a row's components away from a level, in ten-thousandths of a point; their sum
 * is the mean less the level.
 */
function pulls({ parts }: Row, level: number): Map<string, number> {
  const shares = parts.reduce((sum, { share }) => sum + share, 0);
  return new Map(parts.map(({ component, share, score }) => [component, (share * (score - level)) / shares]));
}

const sumOf = (numbers: Iterable<number>): number => [...numbers].reduce((sum, each) => sum + each, 0);

/**
 * Both rows are seen from the mean before, so that the changes of the components sum to that of the mean, whatever their
 * shares became; of those that went the way the mean went, the greatest.
 */
function ruleThatMoved(before: Row, after: Row): Move['rule'] {
  if (before.score === null || after.score === null) return null;
  const level = sumOf(pulls(before, 0).values());
  const [was, is] = [pulls(before, level), pulls(after, level)];
  const names = [...new Set([...was.keys(), ...is.keys()])];
  const changes = names.map((component) => ({
    component,
    change: Math.round((is.get(component) ?? 0) - (was.get(component) ?? 0)),
  }));
  const way = Math.sign(sumOf(changes.map(({ change }) => change)));
  const most = changes.reduce((best, one) => (one.change * way > best.change * way ? one : best));
  return most.change * way > 0 ? most : null;
}

function sideOf({ rank, score, grade, reason }: Row): Side {
  return { rank, score, grade, reason };
}

/** How every unit moves between two rankings of the same units, in the order of the second. */
export function movesBetween(before: readonly Row[], after: readonly Row[]): Move[] {
  const earlier = new Map(before.map((row) => [row.unit, row]));
  return after.map((row) => {
    const was = earlier.get(row.unit);
    if (was === undefined) throw new RangeError(`a unit that was not scored before: ${row.unit}`);
    return {
      unit: row.unit,
      group: row.group,
      before: sideOf(was),
      after: sideOf(row),
      rankChange: was.rank === null || row.rank === null ? null : was.rank - row.rank,
      scoreChange: was.score === null || row.score === null ? null : row.score - was.score,
      rule: ruleThatMoved(was, row),
      gradeChanged: was.grade !== row.grade,
    };
  });
}

/** With more components than these they are varied one at a time: all corners would be too many. */
const MOST_CORNER_COMPONENTS = 6;

/** Weights less and more by a fifth, in fifths so that they stay whole. */
const [LESS, SAME, MORE] = [4, 5, 6];

function withFifths(scheme: Scheme, fifths: readonly number[]): Scheme {
  const components = scheme.components.map((component, at) => ({
    ...component,
    weight: component.weight * fifths[at]!,
  }));
  return { ...scheme, components };
}

/**
 * The scheme with the weights of its components less or more by a fifth, at every corner but the two that change all
 * alike, which change nothing; none for a scheme of one component.
 */
export function weightCorners(scheme: Scheme): Scheme[] {
  const many = scheme.components.length;
  if (many < 2) return [];
  if (many > MOST_CORNER_COMPONENTS) {
    const one = (at: number, fifth: number) => scheme.components.map((_, i) => (i === at ? fifth : SAME));
    return scheme.components.flatMap((_, at) => [LESS, MORE].map((to) => withFifths(scheme, one(at, to))));
  }
  const corners = Array.from({ length: 2 ** many - 2 }, (_, at) => at + 1);
  return corners.map((bits) =>
    withFifths(
      scheme,
      scheme.components.map((_, at) => ((bits >> at) & 1 ? MORE : LESS)),
    ),
  );
}

/** The facts that one task brings to one unit, which are drawn together. */
export type Bundle = { unit: string; facts: readonly Fact[] };

function* drawn(byUnit: readonly (readonly Bundle[])[], random: Random): Generator<Fact> {
  for (const bundles of byUnit) {
    for (let at = 0; at < bundles.length; at += 1) {
      yield* bundles[Math.floor(random() * bundles.length)]!.facts;
    }
  }
}

/** The ranks of all units by their code; those without one are not among them. */
export type Ranks = ReadonlyMap<string, number>;

export function ranksOf(rows: readonly Row[]): Ranks {
  return new Map(rows.flatMap(({ unit, rank }) => (rank === null ? [] : [[unit, rank] as const])));
}

/** Ranks when each unit's tasks are drawn anew, as many as it has, each as often as chance wills; `times` times. */
export function* resampledRanks(
  scheme: Scheme,
  scored: { units: readonly ScoredUnit[]; adjustments?: readonly Adjustment[] },
  bundles: readonly Bundle[],
  random: Random,
  times: number,
): Generator<Ranks> {
  const byUnit = [...Map.groupBy(bundles, ({ unit }) => unit).values()];
  for (let time = 0; time < times; time += 1) {
    yield ranksOf(score(scheme, { ...scored, facts: countAlike(drawn(byUnit, random)) }));
  }
}

/** How stable a unit's rank is: in how many of the variations of weights it is another, and the range of nine in ten draws. */
export type Stability = { unit: string; changed: number; rankFrom: number | null; rankTo: number | null };

/** The ranks that hold nine in ten of these, a twentieth left out at each end; null where there are none. */
export function nineInTen(ranks: readonly number[]): { rankFrom: number | null; rankTo: number | null } {
  const sorted = ranks.toSorted((a, b) => a - b);
  const out = Math.floor(sorted.length / 20);
  return { rankFrom: sorted[out] ?? null, rankTo: sorted[sorted.length - 1 - out] ?? null };
}

/** The stability of each ranked unit from the ranks of the variations and of the draws. */
export function stabilityOf(
  ranks: Ranks,
  varied: readonly Ranks[],
  resampled: readonly Ranks[],
): Stability[] {
  return [...ranks].map(([unit, rank]) => ({
    unit,
    changed: varied.filter((other) => other.get(unit) !== rank).length,
    ...nineInTen(resampled.flatMap((other) => other.get(unit) ?? [])),
  }));
}
