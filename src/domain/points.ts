import type { Outcome } from './lateness.ts';
import type { PointTable, Scheme } from './scheme.ts';

/**
 * The points in hundredths of a table for so many of what it counts: linear between its rows, rounded half up, or by
 * `steps` those of the row reached; the last row's beyond it (design.md, section 8, "Facts").
 */
export function pointsIn(table: PointTable, many: number, steps = false): number {
  const next = table.findIndex(([from]) => from > many);
  if (next === 0) throw new RangeError(`no points for ${many}`);
  const [from, points] = table.at(next === -1 ? -1 : next - 1)!;
  if (next === -1 || steps) return points;
  const [to, toPoints] = table[next]!;
  const span = to - from;
  const climbed = points * span + (toPoints - points) * (many - from);
  return Math.floor((2 * climbed + span) / (2 * span));
}

/** T: the points in hundredths of a task that was so many whole working days late. */
export function pointsFor(
  scheme: Pick<Scheme, 'points'> & Partial<Pick<Scheme, 'steps'>>,
  daysLate: number,
): number {
  return pointsIn(scheme.points, daysLate, scheme.steps);
}

/** The points of a fact in hundredths: an open overdue task has at most the scheme's `openOverdueCap`. */
export function pointsOfFact(
  scheme: Pick<Scheme, 'points' | 'openOverdueCap'> & Partial<Pick<Scheme, 'steps'>>,
  outcome: Pick<Outcome, 'kind' | 'daysLate'>,
): number {
  const points = pointsFor(scheme, outcome.daysLate);
  return outcome.kind === 'openOverdue' ? Math.min(points, scheme.openOverdueCap) : points;
}

/** The points of work done so many working days early: those of the last row reached, else the full ones. */
export function earlyPoints(scheme: Pick<Scheme, 'points' | 'early'>, daysEarly: number): number {
  const full = scheme.points[0]?.[1] ?? 0;
  return scheme.early.findLast(([days]) => days <= daysEarly)?.[1] ?? full;
}
