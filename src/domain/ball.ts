import type { Day } from './day.ts';
import { type Hold, isOpen, type Task } from './task.ts';

/** Who has the ball, and since when; `since` is the day it went there, null for a closed task or the unit. */
export type Ball = { with: 'unit' | 'assigner' | null; since: Day | null };

/**
 * The clock is booked to whoever holds the ball (design.md, section 3): the assigner while one of its holds
 * lasts. Holds that overlap are one stretch; sequence numbers tell whether the ball came back in between.
 */
export function ballOf(task: Pick<Task, 'state'> & { holds: readonly Hold[] }): Ball {
  if (!isOpen(task)) return { with: null, since: null };
  const lasting = task.holds.filter((hold) => hold.toSeq === null);
  if (lasting.length === 0) return { with: 'unit', since: null };
  let first = lasting.reduce((a, b) => (a.fromSeq <= b.fromSeq ? a : b));
  for (const hold of [...task.holds].sort((a, b) => b.fromSeq - a.fromSeq)) {
    if (hold.fromSeq < first.fromSeq && (hold.toSeq === null || hold.toSeq > first.fromSeq)) first = hold;
  }
  return { with: 'assigner', since: first.from };
}
