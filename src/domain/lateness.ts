import { type WorkingCalendar, workingDaysBetween } from './calendar.ts';
import type { Day } from './day.ts';
import { deadlineUnder, type Standing, standingOf } from './standing.ts';
import { type Basis, type Hold, isOpen, type Task } from './task.ts';

/** What lateness is judged on; a lean row of the database serves as well as a whole task. */
export type Timed = Pick<
  Task,
  'state' | 'stateBefore' | 'holds' | 'original' | 'current' | 'assignedOn' | 'submittedOn'
>;

/** How a task enters the score: done, or open and overdue, with the working days it was late by. */
export type Outcome = { kind: 'done' | 'openOverdue'; daysLate: number };

type Span = { from: Day; to: Day };

/** Under the original deadline an extension counts as if it were not there (design.md, section 8). */
export function holdsUnder(holds: readonly Hold[], basis: Basis): readonly Hold[] {
  return basis === 'original' ? holds.filter((hold) => hold.kind !== 'extension') : holds;
}

/** The holds as stretches within (from, to], merged where they overlap, oldest first. */
function spansWithin(holds: readonly Hold[], from: Day, to: Day): Span[] {
  const spans: Span[] = [];
  const clipped = holds
    .map((hold) => ({ from: hold.from > from ? hold.from : from, to: (hold.to ?? to) < to ? hold.to! : to }))
    .filter((span) => span.from < span.to)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const span of clipped) {
    const last = spans.at(-1);
    if (last === undefined || span.from > last.to) spans.push(span);
    else if (span.to > last.to) last.to = span.to;
  }
  return spans;
}

/** Working days of (from, to] in which the clock was the unit's, and those in which it was the assigner's. */
export function clockOf(
  holds: readonly Hold[],
  from: Day,
  to: Day,
  calendar: WorkingCalendar,
): { unit: number; assigner: number } {
  const all = workingDaysBetween(calendar, from, to);
  const assigner = spansWithin(holds, from, to).reduce(
    (sum, span) => sum + workingDaysBetween(calendar, span.from, span.to),
    0,
  );
  return { unit: all - assigner, assigner };
}

/** Working days after `from` that were the assigner's, in holds of which none lasts any more. */
export function heldSince(from: Day, holds: readonly Hold[], calendar: WorkingCalendar): number {
  const last = holds.reduce((day, { to }) => (to !== null && to > day ? to : day), from);
  return clockOf(holds, from, last, calendar).assigner;
}

/**
 * Days late of a task completed (or judged) on `end`: the working days in the unit's own court from its
 * assignment to `end`, less those from assignment to the deadline, at least 0 (design.md, section 8, "Facts").
 */
export function daysLate(task: Timed, basis: Basis, end: Day, calendar: WorkingCalendar): number {
  const due = deadlineUnder(task, basis);
  if (due === null) return 0;
  const spent = clockOf(holdsUnder(task.holds, basis), task.assignedOn, end, calendar).unit;
  const allowed = workingDaysBetween(calendar, task.assignedOn, due);
  return Math.max(0, spent - allowed);
}

/** A submission that was verified, or is not yet answered, is done on its day. */
export function completedOn(task: Pick<Task, 'state' | 'stateBefore' | 'submittedOn'>): Day | null {
  const state = task.state === 'suspended' ? task.stateBefore.suspended : task.state;
  return state === 'verified' || state === 'submitted' ? task.submittedOn : null;
}

/** The standing that the score uses: under the original deadline no extension stops the clock. */
export function scoredStanding(task: Timed, basis: Basis, today: Day): Standing {
  return standingOf({ ...task, holds: [...holdsUnder(task.holds, basis)] }, basis, today);
}

/**
 * How a task enters the score on the day `today`; null when it is no fact: open in time, without a deadline,
 * not counted (design.md, section 8, "Facts").
 */
export function outcomeOf(task: Timed, basis: Basis, today: Day, calendar: WorkingCalendar): Outcome | null {
  if (deadlineUnder(task, basis) === null) return null;
  const done = completedOn(task);
  if (done !== null) return { kind: 'done', daysLate: daysLate(task, basis, done, calendar) };
  if (!isOpen(task) || scoredStanding(task, basis, today) !== 'overdue') return null;
  return { kind: 'openOverdue', daysLate: daysLate(task, basis, today, calendar) };
}
