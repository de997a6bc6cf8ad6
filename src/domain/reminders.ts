import { ballOf } from './ball.ts';
import {
  addWorkingDays,
  isWorkingDay,
  previousWorkingDay,
  type WorkingCalendar,
  workingDaysBetween,
} from './calendar.ts';
import type { Day } from './day.ts';
import type { Task } from './task.ts';

/** When a task is reminded of, in working days, as data (design.md, section 7). */
export type ReminderPolicy = {
  /** Working days before the deadline. */
  before: readonly number[];
  /** After the deadline every so many working days. */
  afterEvery: number;
  /** No rung whose day is before this one is owed: a new database owes nothing older. */
  since: Day;
};

/**
 * What is owed: the rung, and the day it belongs to, which makes it exactly once however late it goes out; `days` are
 * the working days that are left to the deadline (or passed since it, when overdue) on the day it does go out.
 */
export type OwedReminder = { rung: string; day: Day; overdue: boolean; days: number };

/** What reminding asks of a task. */
export type Reminded = Pick<Task, 'state' | 'holds' | 'current' | 'history' | 'assignedOn'>;

type Rung = { rung: string; nominal: Day; overdue: boolean; days: number };

const SETS_DEADLINE = ['set', 'approved', 'given', 'corrected', 'completed'];

/** The day on which the present deadline was set. */
function deadlineSetOn(task: Reminded): Day {
  return task.history.findLast(({ kind }) => SETS_DEADLINE.includes(kind))?.on ?? task.assignedOn;
}

/** The rungs of a deadline up to a day, lowest first. */
function ladder(due: Day, today: Day, calendar: WorkingCalendar, policy: ReminderPolicy): Rung[] {
  const before = [...policy.before]
    .sort((a, b) => b - a)
    .map(
      (n): Rung => ({
        rung: `before${n}`,
        nominal: addWorkingDays(calendar, due, -n),
        overdue: false,
        days: n,
      }),
    );
  const steps = Math.floor(workingDaysBetween(calendar, due, today) / policy.afterEvery);
  const last = steps * policy.afterEvery;
  const after: Rung[] =
    steps < 1
      ? []
      : [{ rung: `after${last}`, nominal: addWorkingDays(calendar, due, last), overdue: true, days: last }];
  return [...before, { rung: 'due', nominal: due, overdue: false, days: 0 }, ...after];
}

/**
 * Which reminder a task owes on a day: at most one, the highest rung that is reached; a missed day is caught up by it.
 * None on a rest day, none while the ball is not in the unit's court, none for a rung whose day was before the
 * assignment, before the deadline was set, or before `policy.since`; a rung on a rest day belongs to the working day
 * before it. `sent` holds what went out already, as `rung@day` (design.md, section 7).
 */
export function remindersOwed(
  task: Reminded,
  today: Day,
  calendar: WorkingCalendar,
  policy: ReminderPolicy,
  sent: ReadonlySet<string>,
): OwedReminder[] {
  const due = task.current.day;
  if (due === null || ballOf(task).with !== 'unit' || !isWorkingDay(calendar, today)) return [];
  const reached = ladder(due, today, calendar, policy)
    .map((rung) => ({ ...rung, day: previousWorkingDay(calendar, rung.nominal) }))
    .filter(({ day }) => day <= today)
    .at(-1);
  if (reached === undefined || sent.has(`${reached.rung}@${reached.day}`)) return [];
  const notBefore = [task.assignedOn, deadlineSetOn(task), policy.since];
  if (notBefore.some((day) => reached.day < day)) return [];
  const { rung, day, overdue } = reached;
  const passed = workingDaysBetween(calendar, day, today);
  return [{ rung, day, overdue, days: Math.max(0, reached.days + (overdue ? passed : -passed)) }];
}
