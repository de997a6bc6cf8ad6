import {
  ADJUSTMENT,
  type Amendment,
  type FrozenAdjustment,
  type FrozenFact,
  type FrozenFigure,
  type LineRef,
} from './edition.ts';
import { pointsOfFact } from './points.ts';
import type { Scheme } from './scheme.ts';
import type { TaskFact } from './task-facts.ts';

/** One word for each line of an edition. */
export function lineKey({ unit, component, task, month, adjustment }: LineRef): string {
  return `${unit}|${component}|${task ?? month ?? adjustment}`;
}

/** By what a line is found whose component is given, and the task, month or adjustment as one word. */
export function lineRef(unit: string, component: string, line: string): LineRef {
  const month = /^\d{4}-\d\d$/.test(line);
  const adjustment = !month && component === ADJUSTMENT;
  return {
    unit,
    component,
    task: month || adjustment ? null : line,
    month: month ? line : null,
    adjustment: adjustment ? line : null,
  };
}

/** By what the line of a task is found: a task is one fact of a unit in each component. */
export function taskLine({ unit, component }: Pick<LineRef, 'unit' | 'component'>, task: string): LineRef {
  return { unit, component, task, month: null, adjustment: null };
}

/** By what a frozen line is found; one without a task is of a figure, and has its month as code. */
export function refOfFact({ unit, component, task, code }: FrozenFact): LineRef {
  return { unit, component, task, month: task === null ? code : null, adjustment: null };
}

export function refOfAdjustment({ unit, id }: Pick<FrozenAdjustment, 'unit' | 'id'>): LineRef {
  return { unit, component: ADJUSTMENT, task: null, month: null, adjustment: id };
}

/** A bonus or penalty as a line, so that it is disputed like one; it is no fact, and weighs nothing. */
export function lineOfAdjustment({ unit, on, points }: FrozenAdjustment): FrozenFact {
  const none = { task: null, amount: null, daysLate: null };
  return { unit, component: ADJUSTMENT, weight: 0, points, code: on, kind: ADJUSTMENT, ...none };
}

/** A fact as an accepted dispute leaves it: null when left out, else as of a task done so many working days late. */
export function amendFact(
  fact: TaskFact,
  amendment: Pick<Amendment, 'daysLate'> | undefined,
  scheme: Scheme,
): TaskFact | null {
  if (amendment === undefined) return fact;
  const { daysLate } = amendment;
  if (daysLate === null) return null;
  const outcome = { kind: 'done' as const, daysLate };
  return { ...fact, kind: 'done', amount: daysLate, points: pointsOfFact(scheme, outcome) };
}

/** What was decided before and what was decided since; of one line the later decision holds. */
export function joinAmendments(earlier: readonly Amendment[], later: readonly Amendment[]): Amendment[] {
  const again = new Set(later.map(lineKey));
  return [...earlier.filter((one) => !again.has(lineKey(one))), ...later];
}

function amended<T extends { points: number }>(
  rows: readonly T[],
  amendments: readonly Amendment[],
  refOf: (row: T) => LineRef,
): T[] {
  const byKey = new Map(amendments.map((one) => [lineKey(one), one]));
  return rows.flatMap((row) => {
    const amendment = byKey.get(lineKey(refOf(row)));
    if (amendment === undefined) return [row];
    return amendment.points === null ? [] : [{ ...row, points: amendment.points }];
  });
}

/** Figures as accepted disputes leave them: left out, which makes them missing, or with other points. */
export function amendFigures(
  figures: readonly FrozenFigure[],
  amendments: readonly Amendment[],
): FrozenFigure[] {
  return amended(figures, amendments, ({ unit, component, month }) => ({
    ...{ unit, component, month },
    ...{ task: null, adjustment: null },
  }));
}

/** Bonus and penalty as accepted disputes leave them. */
export function amendAdjustments(
  adjustments: readonly FrozenAdjustment[],
  amendments: readonly Amendment[],
): FrozenAdjustment[] {
  return amended(adjustments, amendments, refOfAdjustment);
}
