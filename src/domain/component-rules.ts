import { type WorkingCalendar, workingDaysBetween } from './calendar.ts';
import type { Day } from './day.ts';
import { clockOf, completedOn, holdsUnder, type Outcome, outcomeOf } from './lateness.ts';
import { earlyPoints, pointsIn, pointsOfFact } from './points.ts';
import type { RunningTask } from './running-task.ts';
import type { Component, PointTable, Scheme } from './scheme.ts';
import { deadlineUnder } from './standing.ts';
import { type Basis, isOpen, type Task } from './task.ts';

export type FactKind =
  | Outcome['kind']
  | 'early'
  | 'returned'
  | 'acknowledged'
  | 'reported'
  | 'rated'
  | 'unrated'
  | 'figure';

/** What of a task is looked at to score it. */
export type CountedTask = Pick<
  Task,
  | 'state'
  | 'stateBefore'
  | 'lead'
  | 'coordinating'
  | 'weight'
  | 'original'
  | 'current'
  | 'history'
  | 'holds'
  | 'assignedOn'
  | 'assignedSeq'
  | 'acknowledgedOn'
  | 'reportedOn'
  | 'submittedOn'
  | 'quality'
>;

/** What a component measures of a task, whatever the scheme says of it: whole numbers, as few as it needs. */
export type Measure = readonly number[];

/** A day on which a task is looked at, under which deadline, by which calendar. */
export type Look = { basis: Basis; today: Day; calendar: WorkingCalendar };

/** A day on which a running task is looked at; under which deadline it runs is settled. */
export type RunningLook = Omit<Look, 'basis'>;

/**
 * What a scheme makes of a measure: points in hundredths; `kind` and `amount` are what a sentence says of it: days late,
 * returns, days over what is allowed, or the mark of quality.
 */
export type Judged = { points: number; kind: FactKind; amount: number };

/**
 * `measure` is null when the task is no fact of the component, `judge` when the scheme makes none of it. `onDay` measures
 * the same of a task whose clock runs, told by what is kept of it.
 */
export type Rule = {
  measure: (task: CountedTask, look: Look) => Measure | null;
  onDay: (task: RunningTask, look: RunningLook) => Measure | null;
  judge: (measure: Measure, component: Component, scheme: Scheme) => Judged | null;
};

export const TIMELINESS = 'timeliness';

/** The tables that go with the names of components where a scheme gives none: how many, and points in hundredths. */
const TABLES: Readonly<Record<string, { allowed: number; points: PointTable }>> = {
  returned: {
    allowed: 0,
    points: [
      [0, 10_000],
      [1, 8000],
      [2, 5000],
      [3, 0],
    ],
  },
  acknowledgement: {
    allowed: 2,
    points: [
      [0, 10_000],
      [5, 5000],
      [10, 0],
    ],
  },
  reporting: {
    allowed: 22,
    points: [
      [0, 10_000],
      [22, 5000],
      [44, 0],
    ],
  },
  quality: {
    allowed: 0,
    points: [
      [0, 10_000],
      [1, 8000],
      [2, 6000],
      [3, 4000],
      [4, 0],
    ],
  },
};

function tableOf({ name, allowed, points }: Component): { allowed: number; points: PointTable } {
  const usual = TABLES[name] ?? { allowed: 0, points: [[0, 10_000]] };
  return { allowed: allowed ?? usual.allowed, points: points ?? usual.points };
}

/** Working days in the unit's court from one day to another; under the original deadline no extension stops its clock. */
function ownDays(task: CountedTask, from: Day, to: Day, { basis, calendar }: Look): number {
  return clockOf(holdsUnder(task.holds, basis), from, to, calendar).unit;
}

/** Working days that a running task was in the unit's court so far. */
function ownSoFar({ assignedOn, held }: RunningTask, { today, calendar }: RunningLook): number {
  return workingDaysBetween(calendar, assignedOn, today) - held;
}

function over(many: number, component: Component, kind: FactKind): Judged {
  const { allowed, points } = tableOf(component);
  const amount = Math.max(0, many - allowed);
  return { kind, amount, points: pointsIn(points, amount) };
}

