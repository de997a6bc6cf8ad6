import type { Amendment } from './edition.ts';
import { pointsOfFact } from './points.ts';
import type { Scheme } from './scheme.ts';
import type { TaskFact } from './task-facts.ts';

/** By what an amendment finds its line: a task is one fact of a unit in each component. */
export function lineKey({ unit, component }: Pick<Amendment, 'unit' | 'component'>, task: string): string {
  return `${unit}|${component}|${task}`;
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
