import type { Connection } from 'mongoose';
import type { Moment } from '../domain/day.ts';

/** When each job wakes next in real time, by its name; a job that nothing wakes isn't there. */
export async function findWakes(
  connection: Connection,
  collection: string,
): Promise<ReadonlyMap<string, Moment>> {
  const rows = await connection
    .collection(collection)
    .find({}, { projection: { name: 1, nextRunAt: 1 } })
    .toArray();
  return new Map(
    rows.flatMap(({ name, nextRunAt }): [string, Moment][] =>
      nextRunAt instanceof Date ? [[String(name), nextRunAt.toISOString()]] : [],
    ),
  );
}
