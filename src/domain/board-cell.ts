import { ballOf } from './ball.ts';
import { type WorkingCalendar, workingDaysBetween } from './calendar.ts';
import type { Day } from './day.ts';
import { completedOn, daysLate, heldSince, holdsUnder, type Outcome } from './lateness.ts';
import { deadlineUnder, type Standing, settledStanding, standingOn } from './standing.ts';
import { type Basis, isOpen, type Task } from './task.ts';

/**
 * How a task comes into the score: not at all, with days late that no passing day changes, or by a clock that still
 * runs in the unit's court: `since` the day behind which working days are late, less the `held` ones.
 */
export type BoardFact =
  | { kind: 'none' }
  | { kind: Outcome['kind']; daysLate: number }
  /** `since` is null where it is the deadline. */
  | { kind: 'running'; due: Day; since: Day | null; held: number };

/**
 * What the boards need of a task, whatever day they are read on (design.md, sections 3 and 8). Tasks in one cell count
 * alike, so that a board reads a number for each cell in place of the tasks. `settled` is null while the clock runs.
 */
export type BoardCell = { weight: number; settled: Standing | null; fact: BoardFact };

function factOf(task: Task, basis: Basis, calendar: WorkingCalendar): BoardFact {
  const due = deadlineUnder(task, basis);
  const done = completedOn(task);
  if (due === null || (done === null && !isOpen(task))) return { kind: 'none' };
  if (done !== null) return { kind: 'done', daysLate: daysLate(task, basis, done, calendar) };
  const scored = { ...task, holds: [...holdsUnder(task.holds, basis)] };
  const standing = settledStanding(scored, basis);
  if (standing === null) {
    const since = due > task.assignedOn ? null : task.assignedOn;
    return {
      kind: 'running',
      due,
      since,
      held: heldSince(task.assignedOn, holdsUnder(task.holds, basis), calendar),
    };
  }
  const end = ballOf(scored).since;
  return standing === 'overdue' && end !== null
    ? { kind: 'openOverdue', daysLate: daysLate(task, basis, end, calendar) }
    : { kind: 'none' };
}

/** The cell of a task under a deadline, as the text under which it is counted. */
export function cellOf(task: Task, basis: Basis, calendar: WorkingCalendar): string {
  const fact = factOf(task, basis, calendar);
  const numbers =
    fact.kind === 'running'
      ? [fact.held, fact.due, fact.since ?? '']
      : 'daysLate' in fact
        ? [fact.daysLate]
        : [];
  return [task.weight, settledStanding(task, basis) ?? '', fact.kind, ...numbers].join('|');
}

/** Reads the text of a cell, as `cellOf` wrote it. */
export function readCell(text: string): BoardCell {
  const [weight, settled = '', kind = 'none', number, due = '', since = ''] = text.split('|');
  const count = Number(number ?? 0);
  const fact: BoardFact =
    kind === 'running'
      ? { kind, due, since: since === '' ? null : since, held: count }
      : kind === 'none'
        ? { kind }
        : { kind: kind as Outcome['kind'], daysLate: count };
  return { weight: Number(weight), settled: settled === '' ? null : (settled as Standing), fact };
}

/** How the tasks of a cell stand on the day `today`. */
export function standingOfCell({ settled, fact }: BoardCell, today: Day): Standing {
  if (settled !== null) return settled;
  return fact.kind === 'running' ? standingOn(fact.due, today) : 'noDeadline';
}

/**
 * How the tasks of a cell enter the score on the day `today`; null when they are no facts. Equal to `outcomeOf` of each
 * of them, on any day from their last event on.
 */
export function outcomeOfCell({ fact }: BoardCell, today: Day, calendar: WorkingCalendar): Outcome | null {
  if (fact.kind === 'none') return null;
  if (fact.kind !== 'running') return { kind: fact.kind, daysLate: fact.daysLate };
  if (fact.due >= today) return null;
  const late = workingDaysBetween(calendar, fact.since ?? fact.due, today) - fact.held;
  return { kind: 'openOverdue', daysLate: Math.max(0, late) };
}
