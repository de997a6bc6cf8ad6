import {
  addWorkingDays,
  isComplete,
  isWorkingDay,
  nextWorkingDay,
  restDayReason,
  type WorkingCalendar,
} from './calendar.ts';
import { addDays, addMonths, type Day, isDay, weekdayOf } from './day.ts';
import { type NoSuchDay, readPoint } from './deadline-point.ts';
import type { Length, LengthRule, WorkingDaysRule } from './deadline-rule.ts';

/** A length to count: how much of what, from which day. */
export type Count = { unit: 'workingDays' | Length; count: number; from: Day };

/** What counting gives; `provisional` when a notice that is not there yet may still move the day. */
export type Counted = { day: Day; rule: WorkingDaysRule | LengthRule; provisional: boolean };

/** From which days words may count: the paper's own day, and the day it reached the unit, which is not known. */
export type Starts = { from: Day; signedOn: Day };

const UNITS: Readonly<Record<string, [unit: Count['unit'], times: number]>> = {
  'ngay lam viec': ['workingDays', 1],
  ngay: ['days', 1],
  tuan: ['weeks', 1],
  thang: ['months', 1],
  quy: ['months', 3],
  nam: ['years', 1],
};
const FORM = /^(\d{1,4}) (ngay lam viec|ngay|tuan|thang|quy|nam)(?: (?:ke tu|tinh tu|tu|sau) (.+))?$/;

const PAPER = '(?:van ban|cong van|quyet dinh|ke hoach|chi thi|thong bao|ket luan|nghi quyet|to trinh)';
const SIGNED = new RegExp(
  `^(?:(?:ngay |khi )?(?:ky|ban hanh|ky ban hanh)(?: ${PAPER})?(?: nay)?|(?:ngay |khi )?${PAPER}(?: nay)? (?:duoc )?(?:ky|ban hanh))$`,
);
const RECEIVED = new RegExp(`^(?:ngay |khi )?(?:tiep )?nhan(?: duoc)?(?: ${PAPER})?(?: nay)?$`);

function startOf(words: string | undefined, { from, signedOn }: Starts): Day | NoSuchDay | null {
  if (words === undefined || RECEIVED.test(words)) return from;
  if (SIGNED.test(words)) return signedOn;
  const point = readPoint(words, false, from);
  if (point === null || point === 'noSuchDay') return point;
  return point.kind === 'day' ? point.day : null;
}

/**
 * Reads a length of time with the day it starts from, such as `10 ngay lam viec ke tu ngay ky`, from an even phrase
 * (deadline-phrase.ts). Without a start it is `from`. Starts that only an event will bring are not understood.
 */
export function readCount(text: string, starts: Starts): Count | NoSuchDay | null {
  const match = FORM.exec(text);
  const [unit, times] = UNITS[match?.[2] ?? ''] ?? [null, 0];
  const count = Number(match?.[1] ?? 0) * times;
  if (unit === null || count === 0) return null;
  const from = startOf(match?.[3], starts);
  return from === null || from === 'noSuchDay' ? from : { unit, count, from };
}

function endOf({ unit, count, from }: Count & { unit: Length }): Day {
  if (unit === 'days') return addDays(from, count);
  if (unit === 'weeks') return addDays(from, count * 7);
  return addMonths(from, unit === 'years' ? count * 12 : count);
}

function daysIn(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Whether the notice is known for all days from one to another. */
function completeIn(calendar: WorkingCalendar, from: Day, to: Day): boolean {
  const ends = [to];
  for (let year = Number(from.slice(0, 4)); year < Number(to.slice(0, 4)); year++) ends.push(`${year}-12-31`);
  return ends.every((day) => isComplete(calendar, day));
}

function countWorkingDays(calendar: WorkingCalendar, count: number, from: Day): Counted | null {
  const day = addWorkingDays(calendar, from, count);
  if (!isDay(day)) return null;
  const passed = daysIn(from, day);
  const skipped = passed.filter((each) => weekdayOf(each) < 6 && restDayReason(calendar, each) !== null);
  const worked = passed.filter((each) => weekdayOf(each) > 5 && isWorkingDay(calendar, each));
  const rule: WorkingDaysRule = { kind: 'workingDays', count, from, skipped, worked };
  return { day, rule, provisional: !completeIn(calendar, addDays(from, 1), day) };
}

/**
 * Counts by the Civil Code, articles 147 and 148: the day of the event is left out, a month or year ends on the same
 * day of the month (or its last one), and a last day that is a rest day moves to the next working day. Counting a
 * rule anew after a notice (`{ unit: rule.kind, ...rule }`) gives the day under it. Null beyond the year 2199.
 */
export function countDeadline(calendar: WorkingCalendar, { unit, count, from }: Count): Counted | null {
  if (unit === 'workingDays') return countWorkingDays(calendar, count, from);
  const end = endOf({ unit, count, from });
  if (!isDay(end)) return null;
  const day = nextWorkingDay(calendar, end);
  const provisional = !completeIn(calendar, end, day);
  return isDay(day) ? { day, rule: { kind: unit, count, from, end }, provisional } : null;
}