/** Whether it is done, the days it was late, and those that it was early. */
const timeliness: Rule = {
  measure: (task, { basis, today, calendar }) => {
    const outcome = outcomeOf(task, basis, today, calendar);
    if (outcome === null) return null;
    const done = completedOn(task);
    const due = deadlineUnder(task, basis);
    const early = done === null || due === null ? 0 : workingDaysBetween(calendar, done, due);
    return [outcome.kind === 'done' ? 1 : 0, outcome.daysLate, Math.max(0, early)];
  },
  onDay: (task, look) => {
    if (task.due >= look.today) return null;
    const allowed = workingDaysBetween(look.calendar, task.assignedOn, task.due);
    return [0, Math.max(0, ownSoFar(task, look) - allowed), 0];
  },
  judge: ([done = 0, daysLate = 0, early = 0], _, scheme) => {
    if (scheme.early.length > 0 && early > 0) {
      return { kind: 'early', amount: early, points: earlyPoints(scheme, early) };
    }
    const kind = done === 1 ? 'done' : 'openOverdue';
    return { kind, amount: daysLate, points: pointsOfFact(scheme, { kind, daysLate }) };
  },
};

/**
 * How often a submission of the present lead came back: those that were answered otherwise than by verifying; null without
 * a submission. Withdrawn ones left no trace.
 */
export function timesReturned({ holds, assignedSeq }: Pick<Task, 'holds' | 'assignedSeq'>): number | null {
  const submissions = holds.filter(({ kind, fromSeq }) => kind === 'submitted' && fromSeq > assignedSeq);
  return submissions.length === 0 ? null : submissions.filter(({ toSeq }) => toSeq !== null).length;
}

const measureOf = (times: number | null): Measure | null => (times === null ? null : [times]);

/** Work that came back. */
const returned: Rule = {
  measure: (task) => measureOf(timesReturned(task)),
  onDay: (task) => measureOf(task.returned),
  judge: ([times = 0], component) => over(times, component, 'returned'),
};

/** Working days until it was acknowledged, over what is allowed; while it waits, those so far if they are over. */
const acknowledgement: Rule = {
  measure: (task, look) => {
    const end = task.acknowledgedOn ?? (isOpen(task) ? look.today : null);
    if (end === null) return null;
    return [ownDays(task, task.assignedOn, end, look), task.acknowledgedOn === null ? 1 : 0];
  },
  onDay: (task, look) => (task.acknowledged === null ? [ownSoFar(task, look), 1] : [task.acknowledged, 0]),
  judge: ([days = 0, waits = 0], component) => {
    const fact = over(days, component, 'acknowledged');
    return waits === 1 && fact.amount === 0 ? null : fact;
  },
};

/** The longest stretch in the unit's court without a report, over what is allowed; none for a task shorter than that. */
const reporting: Rule = {
  measure: (task, look) => {
    const end = completedOn(task) ?? look.today;
    const days = [task.assignedOn, ...task.reportedOn.filter((day) => day < end), end];
    const gaps = days.slice(1).map((day, at) => ownDays(task, days[at] as Day, day, look));
    return [ownDays(task, task.assignedOn, end, look), Math.max(...gaps)];
  },
  onDay: (task, look) => {
    const since = workingDaysBetween(look.calendar, task.reportedOn, look.today) - task.heldSince;
    return [ownSoFar(task, look), Math.max(task.longest, since)];
  },
  judge: ([all = 0, longest = 0], component) =>
    all <= tableOf(component).allowed ? null : over(longest, component, 'reported'),
};

const NO_MARK = 0;

/** The mark given at verification, 5 the best. */
const quality: Rule = {
  measure: (task) => (task.state === 'verified' ? [task.quality ?? NO_MARK] : null),
  onDay: () => null,
  judge: ([mark = NO_MARK], component, { unratedQuality }) => {
    if (mark !== NO_MARK) {
      return { kind: 'rated', amount: mark, points: pointsIn(tableOf(component).points, 5 - mark) };
    }
    return unratedQuality === null ? null : { kind: 'unrated', amount: 0, points: unratedQuality };
  },
};

/** What each component counts, by its name; of another, such as a figure from elsewhere, tasks say nothing. */
export const RULES: Readonly<Record<string, Rule>> = {
  timeliness,
  returned,
  acknowledgement,
  reporting,
  quality,
};

/** The rule of a component; none of one that counts figures from elsewhere, whatever it is called. */
export function ruleOf(component: string): Rule | undefined {
  return Object.hasOwn(RULES, component) ? RULES[component] : undefined;
}
