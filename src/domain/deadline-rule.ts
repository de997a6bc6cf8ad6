import type { Day } from './day.ts';

/** Where in a month, quarter or year: its first day, its middle, its last day (Civil Code, article 147). */
export type Part = 'start' | 'middle' | 'end';

/** How often a recurring duty is due; `always` is a standing duty (`thường xuyên`). */
export type Every = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'always';

/** A length of time that is counted by the calendar, rest days included. */
export type Length = 'days' | 'weeks' | 'months' | 'years';

/** Working days counted from a day: `skipped` the weekdays off, `worked` the Saturdays worked on the way. */
export type WorkingDaysRule = {
  kind: 'workingDays';
  count: number;
  from: Day;
  skipped: Day[];
  worked: Day[];
};

/** A length counted from a day; `end` is its last day, from which a rest day moves on to a working one. */
export type LengthRule = { kind: Length; count: number; from: Day; end: Day };

/** A duty that comes again, every `interval` times `every`; what of its day is not said is null. */
export type RecurringRule = {
  kind: 'recurring';
  every: Every;
  interval: number;
  month: number | null;
  day: number | null;
  at: Part | null;
  /** The policy, where "trước" was read. */
  beforeMeansDayBefore: boolean | null;
};

/**
 * How a deadline was read, kept in the ledger beside its day (whole numbers and ASCII keys only). `since` is null
 * where the year is written; otherwise the day stands for the next one on or after `since`. `of` is a period
 * (period.ts), `clock` the hour written with the day (`17:00`).
 */
export type DeadlineRule =
  | { kind: 'none' }
  | { kind: 'written'; clock: string | null; since: Day | null }
  | { kind: 'before'; written: Day; beforeMeansDayBefore: boolean; since: Day | null }
  | { kind: 'part'; at: Part; of: string; since: Day | null }
  | { kind: 'period'; of: string; since: Day | null }
  | { kind: 'stretch'; since: Day | null }
  | WorkingDaysRule
  | LengthRule
  | RecurringRule;
