import { createHash } from 'node:crypto';
import { BSON, type Db, MongoServerError } from 'mongodb';
import type { Connection } from 'mongoose';
import { isDuplicate } from './duplicate.ts';
import { ensureIndexes } from './ensure-indexes.ts';
import { STAGING } from './kept-collections.ts';

/** Says, where it is there, that all is loaded and checked, and which collections are to take their names. */
const WHOLE = `${STAGING}whole`;

const NAMESPACE_NOT_FOUND = 26;

/** Types are kept as they are: a whole number stays of its width, a double a double. */
const AS_IT_IS = {
  promoteValues: false,
  promoteLongs: false,
  promoteBuffers: false,
  bsonRegExp: true,
} as const;

function dbOf(connection: Connection): Db {
  return connection.getClient().db(connection.name) as unknown as Db;
}

async function stagedNames(connection: Connection): Promise<string[]> {
  const all = await dbOf(connection).listCollections({}, { nameOnly: true }).toArray();
  return all.map(({ name }) => name).filter((name) => name.startsWith(STAGING));
}

/** Whether a restore has begun here and not ended. */
export async function isStaging(connection: Connection): Promise<boolean> {
  return (await stagedNames(connection)).length > 0;
}

async function dropLoaded(connection: Connection): Promise<void> {
  const loaded = (await stagedNames(connection)).filter((name) => name !== WHOLE);
  for (const name of loaded) await dbOf(connection).dropCollection(name);
}

/** Removes what a restore has loaded, the mark that all is whole first. */
export async function dropStaging(connection: Connection): Promise<void> {
  await dbOf(connection).dropCollection(WHOLE);
  await dropLoaded(connection);
}

/** Makes the collections that are loaded, empty. */
export async function openStaging(connection: Connection, names: readonly string[]): Promise<void> {
  await dropStaging(connection);
  for (const name of names) await dbOf(connection).createCollection(STAGING + name);
}

/** What is loaded can't be kept: it is no BSON, or is there twice. */
export class Unloadable extends Error {}

function unloadable(error: unknown): never {
  const isOurs = error instanceof BSON.BSONError || error instanceof RangeError || isDuplicate(error);
  throw isOurs ? new Unloadable((error as Error).message, { cause: error }) : error;
}

/** Loads documents of a collection. Throws Unloadable. */
export async function stageDocuments(
  connection: Connection,
  name: string,
  documents: readonly Uint8Array[],
): Promise<void> {
  const target = dbOf(connection).collection(STAGING + name);
  try {
    const rows = documents.map((document) => BSON.deserialize(document, AS_IT_IS));
    await target.insertMany(rows, { forceServerObjectId: true });
  } catch (error) {
    unloadable(error);
  }
}

/** What was loaded of a collection, read back: rows, and the SHA-256 of its documents by id. */
export async function digestStaged(
  connection: Connection,
  name: string,
): Promise<{ rows: number; sha256: string }> {
  const hash = createHash('sha256');
  let rows = 0;
  const found = dbOf(connection)
    .collection(STAGING + name)
    .find({}, { raw: true, sort: { _id: 1 }, batchSize: 10_000 });
  for await (const document of found as unknown as AsyncIterable<Uint8Array>) {
    hash.update(document);
    rows += 1;
  }
  return { rows, sha256: hash.digest('hex') };
}

async function publish(connection: Connection, name: string): Promise<void> {
  try {
    await dbOf(connection)
      .collection(STAGING + name)
      .rename(name, { dropTarget: true });
  } catch (error) {
    const isDone = error instanceof MongoServerError && error.code === NAMESPACE_NOT_FOUND;
    if (!isDone) throw error;
  }
}

/** Gives the collections their names, where a restore was interrupted while it did; false when none is that far. */
export async function finishPublishing(connection: Connection): Promise<boolean> {
  const whole = await dbOf(connection).collection<{ names: string[] }>(WHOLE).findOne({});
  if (whole === null) return false;
  for (const name of whole.names) await publish(connection, name);
  await dropLoaded(connection);
  await dbOf(connection).dropCollection(WHOLE);
  return true;
}

/** Makes the indexes of what is loaded. Throws Unloadable. */
export async function indexStaged(connection: Connection): Promise<void> {
  await ensureIndexes(connection, STAGING).catch(unloadable);
}

/** Gives what is loaded its names; interrupted from here on, it is finished at the next start. */
export async function publishStaged(connection: Connection, names: readonly string[]): Promise<void> {
  await dbOf(connection)
    .collection(WHOLE)
    .insertOne({ names: [...names] });
  await finishPublishing(connection);
}
