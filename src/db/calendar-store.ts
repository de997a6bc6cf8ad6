import { type Connection, Schema } from 'mongoose';
import type { CalendarYear } from '../domain/calendar.ts';
import type { Moment } from '../domain/day.ts';
import { modelOf } from './model.ts';

export const calendarSchema = new Schema(
  { _id: Number, year: Schema.Types.Mixed, appliedBy: String, appliedAt: String },
  { collection: 'calendars', versionKey: false, strict: 'throw', minimize: false },
);

function model(connection: Connection) {
  return modelOf<{ _id: number; year: CalendarYear; appliedBy?: string; appliedAt?: Moment }>(
    connection,
    'Calendar',
    calendarSchema,
  );
}

/** The working calendars by year, as the notices give them. */
export async function findCalendars(connection: Connection): Promise<CalendarYear[]> {
  const rows = await model(connection).find({}).sort({ _id: 1 }).lean<{ year: CalendarYear }[]>();
  return rows.map((row) => row.year);
}

/** Writes each year that is not there yet; what is there stays. */
export async function insertCalendars(connection: Connection, years: readonly CalendarYear[]): Promise<void> {
  await model(connection).bulkWrite(
    years.map((year) => ({
      updateOne: { filter: { _id: year.year }, update: { $setOnInsert: { year } }, upsert: true },
    })),
  );
}

/** Puts years in the place of those that are there, with who did it and when. */
export async function replaceCalendars(
  connection: Connection,
  years: readonly CalendarYear[],
  { by, at }: { by: string; at: Moment },
): Promise<void> {
  await model(connection).bulkWrite(
    years.map((year) => ({
      replaceOne: {
        filter: { _id: year.year },
        replacement: { year, appliedBy: by, appliedAt: at },
        upsert: true,
      },
    })),
  );
}
