import { z } from 'zod';
import type { CalendarYear } from '../domain/calendar.ts';
import { type Day, weekdayOf } from '../domain/day.ts';
import { KINDS } from './fields.ts';
import { done, type Fault, faulty, type Outcome } from './outcome.ts';
import { parse } from './parse.ts';

const NOTICE = z.strictObject({
  notation: KINDS.line,
  issuedOn: KINDS.day,
  issuer: KINDS.line,
  unsure: KINDS.line.exactOptional(),
});

const OFF_DAY = z.strictObject({
  day: KINDS.day,
  kind: z.enum(['holiday', 'lieu', 'swapped']),
  name: KINDS.line,
  status: z.literal('provisional').exactOptional(),
  workedInstead: KINDS.day.exactOptional(),
  notice: NOTICE.exactOptional(),
  basis: KINDS.line.exactOptional(),
});

/** A file of working calendars, each year as its notice gives it (docs/operations.md). */
const CALENDARS_FILE = z.strictObject({
  note: KINDS.text.exactOptional(),
  years: z
    .array(
      z.strictObject({
        year: z.int().min(1900).max(2199),
        completeTo: KINDS.day.nullable(),
        notice: NOTICE.nullable(),
        off: z.array(OFF_DAY).max(366),
      }),
    )
    .min(1)
    .max(300),
});

type At = (field: string, code: string) => Fault;

function offFaults({ year, off }: CalendarYear, at: At): Fault[] {
  return off.flatMap(({ day, kind, workedInstead }, j) => {
    const faults: Fault[] = [];
    if (!isOf(year, day)) faults.push(at(`off.${j}.day`, 'dayOfOtherYear'));
    if (off.findIndex((other) => other.day === day) !== j) faults.push(at(`off.${j}.day`, 'givenTwice'));
    if (kind === 'swapped' && workedInstead === undefined)
      faults.push(at(`off.${j}.workedInstead`, 'required'));
    if (workedInstead !== undefined && weekdayOf(workedInstead) < 6)
      faults.push(at(`off.${j}.workedInstead`, 'notWeekend'));
    return faults;
  });
}

function isOf(year: number, day: Day): boolean {
  return day.startsWith(`${year}-`);
}

/** What is wrong in a year; it may not know less than the one that is in force. */
function yearFaults(each: CalendarYear, inForce: CalendarYear | undefined, at: At): Fault[] {
  const { year, completeTo, notice } = each;
  const faults: Fault[] = [];
  if (completeTo !== null && !isOf(year, completeTo)) faults.push(at('completeTo', 'dayOfOtherYear'));
  if (completeTo !== null && notice === null) faults.push(at('notice', 'required'));
  if ((inForce?.completeTo ?? '') > (completeTo ?? '')) faults.push(at('completeTo', 'calendarShorter'));
  return [...faults, ...offFaults(each, at)];
}

/** Reads a file of calendars against those in force; all faults at their fields. */
export function readCalendars(
  input: unknown,
  inForce: readonly CalendarYear[],
): Outcome<readonly CalendarYear[]> {
  const parsed = parse(CALENDARS_FILE, input);
  if (!parsed.ok) return parsed;
  const { years } = parsed.value;
  const faults = years.flatMap((each, i) => {
    const at: At = (field, code) => ({ field: `years.${i}.${field}`, code });
    const twice = years.findIndex(({ year }) => year === each.year) !== i;
    const before = inForce.find(({ year }) => year === each.year);
    return [...(twice ? [at('year', 'givenTwice')] : []), ...yearFaults(each, before, at)];
  });
  return faults.length > 0 ? faulty(...faults) : done(years);
}
