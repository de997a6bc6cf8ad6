import { type Day, dayOf, type Moment } from './day.ts';

/** Up to when something is told: the end of a day, or a moment within it. */
export type Until = { day: Day; moment: Moment | null };

/** Whether what happened at a moment lies behind it. */
export function isBehind(at: Moment, { day, moment }: Until): boolean {
  return dayOf(at) > day || (moment !== null && at > moment);
}
