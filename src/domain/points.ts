import type { Outcome } from './lateness.ts';
import type { Scheme } from './scheme.ts';

/**
 * T: the points in hundredths of a task that was so many whole working days late. Linear between the rows of
 * the scheme's table, rounded half up; the last row's points beyond it (design.md, section 8, "Facts").
 */
export function pointsFor(scheme: Pick<Scheme, 'points'>, daysLate: number): number {
  const next = scheme.points.findIndex(([days]) => days > daysLate);
  if (next === 0) throw new RangeError(`no points for ${daysLate} days late`);
  const [fromDays, fromPoints] = scheme.points.at(next === -1 ? -1 : next - 1)!;
  if (next === -1) return fromPoints;
  const [toDays, toPoints] = scheme.points[next]!;
  const span = toDays - fromDays;
  const climbed = fromPoints * span + (toPoints - fromPoints) * (daysLate - fromDays);
  return Math.floor((2 * climbed + span) / (2 * span));
}

/** The points of a fact in hundredths: an open overdue task has at most the scheme's `openOverdueCap`. */
export function pointsOfFact(scheme: Pick<Scheme, 'points' | 'openOverdueCap'>, outcome: Outcome): number {
  const points = pointsFor(scheme, outcome.daysLate);
  return outcome.kind === 'openOverdue' ? Math.min(points, scheme.openOverdueCap) : points;
}
