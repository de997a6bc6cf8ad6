import { findCalendars, replaceCalendars } from '../db/calendar-store.ts';
import { findProvisional, findTask } from '../db/task-store.ts';
import { type CalendarYear, createCalendar, type WorkingCalendar } from '../domain/calendar.ts';
import type { Day, When } from '../domain/day.ts';
import { recounted } from '../domain/deadline-recount.ts';
import { grantsOf } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import { isOpen } from '../domain/task.ts';
import { commitTask } from './commit-task.ts';
import type { House } from './house.ts';
import { Conflict, done, Forbidden, type Outcome } from './outcome.ts';
import { readCalendars } from './read-calendars.ts';
import { refreshIndexes } from './refold-tasks.ts';

/** A deadline that was settled: the same day, or the one it moved to. */
export type Settled = { task: string; code: string; from: Day | null; to: Day | null };

/** What applying calendars did, or would do: the years, and the deadlines in the order of their tasks' ids. */
export type Applied = { years: number[]; deadlines: Settled[] };

const NOBODY = null;

function merged(stored: readonly CalendarYear[], years: readonly CalendarYear[]): WorkingCalendar {
  const kept = stored.filter(({ year }) => !years.some((each) => each.year === year));
  return createCalendar([...kept, ...years]);
}

/** Settles the deadline of one task through the ledger; null when somebody else has, or it can't be yet. */
async function settle(
  house: House,
  id: string,
  calendar: WorkingCalendar,
  write: When | null,
): Promise<Settled | null> {
  const row = await findTask(house.connection, id);
  const deadline = row === null || !isOpen(row) ? null : recounted(row.original, calendar);
  if (row === null || deadline === null) return null;
  const settled = { task: id, code: row.code, from: row.original.day, to: deadline.day };
  if (write === null) return settled;
  const year = Number(deadline.day?.slice(0, 4));
  const notice = calendar.years.get(year)?.notice?.notation ?? String(year);
  const happening = { type: 'calendarCompleted' as const, data: { deadline, notice } };
  try {
    await commitTask(house, row, [happening], { by: NOBODY, when: write });
    return settled;
  } catch (error) {
    if (error instanceof Conflict) return settle(house, id, calendar, write);
    throw error;
  }
}

/**
 * Puts the working calendars of a file in place, as the official notices give them, and counts anew each open task's
 * original deadline that was provisional and is not any more: an event of the program, one transaction for each task.
 * What a deadline was settled to never moves again. It may be run twice, or again after an interruption. With `dryRun`
 * nothing is written. Throws Forbidden.
 */
export async function applyCalendars(
  house: House,
  input: unknown,
  actor: Actor,
  when: When,
  dryRun: boolean,
): Promise<Outcome<Applied>> {
  if (grantsOf(actor, 'keepCalendars').length === 0) throw new Forbidden();
  const stored = await findCalendars(house.connection);
  const read = readCalendars(input, stored);
  if (!read.ok) return read;
  const years = read.value;
  if (!dryRun) {
    await replaceCalendars(house.connection, years, { by: actor.username, at: when.now });
    await house.directory.refresh('now');
  }
  const calendar = merged(stored, years);
  const deadlines: Settled[] = [];
  for (const id of await findProvisional(house.connection)) {
    const settled = await settle(house, id, calendar, dryRun ? null : when);
    if (settled !== null) deadlines.push(settled);
  }
  if (!dryRun) await refreshIndexes(house);
  return done({ years: years.map(({ year }) => year), deadlines });
}
