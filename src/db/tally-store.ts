import { type ClientSession, type Connection, Schema } from 'mongoose';
import { type Books, changeOf, type Tally } from '../domain/tally.ts';
import { newId } from './ids.ts';
import { modelOf } from './model.ts';
import { taskModel } from './task-store.ts';

/**
 * A book of numbers (domain/tally.ts), by its name; an entry of no task is not in it. Its stamp is another after each
 * change, so that whoever keeps what was made of it knows whether it still holds; a book of an older program has none.
 */
export type BookRow = { _id: string; counts: Record<string, number>; stamp?: string };

/** The books; what is asked for is their names. */
export const bookSchema = new Schema(
  { _id: String, counts: Schema.Types.Mixed, stamp: String },
  { collection: 'tallies', versionKey: false, strict: 'throw', minimize: false },
);

function books(connection: Connection) {
  return modelOf<BookRow>(connection, 'Tally', bookSchema).collection;
}

/** The number of an entry after a change; the entry goes when it comes to nothing. */
function counted(entry: string, by: number): object {
  const sum = { $add: [{ $ifNull: [`$counts.${entry}`, 0] }, by] };
  return { $let: { vars: { sum }, in: { $cond: [{ $eq: ['$$sum', 0] }, '$$REMOVE', '$$sum'] } } };
}

/**
 * Counts tasks as they are after a change and no more as they were before it; part of the transaction that changes
 * them, so that no book differs from what it counts. Books are changed in the order of their names, and last in their
 * transaction: two that change the same book at once follow one another.
 */
export async function moveTallies(
  connection: Connection,
  session: ClientSession,
  before: readonly Tally[],
  after: readonly Tally[],
): Promise<void> {
  const changes = changeOf(before, after);
  if (changes.length === 0) return;
  const stamp = newId();
  const numbers = (by: ReadonlyMap<string, number>) =>
    Object.fromEntries([...by].map(([entry, one]) => [`counts.${entry}`, counted(entry, one)]));
  await books(connection).bulkWrite(
    changes.map(({ book, by }) => ({
      updateOne: {
        filter: { _id: book as never },
        update: [{ $set: { ...numbers(by), stamp } }],
        upsert: true,
      },
    })),
    { session, ordered: true },
  );
}

/** Writes the books of a database that has none yet. */
export async function insertBooks(connection: Connection, counted: Books): Promise<void> {
  const stamp = newId();
  const rows = [...counted].map(([_id, numbers]) => ({ _id, counts: Object.fromEntries(numbers), stamp }));
  await books(connection).insertMany(rows as never);
}

/** So many books come in one answer of the database; the months of a year have some hundreds. */
const BOOKS_AT_ONCE = 10_000;

/** The books from one name to another. */
export async function findBooks(connection: Connection, first: string, last: string): Promise<BookRow[]> {
  return books(connection)
    .find({ _id: { $gte: first, $lte: last } as never }, { batchSize: BOOKS_AT_ONCE })
    .toArray() as Promise<unknown[]> as Promise<BookRow[]>;
}

/** The stamps of the books from one name to another, by name. */
export async function findStamps(
  connection: Connection,
  first: string,
  last: string,
): Promise<{ _id: string; stamp?: string }[]> {
  return books(connection)
    .find(
      { _id: { $gte: first, $lte: last } as never },
      { projection: { stamp: 1 }, batchSize: BOOKS_AT_ONCE },
    )
    .toArray() as Promise<unknown[]> as Promise<{ _id: string; stamp?: string }[]>;
}

/** Some books, by their names. */
export async function findBooksNamed(connection: Connection, names: readonly string[]): Promise<BookRow[]> {
  return books(connection)
    .find({ _id: { $in: [...names] } as never }, { batchSize: BOOKS_AT_ONCE })
    .toArray() as Promise<unknown[]> as Promise<BookRow[]>;
}

/** The numbers of some books, by name; of one that is not there, none. */
export async function findCounts(
  connection: Connection,
  names: readonly string[],
): Promise<Map<string, Record<string, number>>> {
  const rows = await findBooksNamed(connection, names);
  return new Map(rows.map(({ _id, counts }) => [_id, counts]));
}

/** All books, and under what each task is counted, streamed; both as a snapshot has them. */
export function streamTallies(
  connection: Connection,
  session: ClientSession,
): { books: AsyncIterable<BookRow>; tasks: AsyncIterable<{ _id: string; index?: { tallies?: Tally[] } }> } {
  const asked = { session, readConcern: { level: 'snapshot' } } as const;
  return {
    books: books(connection).find({}, asked) as AsyncIterable<unknown> as AsyncIterable<BookRow>,
    tasks: taskModel(connection).collection.find(
      {},
      { ...asked, projection: { 'index.tallies': 1 } },
    ) as AsyncIterable<unknown> as never,
  };
}
