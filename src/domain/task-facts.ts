import { type WorkingCalendar, workingDaysBetween } from './calendar.ts';
import type { Day } from './day.ts';
import { clockOf, completedOn, type Outcome, outcomeOf } from './lateness.ts';
import type { Period } from './period.ts';
import { earlyPoints, pointsIn, pointsOfFact } from './points.ts';
import type { Component, PointTable, Scheme } from './scheme.ts';
import { isOpen, type Task } from './task.ts';

/**
 * What a task brings to the score of a unit, `points` in hundredths. `kind` and `amount` are what a sentence says of it:
 * days late, returns, days over what is allowed, or the mark of quality.
 */
export type TaskFact = {
  unit: string;
  component: string;
  weight: number;
  points: number;
  kind: FactKind;
  amount: number;
};

export type FactKind =
  | Outcome['kind']
  | 'early'
  | 'returned'
  | 'acknowledged'
  | 'reported'
  | 'rated'
  | 'unrated'
  | 'figure';

/** What a rule needs beside the task: the scheme, its own component in it, the day, and the calendar. */
type Asked = { scheme: Scheme; component: Component; today: Day; calendar: WorkingCalendar };

/** A fact of a component before it is given a unit and a weight; null when the task is none. */
type Rule = (task: Task, asked: Asked) => Pick<TaskFact, 'points' | 'kind' | 'amount'> | null;

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

/** The deadline's day under the scheme: the current one only as far as the causes that the scheme counts moved it. */
export function deadlineOf(task: Pick<Task, 'original' | 'current' | 'history'>, scheme: Scheme): Day | null {
  if (scheme.basis === 'original') return task.original.day;
  const counts = (cause: Task['history'][number]['cause']) => scheme.causes.includes(cause ?? 'assigner');
  const moved = task.history.filter(({ kind }) => kind === 'approved' || kind === 'given');
  if (moved.every(({ cause }) => counts(cause))) return task.current.day;
  return moved.reduce((day, each) => (counts(each.cause) ? each.day : day), task.original.day);
}

/** The task with its current deadline as the scheme counts it. */
function asCounted(task: Task, scheme: Scheme): Task {
  const day = deadlineOf(task, scheme);
  return scheme.basis === 'original' || day === task.current.day
    ? task
    : { ...task, current: { ...task.current, day } };
}

/** Working days in the unit's court from one day to another. */
function ownDays(task: Task, from: Day, to: Day, calendar: WorkingCalendar): number {
  return clockOf(task.holds, from, to, calendar).unit;
}

function over(many: number, component: Component, kind: FactKind): ReturnType<Rule> {
  const { allowed, points } = tableOf(component);
  const amount = Math.max(0, many - allowed);
  return { kind, amount, points: pointsIn(points, amount) };
}

const timeliness: Rule = (task, { scheme, today, calendar }) => {
  const outcome = outcomeOf(task, scheme.basis, today, calendar);
  if (outcome === null) return null;
  const done = completedOn(task);
  const due = deadlineOf(task, scheme);
  const early = done === null || due === null ? 0 : workingDaysBetween(calendar, done, due);
  if (scheme.early.length > 0 && early > 0) {
    return { kind: 'early', amount: early, points: earlyPoints(scheme, early) };
  }
  return { kind: outcome.kind, amount: outcome.daysLate, points: pointsOfFact(scheme, outcome) };
};

/** How often a submission came back: those that were answered otherwise than by verifying. Withdrawn ones left no trace. */
const returned: Rule = (task, { component }) => {
  const submissions = task.holds.filter(({ kind }) => kind === 'submitted');
  if (submissions.length === 0) return null;
  const answered = submissions.filter(({ toSeq }) => toSeq !== null).length;
  return over(answered, component, 'returned');
};

/** Working days until it was acknowledged, over what is allowed; while it waits, those so far if they are over. */
const acknowledgement: Rule = (task, { component, today, calendar }) => {
  const end = task.acknowledgedOn ?? (isOpen(task) ? today : null);
  if (end === null) return null;
  const fact = over(ownDays(task, task.assignedOn, end, calendar), component, 'acknowledged');
  return task.acknowledgedOn === null && fact?.amount === 0 ? null : fact;
};

/** The longest stretch in the unit's court without a report, over what is allowed; none for a task shorter than that. */
const reporting: Rule = (task, { component, today, calendar }) => {
  const end = completedOn(task) ?? today;
  const days = [task.assignedOn, ...task.reportedOn.filter((day) => day < end), end];
  if (ownDays(task, task.assignedOn, end, calendar) <= tableOf(component).allowed) return null;
  const gaps = days.slice(1).map((day, at) => ownDays(task, days[at] as Day, day, calendar));
  return over(Math.max(...gaps), component, 'reported');
};

/** The mark given at verification, 5 the best. */
const quality: Rule = (task, { scheme, component }) => {
  if (task.state !== 'verified') return null;
  if (task.quality !== null) {
    const { points } = tableOf(component);
    return { kind: 'rated', amount: task.quality, points: pointsIn(points, 5 - task.quality) };
  }
  return scheme.unratedQuality === null
    ? null
    : { kind: 'unrated', amount: 0, points: scheme.unratedQuality };
};

/** What each component counts, by its name. */
const RULES: Readonly<Record<string, Rule>> = { timeliness, returned, acknowledgement, reporting, quality };

/** Whether a late task of this fact can bar the first grade: the days late of the first component. */
export function daysLateOf({
  component,
  kind,
  amount,
}: Pick<TaskFact, 'component' | 'kind' | 'amount'>): number | null {
  return component === TIMELINESS && kind !== 'early' ? amount : null;
}

/**
 * The facts of a task as it stood on `today`, for its lead and, where the scheme says so, for those who coordinate; none
 * when its deadline is not in the period, or when it is not counted (design.md, section 8, "Facts").
 */
export function factsOfTask(
  whole: Task,
  scheme: Scheme,
  period: Period,
  today: Day,
  calendar: WorkingCalendar,
): TaskFact[] {
  const task = asCounted(whole, scheme);
  const due = deadlineOf(task, scheme);
  if (due === null || due < period.from || due > period.to) return [];
  if (!isOpen(task) && task.state !== 'verified') return [];
  const weight = weightIn(scheme, task.weight);
  const units = [
    { unit: task.lead, weight },
    ...(scheme.coordinatingWeight === 0
      ? []
      : task.coordinating.map((unit) => ({ unit, weight: scheme.coordinatingWeight }))),
  ];
  return scheme.components.flatMap((component) => {
    const fact = RULES[component.name]?.(task, { scheme, component, today, calendar }) ?? null;
    return fact === null ? [] : units.map((of) => ({ ...of, component: component.name, ...fact }));
  });
}

/** The weight of a task within the scheme's bounds. */
export function weightIn(scheme: Scheme, weight: number): number {
  return Math.min(Math.max(weight, scheme.leastTaskWeight), scheme.mostTaskWeight);
}

/** Whether a scheme counts nothing but the first component in the usual way, so that boards may amount cells. */
export function countsCells(scheme: Scheme): boolean {
  return (
    scheme.components.every(({ name }) => name === TIMELINESS) &&
    scheme.early.length === 0 &&
    scheme.coordinatingWeight === 0 &&
    (scheme.basis === 'original' || scheme.causes.length === 3)
  );
}
