/** A calendar day, `YYYY-MM-DD`. Such strings order as the days do. */
export type Day = string;

/** A moment in UTC, RFC 3339 with milliseconds (`2026-11-24T01:30:00.000Z`). */
export type Moment = string;

/** What every use case is told of time: the moment and the day it is in Vietnam. Only `clock.ts` makes one. */
export type When = { now: Moment; today: Day };

/** The zone in which a moment becomes a day (design.md, section 4). */
export const ZONE = 'Asia/Ho_Chi_Minh';

const PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a day that exists, written `YYYY-MM-DD`, from the year 1900 to 2199. */
export function isDay(text: string): boolean {
  if (!PATTERN.test(text) || text < '1900' || text >= '2200') return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

/** The day that a moment falls on in Vietnam, which is UTC+7 all year since 1975. */
export function dayOf(moment: Moment): Day {
  return Temporal.Instant.from(moment).toZonedDateTimeISO(ZONE).toPlainDate().toString();
}

/** The moment at which a day begins in Vietnam. */
export function startOf(day: Day): Moment {
  const start = Temporal.PlainDate.from(day).toZonedDateTime(ZONE).toInstant();
  return start.toString({ smallestUnit: 'millisecond' });
}

/** The Monday of the week in which a day is. */
export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekdayOf(day));
}

/** The day `count` calendar days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  return Temporal.PlainDate.from(day).add({ days: count }).toString();
}

/** Days since 1 January 1900, a Monday: the Gregorian count, by whole numbers alone. Lists ask it for every row. */
export function dayNumber(day: Day): number {
  const month = Number(day.slice(5, 7));
  const year = Number(day.slice(0, 4)) - (month < 3 ? 1 : 0);
  const fromMarch = Math.floor((153 * (month + (month < 3 ? 9 : -3)) + 2) / 5) + Number(day.slice(8, 10)) - 1;
  const leaps = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return year * 365 + leaps + fromMarch - 693_901;
}

/** Calendar days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** Day of the week, 1 for Monday to 7 for Sunday; from 1900 on. */
export function weekdayOf(day: Day): number {
  return (dayNumber(day) % 7) + 1;
}

/** The same day of the month `count` months later, or the last day of a shorter month. */
export function addMonths(day: Day, count: number): Day {
  return Temporal.PlainDate.from(day).add({ months: count }).toString();
}
