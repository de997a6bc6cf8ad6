import type { WorkingCalendar } from './calendar.ts';
import type { Day } from './day.ts';
import { type Outcome, outcomeOf } from './lateness.ts';
import type { Period } from './period.ts';
import { pointsOfFact } from './points.ts';
import type { Scheme } from './scheme.ts';
import { deadlineUnder } from './standing.ts';
import type { Task } from './task.ts';

/** What a task brings to the score of its lead, `points` in hundredths, with what a sentence says of it. */
export type TaskFact = Outcome & { component: string; weight: number; points: number };

/** The first component, by the deadline. */
export const TIMELINESS = 'timeliness';

/**
 * The facts of a task as it stood on `today`, none when its deadline under the scheme's basis is not in the period
 * (design.md, section 8, "Facts").
 */
export function factsOfTask(
  task: Task,
  scheme: Scheme,
  period: Period,
  today: Day,
  calendar: WorkingCalendar,
): TaskFact[] {
  const due = deadlineUnder(task, scheme.basis);
  if (due === null || due < period.from || due > period.to) return [];
  const outcome = outcomeOf(task, scheme.basis, today, calendar);
  if (outcome === null) return [];
  return [{ ...outcome, component: TIMELINESS, weight: task.weight, points: pointsOfFact(scheme, outcome) }];
}
