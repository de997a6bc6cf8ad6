import { addWorkingDays, type WorkingCalendar } from './calendar.ts';
import { TIMELINESS } from './component-rules.ts';
import type { Day } from './day.ts';
import type { EditionState, LineRef } from './edition.ts';

/** Where a unit's objection to one line of its score stands (design.md, section 2). */
export const DISPUTE_STATES = ['waiting', 'accepted', 'rejected'] as const;

export type DisputeState = (typeof DISPUTE_STATES)[number];

/** What the Office may decide: the line stands, is left out, counts as done so many working days late, or has other points. */
export const VERDICTS = ['stands', 'leftOut', 'otherDays', 'otherPoints'] as const;

export type Verdict = (typeof VERDICTS)[number];

/** The verdicts on a line: points of a task follow from days or by rule, those of figures and adjustments were given. */
export function verdictsOn({ component, task }: Pick<LineRef, 'component' | 'task'>): readonly Verdict[] {
  if (task === null) return ['stands', 'leftOut', 'otherPoints'];
  return component === TIMELINESS ? ['stands', 'leftOut', 'otherDays'] : ['stands', 'leftOut'];
}

/** The last day on which lines may be disputed, so many working days after the day of opening, which isn't counted. */
export function lastDisputeDay(calendar: WorkingCalendar, openedOn: Day, workingDays: number): Day {
  return addWorkingDays(calendar, openedOn, workingDays);
}

/** What the window of disputes depends on; `replaced` once another edition took its place. */
export type Disputable = { state: EditionState; disputesUntil: Day | null; replaced: boolean };

/** Why no line can be disputed on that day; null while the window is open. What isn't disputed in time stands. */
export function disputeRefusal(
  { state, disputesUntil, replaced }: Disputable,
  today: Day,
): 'notOpenForDisputes' | 'disputesOver' | null {
  if (state !== 'open' || disputesUntil === null || replaced) return 'notOpenForDisputes';
  return today > disputesUntil ? 'disputesOver' : null;
}
