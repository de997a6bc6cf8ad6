import type { Day, Moment } from './day.ts';
import type { FrozenAdjustment, FrozenFact, FrozenFigure } from './edition.ts';
import { type Period, parsePeriod } from './period.ts';
import { FULL_POINTS, type Scheme, TASK_COMPONENTS } from './scheme.ts';
import type { Adjustment } from './sum-facts.ts';

/** The criteria of a scheme that don't follow from tasks: figures that other bodies decide. */
export function externalCriteria(scheme: Pick<Scheme, 'components'>): string[] {
  const fromTasks: readonly string[] = TASK_COMPONENTS;
  return scheme.components.map(({ name }) => name).filter((name) => !fromTasks.includes(name));
}

/** The months of a period, `YYYY-MM`, in their order. */
export function monthsOf({ from, to }: Pick<Period, 'from' | 'to'>): string[] {
  const months: string[] = [];
  for (let month = Temporal.PlainYearMonth.from(from.slice(0, 7)); ; month = month.add({ months: 1 })) {
    if (month.toString() > to.slice(0, 7)) return months;
    months.push(month.toString());
  }
}

/** Whether a day or a period (`2026-03-02`, `2026-Q1`) lies wholly within another; false for what is neither. */
export function liesWithin(on: Day | string, { from, to }: Pick<Period, 'from' | 'to'>): boolean {
  const own = /^\d{4}-\d\d-\d\d$/.test(on) ? { from: on, to: on } : parsePeriod(on);
  return own !== null && own.from >= from && own.to <= to;
}

/** The figure as one fact of its unit, of weight 1, with the month where a task has its code. */
export function factOfFigure({ unit, component, month, points }: FrozenFigure): FrozenFact {
  return {
    unit,
    component,
    weight: 1,
    points,
    task: null,
    code: month,
    kind: 'figure',
    amount: 0,
    daysLate: null,
  };
}

/** An adjustment as a score counts it, in hundredths. */
export function adjustmentOf({ unit, points, document }: FrozenAdjustment): Adjustment {
  return { unit, points: Math.round(points * 100), document };
}

/**
 * Points as people type or paste them (`87,5`, `87.50`, ` 90 `) in hundredths; null for what is no number with at most two
 * decimals. Signed ones are for bonus and penalty.
 */
export function readPoints(text: string): number | null {
  const match = /^([+-]|\u2212)?\s*(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.replaceAll('\u00a0', ' ').trim());
  if (match === null) return null;
  const hundredths = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] === undefined || match[1] === '+' ? hundredths : -hundredths;
}

/** Whether hundredths are a bonus or a penalty, at most 100 points. */
export function isAdjustment(hundredths: number): boolean {
  return hundredths !== 0 && Math.abs(hundredths) <= FULL_POINTS;
}

/**
 * A figure of which a review decided otherwise than what is entered: what it had been, and what was decided in the place of
 * that, both in hundredths; null means left out.
 */
export type FigureReview = {
  dispute: string;
  edition: string;
  period: string;
  unit: string;
  criterion: string;
  month: string;
  before: number;
  points: number | null;
  reason: string;
  at: Moment;
};

/** Whether hundredths are points of a figure, 0 to 100. */
export function isFigure(hundredths: number): boolean {
  return hundredths >= 0 && hundredths <= FULL_POINTS;
}
