import { addDays, type Day, dayNumber, weekdayOf } from './day.ts';

/** The official notice of a year's days off. */
export type CalendarNotice = { notation: string; issuedOn: Day; issuer: string; unsure?: string };

/** A day off beyond Saturdays and Sundays. `provisional` ones are shown, but work until a notice confirms them. */
export type OffDay = {
  day: Day;
  kind: 'holiday' | 'lieu' | 'swapped';
  name: string;
  status?: 'provisional';
  /** The Saturday that is worked for a swapped day. */
  workedInstead?: Day;
  notice?: CalendarNotice;
  basis?: string;
};

/** One year of the working calendar, as the notice gives it; complete up to `completeTo`. */
export type CalendarYear = {
  year: number;
  completeTo: Day | null;
  notice: CalendarNotice | null;
  off: readonly OffDay[];
};

/** Why nobody works on a day; a weekend has no name. */
export type RestDay = { kind: 'weekend' | 'holiday' | 'lieu' | 'swapped'; name: string | null };

/** Which days are worked from 1900 to 2199. Ask it by the functions of this file. */
export type WorkingCalendar = {
  readonly years: ReadonlyMap<number, CalendarYear>;
  readonly off: ReadonlyMap<Day, OffDay>;
  readonly table: () => Table;
};

/** By day number: whether it is worked, and how many days are worked up to and including it. */
type Table = { works: Uint8Array; upTo: Int32Array };

/** Feasts that the Labour Code (article 112) fixes in the solar year; lunar ones come from notices only. */
const FIXED_FEASTS: Readonly<Record<string, string>> = {
  '01-01': 'Tết Dương lịch',
  '04-30': 'Ngày Chiến thắng',
  '05-01': 'Quốc tế lao động',
  '09-02': 'Quốc khánh',
};

const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;
const FIRST: Day = '1900-01-01';
const SIZE = dayNumber('2200-12-31') + 1;

function dayAt(number: number): Day {
  return addDays(FIRST, number);
}

/** What is listed up to the day to which the notice is known, unless it is only expected. */
function announced(year: CalendarYear): OffDay[] {
  const { completeTo } = year;
  return completeTo === null
    ? []
    : year.off.filter(({ day, status }) => day <= completeTo && status !== 'provisional');
}

function buildTable(off: Iterable<OffDay>): Table {
  const works = new Uint8Array(SIZE);
  const firstWeekday = weekdayOf(FIRST) - 1;
  for (let n = 0; n < SIZE; n++) works[n] = (n + firstWeekday) % 7 < 5 ? 1 : 0;
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    for (const monthDay of Object.keys(FIXED_FEASTS)) works[dayNumber(`${year}-${monthDay}`)] = 0;
  }
  for (const { day, workedInstead } of off) {
    works[dayNumber(day)] = 0;
    if (workedInstead !== undefined) works[dayNumber(workedInstead)] = 1;
  }
  const upTo = new Int32Array(SIZE);
  for (let n = 0, sum = 0; n < SIZE; n++) {
    sum += works[n] ?? 0;
    upTo[n] = sum;
  }
  return { works, upTo };
}

/**
 * The working calendar of the years given (design.md, section 4). A year without a notice, or the rest of one that
 * is not complete, is Monday to Friday less the fixed feasts; what is provisional is worked.
 */
export function createCalendar(years: readonly CalendarYear[]): WorkingCalendar {
  const off = new Map(years.flatMap(announced).map((each) => [each.day, each]));
  let table: Table | null = null;
  return {
    years: new Map(years.map((each) => [each.year, each])),
    off,
    table: () => {
      table ??= buildTable(off.values());
      return table;
    },
  };
}

function clamp(number: number): number {
  return Math.min(Math.max(number, 0), SIZE - 1);
}

/** Whether offices work on the day. */
export function isWorkingDay(calendar: WorkingCalendar, day: Day): boolean {
  return calendar.table().works[clamp(dayNumber(day))] === 1;
}

/** The first working day from the day on, itself if it is one. */
export function nextWorkingDay(calendar: WorkingCalendar, day: Day): Day {
  return isWorkingDay(calendar, day) ? day : addWorkingDays(calendar, day, 1);
}

/** The last working day up to the day, itself if it is one. */
export function previousWorkingDay(calendar: WorkingCalendar, day: Day): Day {
  return isWorkingDay(calendar, day) ? day : addWorkingDays(calendar, day, -1);
}

/**
 * The day that is `count` working days later (earlier when negative), walked one at a time; the day of the event is
 * not counted (Civil Code, article 147). `count` 0 is the day itself. It never leaves the years 1900 to 2200.
 */
export function addWorkingDays(calendar: WorkingCalendar, from: Day, count: number): Day {
  const { works } = calendar.table();
  const step = Math.sign(count);
  let number = clamp(dayNumber(from));
  for (let left = Math.abs(count); left > 0 && clamp(number + step) === number + step; ) {
    number += step;
    left -= works[number] ?? 0;
  }
  return dayAt(number);
}

/** Working days after `from`, up to and including `to`; 0 when `to` is not later. One million a second and more. */
export function workingDaysBetween(calendar: WorkingCalendar, from: Day, to: Day): number {
  if (to <= from) return 0;
  const { upTo } = calendar.table();
  return (upTo[clamp(dayNumber(to))] ?? 0) - (upTo[clamp(dayNumber(from))] ?? 0);
}

/** Why nobody works on the day; null on a working day. A feast on a Sunday is a feast. */
export function restDayReason(calendar: WorkingCalendar, day: Day): RestDay | null {
  if (isWorkingDay(calendar, day)) return null;
  const listed = calendar.off.get(day);
  if (listed !== undefined) return { kind: listed.kind, name: listed.name };
  const feast = FIXED_FEASTS[day.slice(5)];
  return feast === undefined ? { kind: 'weekend', name: null } : { kind: 'holiday', name: feast };
}

/**
 * The feast or day in lieu that is expected on a day which is worked until a notice confirms it, to be shown; null
 * where none is.
 */
export function expectedRestDay(calendar: WorkingCalendar, day: Day): OffDay | null {
  if (!isWorkingDay(calendar, day)) return null;
  return calendar.years.get(Number(day.slice(0, 4)))?.off.find((each) => each.day === day) ?? null;
}

/** Whether the notice for the day is known, so that no later one can change what is counted through it. */
export function isComplete(calendar: WorkingCalendar, day: Day): boolean {
  const completeTo = calendar.years.get(Number(day.slice(0, 4)))?.completeTo ?? null;
  return completeTo !== null && day <= completeTo;
}
