import { ballOf } from './ball.ts';
import type { WorkingCalendar } from './calendar.ts';
import {
  type CountedTask,
  type Judged,
  type Measure,
  RULES,
  type Rule,
  ruleOf,
  TIMELINESS,
} from './component-rules.ts';
import type { Day } from './day.ts';
import { holdsUnder } from './lateness.ts';
import type { Period } from './period.ts';
import type { RunningTask } from './running-task.ts';
import { CAUSES, type Scheme } from './scheme.ts';
import { deadlineUnder } from './standing.ts';
import { type Basis, type Cause, isOpen, type Task } from './task.ts';

/** What a task brings to the score of a unit. */
export type TaskFact = Judged & { unit: string; component: string; weight: number };

/** Whether a scheme counts a move for this cause; what is given unasked is the assigner's. */
function countsCause(causes: Scheme['causes'], cause: Cause | null): boolean {
  return causes.includes(cause ?? 'assigner');
}

/**
 * The current deadline's day as the causes that a scheme counts moved it, by the history from its beginning. What corrects the
 * deadline, or completes a provisional one, holds whatever moved it before, as in the fold of the task (deadline-folds.ts).
 */
function dayByCauses(history: Task['history'], causes: Scheme['causes']): Day | null {
  let original: Day | null = null;
  let current: Day | null = null;
  for (const { kind, day, cause } of history) {
    if (kind === 'set' || kind === 'corrected') {
      original = day;
      current = day;
    } else if (kind === 'completed') {
      if (current === original || (day ?? '') > (current ?? '')) current = day;
      original = day;
    } else if ((kind === 'approved' || kind === 'given') && countsCause(causes, cause)) {
      current = day;
    }
  }
  return current;
}

/** The task as the scheme counts its current deadline: the causes that count alone move it, and stop the unit's clock. */
function asCounted(task: CountedTask, { basis, causes }: Scheme): CountedTask {
  if (basis === 'original' || causes.length === CAUSES.length) return task;
  const holds = task.holds.filter(({ kind, cause }) => kind !== 'extension' || countsCause(causes, cause));
  return { ...task, holds, current: { ...task.current, day: dayByCauses(task.history, causes) } };
}

/**
 * The days late by which a task can bar its lead from the first grade: those of timeliness. Null of any other fact, and of
 * those who coordinate: who leads answers for it.
 */
export function daysLateOf(
  { unit, component, kind, amount }: Pick<TaskFact, 'unit' | 'component' | 'kind' | 'amount'>,
  lead: string,
): number | null {
  return unit === lead && component === TIMELINESS && kind !== 'early' ? amount : null;
}

/** Whether a task counts at all: it is open, or it was verified. */
function counts(task: CountedTask): boolean {
  return isOpen(task) || task.state === 'verified';
}

/**
 * The facts of a task as it stood on `today`, for its lead and, where the scheme says so, for those who coordinate; none
 * when its deadline is not in the period, or when it is not counted (design.md, section 8, "Facts").
 */
export function factsOfTask(
  whole: CountedTask,
  scheme: Scheme,
  period: Period,
  today: Day,
  calendar: WorkingCalendar,
): TaskFact[] {
  const task = asCounted(whole, scheme);
  const due = deadlineUnder(task, scheme.basis);
  if (due === null || due < period.from || due > period.to || !counts(task)) return [];
  const weight = weightIn(scheme, task.weight);
  const units = [
    { unit: task.lead, weight },
    ...(scheme.coordinatingWeight === 0
      ? []
      : task.coordinating.map((unit) => ({ unit, weight: scheme.coordinatingWeight }))),
  ];
  return scheme.components.flatMap((component) => {
    const rule = ruleOf(component.name);
    const measure = rule?.measure(task, { basis: scheme.basis, today, calendar }) ?? null;
    const fact = measure === null ? null : (rule?.judge(measure, component, scheme) ?? null);
    return fact === null ? [] : units.map((of) => ({ ...of, component: component.name, ...fact }));
  });
}

/** Measures of a task as text: its weight, and what each component measures. */
function writeMeasures(weight: number, measure: (rule: Rule) => Measure | null): string {
  return [weight, ...Object.values(RULES).map((rule) => measure(rule)?.join(',') ?? '')].join('|');
}

/** Since when no passing day changes what is measured of a task: it was verified, or the ball went to the assigner. */
function settledOn({ state, submittedOn, holds }: CountedTask, basis: Basis): Day | null {
  return state === 'verified' ? submittedOn : ballOf({ state, holds: holdsUnder(holds, basis) }).since;
}

/**
 * Its weight and what each component measures of a task while no passing day changes it, as the text under which it is
 * counted; null for another task, and for one without a deadline.
 */
export function settledMeasures(task: CountedTask, basis: Basis, calendar: WorkingCalendar): string | null {
  const today = settledOn(task, basis);
  if (today === null || deadlineUnder(task, basis) === null) return null;
  return writeMeasures(task.weight, ({ measure }) => measure(task, { basis, today, calendar }));
}

/** The same of a task whose clock runs, as it is on a day from its last event on. */
export function measuresOn(task: RunningTask, today: Day, calendar: WorkingCalendar): string {
  return writeMeasures(task.weight, ({ onDay }) => onDay(task, { today, calendar }));
}

/** So many tasks of a unit that are measured alike. */
type Alike = { unit: string; count: number };

/**
 * Reads measures, as `settledMeasures` and `measuresOn` wrote them, by a scheme: the facts of so many tasks, equal to `factsOfTask` of each
 * of them. What is measured alike is judged once.
 */
export function measuresReader(scheme: Scheme): (text: string, of: Alike) => (TaskFact & Alike)[] {
  const rules = Object.entries(RULES).map(([name, { judge }]) => {
    const component = scheme.components.find((each) => each.name === name);
    const judged = new Map<string, Judged | null>();
    return (measure: string): Judged | null => {
      if (component === undefined || measure === '') return null;
      const known = judged.get(measure);
      if (known !== undefined) return known;
      const fact = judge(measure.split(',').map(Number), component, scheme);
      judged.set(measure, fact);
      return fact;
    };
  });
  const names = Object.keys(RULES);
  return (text, of) => {
    const [weight, ...measures] = text.split('|');
    const facts: (TaskFact & Alike)[] = [];
    for (const [at, measure] of measures.entries()) {
      const fact = rules[at]?.(measure) ?? null;
      if (fact === null) continue;
      facts.push({ ...of, component: names[at] ?? '', weight: weightIn(scheme, Number(weight)), ...fact });
    }
    return facts;
  };
}

/** The weight of a task within the scheme's bounds. */
export function weightIn(scheme: Scheme, weight: number): number {
  return Math.min(Math.max(weight, scheme.leastTaskWeight), scheme.mostTaskWeight);
}

/** Whether what is kept beside tasks tells all that a scheme counts of them: whose a task is, and under which deadline. */
export function countsMeasures(scheme: Scheme): boolean {
  return (
    scheme.coordinatingWeight === 0 && (scheme.basis === 'original' || scheme.causes.length === CAUSES.length)
  );
}

/** Whether a scheme counts nothing of tasks but days late, so that their cells tell all of it. */
export function countsCells(scheme: Scheme): boolean {
  return (
    countsMeasures(scheme) &&
    scheme.early.length === 0 &&
    scheme.components.every(({ name }) => name === TIMELINESS || ruleOf(name) === undefined)
  );
}
