import { ballOf } from './ball.ts';
import type { WorkingCalendar } from './calendar.ts';
import { type CountedTask, timesReturned } from './component-rules.ts';
import type { Day } from './day.ts';
import { clockOf, heldSince, holdsUnder } from './lateness.ts';
import { deadlineUnder } from './standing.ts';
import type { Basis } from './task.ts';

/**
 * An open task whose clock runs in the unit's court, as far as its score needs it: from these few values alone follows
 * what is measured of it on any day from its last event on. Days are working days; held ones were the assigner's.
 */
export type RunningTask = {
  due: Day;
  weight: number;
  assignedOn: Day;
  held: number;
  /** Days until it was acknowledged; null while it was not. */
  acknowledged: number | null;
  /** How many of its submissions came back; null without one. */
  returned: number | null;
  /** The last report, or else the assignment; the days held since, and the longest stretch before it. */
  reportedOn: Day;
  heldSince: number;
  longest: number;
};

/** What is kept of a task while the unit's clock runs under a deadline; null for another, and for one without a deadline. */
export function runningTaskOf(
  task: CountedTask,
  basis: Basis,
  calendar: WorkingCalendar,
): RunningTask | null {
  const due = deadlineUnder(task, basis);
  const holds = holdsUnder(task.holds, basis);
  if (due === null || ballOf({ state: task.state, holds }).with !== 'unit') return null;
  const { weight, assignedOn, acknowledgedOn } = task;
  const own = (from: Day, to: Day): number => clockOf(holds, from, to, calendar).unit;
  const days = [assignedOn, ...task.reportedOn];
  const stretches = days.slice(1).map((day, at) => own(days[at] as Day, day));
  const reportedOn = days.at(-1) as Day;
  return {
    due,
    weight,
    assignedOn,
    held: heldSince(assignedOn, holds, calendar),
    acknowledged: acknowledgedOn === null ? null : own(assignedOn, acknowledgedOn),
    returned: timesReturned(task),
    reportedOn,
    heldSince: heldSince(reportedOn, holds, calendar),
    longest: Math.max(0, ...stretches),
  };
}

/** A running task as the text that is kept of it; it begins with the deadline, so that texts order as deadlines do. */
export function writeRunningTask(task: RunningTask): string {
  const { due, weight, assignedOn, held, acknowledged, returned, reportedOn, longest } = task;
  return [
    due,
    weight,
    assignedOn,
    held,
    acknowledged ?? '',
    returned ?? '',
    reportedOn,
    task.heldSince,
    longest,
  ].join('|');
}

const numberOf = (text: string): number | null => (text === '' ? null : Number(text));

/** Reads the text of a running task, as `writeRunningTask` wrote it. */
export function readRunningTask(text: string): RunningTask {
  const [
    due = '',
    weight,
    assignedOn = '',
    held,
    acknowledged = '',
    returned = '',
    reportedOn = '',
    ...rest
  ] = text.split('|');
  return {
    due,
    weight: Number(weight),
    assignedOn,
    held: Number(held),
    acknowledged: numberOf(acknowledged),
    returned: numberOf(returned),
    reportedOn,
    heldSince: Number(rest[0]),
    longest: Number(rest[1]),
  };
}
