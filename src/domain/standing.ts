import { ballOf } from './ball.ts';
import { type Day, daysBetween } from './day.ts';
import { type Basis, isOpen, type Task } from './task.ts';

export const STANDINGS = [
  'inTime',
  'dueSoon',
  'dueToday',
  'overdue',
  'doneOnTime',
  'doneLate',
  'noDeadline',
  'notCounted',
] as const;

/** How a task stands on a day under one deadline; derived, never stored (contract.md, "Standing"). */
export type Standing = (typeof STANDINGS)[number];

/** Within so many calendar days a deadline is due soon (contract.md, "Standing"). */
export const SOON_DAYS = 7;

export type Judged = Pick<Task, 'state' | 'holds' | 'original' | 'current' | 'submittedOn'>;

/** The deadline's day under a basis, null without one. */
export function deadlineUnder(task: Pick<Task, 'original' | 'current'>, basis: Basis): Day | null {
  return basis === 'original' ? task.original.day : task.current.day;
}

/** Standing of an open task whose deadline is `due`, judged on the day `judged`. */
export function standingOn(due: Day, judged: Day): Standing {
  if (judged > due) return 'overdue';
  if (judged === due) return 'dueToday';
  return daysBetween(judged, due) <= SOON_DAYS ? 'dueSoon' : 'inTime';
}

/**
 * The standing that no passing day can change: of a closed task, of one without a deadline, and of one whose
 * ball is with the assigner, which is judged on the day it went there. Null while the unit's clock runs.
 */
export function settledStanding(task: Judged, basis: Basis): Standing | null {
  if (task.state === 'recalled' || task.state === 'discontinued') return 'notCounted';
  const due = deadlineUnder(task, basis);
  if (due === null) return 'noDeadline';
  if (task.state === 'verified') return (task.submittedOn ?? due) <= due ? 'doneOnTime' : 'doneLate';
  const ball = ballOf(task);
  return ball.with === 'assigner' && ball.since !== null ? standingOn(due, ball.since) : null;
}

/** The standing of a task on the day `today` under a basis (contract.md, "Standing"). */
export function standingOf(task: Judged, basis: Basis, today: Day): Standing {
  const settled = settledStanding(task, basis);
  if (settled !== null) return settled;
  const due = deadlineUnder(task, basis);
  return due === null ? 'noDeadline' : standingOn(due, today);
}

/** Whether an open task is overdue today under its current deadline. */
export function isOverdue(task: Judged, today: Day): boolean {
  return isOpen(task) && standingOf(task, 'current', today) === 'overdue';
}
