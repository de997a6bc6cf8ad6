import { type Day, weekdayOf } from './day.ts';
import type { Part } from './deadline-rule.ts';
import { middleOf, type Period, periodOf } from './period.ts';
import { dayFrom, readWrittenDay } from './written-day.ts';

/** A day or period read from words; `since` is the day from which a missing year was sought, else null. */
export type Point =
  | { kind: 'day'; day: Day; since: Day | null }
  | { kind: 'part'; day: Day; at: Part; of: string; since: Day | null }
  | { kind: 'period'; day: Day; of: string; since: Day | null };

/** Words that are a day or period which doesn't exist: `31/6`, `tháng 13`. */
export type NoSuchDay = 'noSuchDay';

/** A month, quarter, half or year; `index` is null for the present one, `year` where it isn't written. */
type Span = { months: number; index: number | null; year: number | null };

const MONTHS: Readonly<Record<string, number>> = { thang: 1, quy: 3, nam: 12 };
const PARTS: Readonly<Record<string, Part>> = { dau: 'start', giua: 'middle', cuoi: 'end' };
const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };
const LEADING_MONTHS: Readonly<Record<string, [months: number, index: number]>> = {
  '3 dau': [3, 1],
  '6 dau': [6, 1],
  '9 dau': [3, 3],
  '6 cuoi': [6, 2],
  '3 cuoi': [3, 4],
};
const WEEKDAYS = /^(?:thu (2|3|4|5|6|7|hai|ba|tu|nam|sau|bay)|(chu nhat)) (?=\d|ngay )/;
const WEEKDAY_WORDS = ['hai', 'ba', 'tu', 'nam', 'sau', 'bay'];
const YEAR = String.raw`(?:\/(\d{4})| nam (\d{4}))?`;
const MONTH = new RegExp(String.raw`^thang (\d{1,2})${YEAR}$`);
const QUARTER = new RegExp(String.raw`^(?:quy |q)([iv]+|\d{1,2})${YEAR}$`);
const MONTHS_OF_YEAR = /^0?([369]) thang (dau|cuoi) nam( \d{4})?$/;

function yearOf(...texts: (string | undefined)[]): number | null {
  const written = texts.find((text) => text !== undefined);
  return written === undefined ? null : Number(written);
}

function readSpan(text: string, bare: boolean): Span | null {
  const month = MONTH.exec(text);
  if (month) return { months: 1, index: Number(month[1]), year: yearOf(month[2], month[3]) };
  const figures = /^(\d{1,2})\/(\d{4})$/.exec(text);
  if (figures) return { months: 1, index: Number(figures[1]), year: Number(figures[2]) };
  const quarter = QUARTER.exec(text);
  if (quarter) {
    const index = ROMAN[quarter[1] ?? ''] ?? (Number(quarter[1]) || 5);
    return { months: 3, index, year: yearOf(quarter[2], quarter[3]) };
  }
  const year = /^(?:nam )?(\d{4})$/.exec(text);
  if (year) return { months: 12, index: 1, year: Number(year[1]) };
  const some = MONTHS_OF_YEAR.exec(text);
  const [months, index] = LEADING_MONTHS[`${some?.[1]} ${some?.[2]}`] ?? [0, 0];
  if (months > 0) return { months, index, year: yearOf(some?.[3]) };
  const length = bare ? MONTHS[text] : undefined;
  return length === undefined ? null : { months: length, index: null, year: null };
}

type Pick = (period: Period) => Day | null;

/** The period meant: of its year, or the first from `from` on whose day is not before it. */
function locate({ months, index, year }: Span, pick: Pick, from: Day): { day: Day; of: string } | NoSuchDay {
  const first = year ?? Number(from.slice(0, 4));
  for (let y = first; y <= (year ?? first + 1); y++) {
    for (let i = index ?? 1; i <= (index ?? 12 / months); i++) {
      const period = i * months > 12 ? null : periodOf(y, months, i);
      const day = period === null ? null : pick(period);
      if (period !== null && day !== null && (year !== null || day >= from)) return { day, of: period.text };
    }
  }
  return 'noSuchDay';
}

function pickPart(at: Part): Pick {
  return (period) => (at === 'start' ? period.from : at === 'end' ? period.to : middleOf(period));
}

function readPart(text: string, from: Day): Point | NoSuchDay | null {
  const match = /^(?:ngay )?(dau|giua|cuoi)(?: cung)?(?: cua)? ((?:thang|quy|nam|q\d|q[iv]).*)$/.exec(text);
  const at = PARTS[match?.[1] ?? ''];
  const span = match === null ? null : readSpan(match[2] ?? '', true);
  if (at === undefined || span === null || (at === 'middle' && span.months === 3)) return null;
  const found = locate(span, pickPart(at), from);
  return found === 'noSuchDay'
    ? found
    : { kind: 'part', at, ...found, since: span.year === null ? from : null };
}

function readPeriod(text: string, bare: boolean, from: Day): Point | NoSuchDay | null {
  const span = readSpan(text, bare);
  if (span === null) return null;
  const found = locate(span, (period) => period.to, from);
  return found === 'noSuchDay'
    ? found
    : { kind: 'period', ...found, since: span.year === null ? from : null };
}

function readDay(text: string, from: Day): Point | NoSuchDay | null {
  const written = readWrittenDay(text);
  if (written === null) return null;
  const { year, month, day } = written;
  const first = year ?? Number(from.slice(0, 4));
  const years = year === null ? 9 : 1;
  for (let y = first; y < first + years; y++) {
    const found = dayFrom(y, month, day);
    if (found !== null && (year !== null || found >= from)) {
      return { kind: 'day', day: found, since: year === null ? from : null };
    }
  }
  return 'noSuchDay';
}

/** A day with its weekday before it; when the two disagree it isn't understood. */
function readWeekday(text: string, from: Day): Point | NoSuchDay | null {
  const match = WEEKDAYS.exec(text);
  const point = readDay(text.slice(match?.[0].length ?? 0), from);
  if (match === null || point === null || point === 'noSuchDay') return point;
  const word = match[1] ?? '';
  const weekday = match[2] ? 7 : Number(word) - 1 || WEEKDAY_WORDS.indexOf(word) + 1;
  return weekdayOf(point.day) === weekday ? point : null;
}

/**
 * Reads a day, the beginning, middle or end of a period, or a period, whose last day counts, from an even phrase
 * (deadline-phrase.ts). What has no year is the next one on or after `from` (design.md, section 4). `bare` allows
 * `thang` alone for the present month. Null for anything else.
 */
export function readPoint(text: string, bare: boolean, from: Day): Point | NoSuchDay | null {
  return readWeekday(text, from) ?? readPart(text, from) ?? readPeriod(text, bare, from);
}
