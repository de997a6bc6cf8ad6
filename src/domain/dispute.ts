import { addWorkingDays, type WorkingCalendar } from './calendar.ts';
import type { Day } from './day.ts';
import type { EditionState } from './edition.ts';

/** Where a unit's objection to one line of its score stands (design.md, section 2). */
export const DISPUTE_STATES = ['waiting', 'accepted', 'rejected'] as const;

export type DisputeState = (typeof DISPUTE_STATES)[number];

/** What the Office may decide: the line stands, is left out, or counts as done so many working days late. */
export const VERDICTS = ['stands', 'leftOut', 'otherDays'] as const;

export type Verdict = (typeof VERDICTS)[number];

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
