import type { FactKind } from '../domain/component-rules.ts';
import type { Day } from '../domain/day.ts';
import type { FrozenFigure } from '../domain/edition.ts';
import type { Period } from '../domain/period.ts';
import type { Scheme } from '../domain/scheme.ts';
import type { Fact } from '../domain/sum-facts.ts';
import type { Task } from '../domain/task.ts';
import { daysLateOf, factsOfTask } from '../domain/task-facts.ts';
import type { House } from './house.ts';

/**
 * One fact of a unit, as it is shown: the task, how late it was, and its points as plain numbers. A figure that another
 * body decided has no task, and its month as its code.
 */
export type RankingLine = {
  component: string;
  task: string | null;
  code: string;
  weight: number;
  /** Working days late; null for what another component counts, and for a unit that coordinates. */
  daysLate: number | null;
  /** What the component counts, and how many of it. */
  kind: FactKind;
  amount: number;
  points: number;
};

/** A line with what a page says of it: what the task is about, or the document of a figure. */
export type UnitLine = RankingLine & { content: string; issuedOn: Day | null };

/** Which ranking: of whom, in which period, by which scheme, as of which day. */
export type Setting = { assigner: string; period: Period; scheme: Scheme; today: Day; past: boolean };

/** The facts of a task as lines, each of a unit. */
export function linesOfTask(
  house: House,
  task: Task,
  { scheme, today, period }: Setting,
): (UnitLine & { unit: string })[] {
  const { id, code, content } = task;
  return factsOfTask(task, scheme, period, today, house.calendar()).map((fact) => ({
    ...fact,
    daysLate: daysLateOf(fact, task.lead),
    task: id,
    code,
    content,
    issuedOn: null,
  }));
}

/** What the score takes of a line. */
export function factOf({ unit, component, weight, points, daysLate }: RankingLine & { unit: string }): Fact {
  return { unit, component, weight, points, daysLate };
}

/** A figure of another body as a line of its unit. */
export function lineOfFigure(figure: FrozenFigure): UnitLine & { unit: string } {
  const { unit, component, month, points, document, issuedOn } = figure;
  const said = { content: document, issuedOn, kind: 'figure', amount: 0, daysLate: null } as const;
  return { ...said, unit, component, task: null, code: month, weight: 1, points: Math.round(points * 100) };
}
