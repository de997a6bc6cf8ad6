import { readFileSync } from 'node:fs';
import { type CalendarYear, createCalendar } from '../../src/domain/calendar.ts';

const file = new URL('../../seed/data/calendars.json', import.meta.url);

/** The official calendars, as the program is started with. */
export const YEARS: readonly CalendarYear[] = JSON.parse(readFileSync(file, 'utf8')).years;

export const CALENDAR = createCalendar(YEARS);
