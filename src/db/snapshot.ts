import { type ClientSession, type Db, MongoServerError } from 'mongodb';
import type { Connection } from 'mongoose';
import { keptCollections } from './kept-collections.ts';

/** The database as it was at one moment, however long it is read. */
export type Snapshot = {
  collections: readonly { name: string; rows: number }[];
  /** The documents of a collection as BSON, as the database keeps them, in the order of their ids. */
  documents: (collection: string) => AsyncIterable<Uint8Array>;
};

/** The database doesn't hold that moment any more: it was read for longer than its window. */
export class SnapshotLost extends Error {}

/** SnapshotTooOld, and SnapshotUnavailable where a collection has been made or changed since. */
const LOST: ReadonlySet<unknown> = new Set([239, 246]);

const WINDOW = 'minSnapshotHistoryWindowInSeconds';

/** An hour, of which a million tasks need a part. */
const WINDOW_SECONDS = 3600;

/**
 * Lets the database hold its moments for longer while `work` goes on; it drops them after five minutes by default. One
 * that doesn't let us goes on with what it has.
 */
async function withWindow<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  const admin = connection.getClient().db('admin');
  const set = (seconds: number) =>
    admin.command({ setParameter: 1, [WINDOW]: seconds }).catch(() => undefined);
  const found = await admin.command({ getParameter: 1, [WINDOW]: 1 }).catch(() => null);
  const seconds: unknown = found?.[WINDOW];
  if (typeof seconds !== 'number' || seconds >= WINDOW_SECONDS) return work();
  await set(WINDOW_SECONDS);
  return work().finally(() => set(seconds));
}

const readConcern = { level: 'snapshot' } as const;

async function countRows(db: Db, session: ClientSession, name: string): Promise<number> {
  return db.collection(name).countDocuments({}, { session, readConcern });
}

function streamOf(db: Db, session: ClientSession, name: string): AsyncIterable<Uint8Array> {
  const found = db
    .collection(name)
    .find({}, { session, readConcern, raw: true, sort: { _id: 1 }, batchSize: 10_000 });
  return found as unknown as AsyncIterable<Uint8Array>;
}

/**
 * Gives `work` a session that reads the database as it is now, while people work on. Throws SnapshotLost when that takes
 * longer than the database holds a moment.
 */
export async function atOneMoment<T>(
  connection: Connection,
  work: (session: ClientSession) => Promise<T>,
): Promise<T> {
  const session = connection.getClient().startSession({ snapshot: true }) as unknown as ClientSession;
  try {
    return await withWindow(connection, () => work(session));
  } catch (error) {
    if (error instanceof MongoServerError && LOST.has(error.code)) throw new SnapshotLost(error.message);
    throw error;
  } finally {
    await session.endSession();
  }
}

/** Gives `work` all that a backup holds, as it is at one moment. Throws SnapshotLost. */
export async function inSnapshot<T>(
  connection: Connection,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const db = connection.getClient().db(connection.name) as unknown as Db;
  return atOneMoment(connection, async (session) => {
    const collections: { name: string; rows: number }[] = [];
    for (const name of await keptCollections(connection)) {
      collections.push({ name, rows: await countRows(db, session, name) });
    }
    return work({ collections, documents: (name) => streamOf(db, session, name) });
  });
}
