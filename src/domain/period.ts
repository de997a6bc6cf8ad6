import type { Day } from './day.ts';

/** A stretch of days that is counted as one: a year, half, quarter or month. Both ends belong to it. */
export type Period = { text: string; from: Day; to: Day };

/** A period by the months it has (12, 6, 3, 1) and its number within the year, from 1. */
type Parts = { year: number; months: number; index: number };

/** How a period is written, as a regular expression. */
export const PERIOD_PATTERN = '^((?:19|20|21)[0-9]{2})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?$';

const PATTERN = new RegExp(PERIOD_PATTERN);

function partsOf(text: string): Parts | null {
  const match = PATTERN.exec(text);
  if (match === null) return null;
  const [, year, half, quarter, month] = match;
  if (half !== undefined) return { year: Number(year), months: 6, index: Number(half) };
  if (quarter !== undefined) return { year: Number(year), months: 3, index: Number(quarter) };
  if (month !== undefined) return { year: Number(year), months: 1, index: Number(month) };
  return { year: Number(year), months: 12, index: 1 };
}

function textOf({ year, months, index }: Parts): string {
  if (months === 12) return String(year);
  if (months === 6) return `${year}-H${index}`;
  return months === 3 ? `${year}-Q${index}` : `${year}-${String(index).padStart(2, '0')}`;
}

/** The period of `months` months (12, 6, 3 or 1) with that number in the year, from 1; null when there is none. */
export function periodOf(year: number, months: number, index: number): Period | null {
  return parsePeriod(textOf({ year, months, index }));
}

/** The day in its middle by the Civil Code, article 147: the 15th of a month, 30 June of a year; else null. */
export function middleOf(period: Period): Day | null {
  if (/-\d\d$/.test(period.text)) return `${period.text}-15`;
  return period.text.length === 4 ? `${period.text}-06-30` : null;
}

/**
 * Reads a period (contract.md, "HTTP interface"): `2016`, `2016-H1`, `2016-Q3` or `2016-09`, of the years 1900 to
 * 2199; null for anything else.
 */
export function parsePeriod(text: string): Period | null {
  const parts = partsOf(text);
  if (parts === null) return null;
  const { year, months, index } = parts;
  const from = Temporal.PlainDate.from({ year, month: (index - 1) * months + 1, day: 1 });
  const to = from.add({ months }).subtract({ days: 1 });
  return { text, from: from.toString(), to: to.toString() };
}

/** The period of the same length just before; null before the year 1900. */
export function previousPeriod(period: Period): Period | null {
  const parts = partsOf(period.text);
  if (parts === null) return null;
  const { year, months, index } = parts;
  const before =
    index > 1 ? { year, months, index: index - 1 } : { year: year - 1, months, index: 12 / months };
  return parsePeriod(textOf(before));
}
