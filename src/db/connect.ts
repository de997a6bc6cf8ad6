import type { ClientSession, MongoClient } from 'mongodb';
import mongoose from 'mongoose';

/** An open database. Closing it ends its connections; what was acknowledged is on disk. */
export type Database = { connection: mongoose.Connection; close(): Promise<void> };

const DEFAULT_NAME = 'dondoc';

/** An unknown field in a filter throws: dropped, it would match every document. */
mongoose.set('strictQuery', 'throw');

/** How all reads and writes are done, whatever the URI says: only what a majority has on disk is read or acknowledged. */
const DURABLE = {
  readConcern: { level: 'majority' },
  readConcernLevel: 'majority',
  writeConcern: { w: 'majority', journal: true },
  w: 'majority',
  journal: true,
  readPreference: 'primary',
} as const;

function nameIn(uri: string): string {
  const path = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]*)/.exec(uri)?.[1] ?? '';
  return path === '' ? DEFAULT_NAME : decodeURIComponent(path);
}

function assertDurable(client: MongoClient): void {
  const { readConcern, writeConcern, readPreference } = client.options;
  const durable =
    readConcern?.level === 'majority' &&
    writeConcern?.w === 'majority' &&
    writeConcern.journal === true &&
    readPreference?.mode === 'primary';
  if (!durable) {
    throw new Error(
      'Kết nối cơ sở dữ liệu không giữ được mức đọc/ghi "majority" có nhật ký. / ' +
        'The database connection is not set to majority reads and journalled majority writes.',
    );
  }
}

async function assertReplicaSet(client: MongoClient): Promise<void> {
  const hello = await client.db('admin').command({ hello: 1 });
  if (hello.setName === undefined && hello.msg !== 'isdbgrid') {
    throw new Error(
      'MONGODB_URI phải trỏ tới một replica set (cần cho giao dịch). / ' +
        'MONGODB_URI must name a replica set: transactions need one.',
    );
  }
}

/**
 * Opens a connection of its own (never Mongoose's global one), to the database that the URI names or else `dondoc`.
 * Reads and writes are durable (design.md, section 10) and asserted to be so; filters are sanitised, nothing is
 * created on the side. Throws within 15 seconds when no primary can be reached.
 */
export async function connect(uri: string): Promise<Database> {
  const connection = await mongoose
    .createConnection(uri, {
      ...DURABLE,
      dbName: nameIn(uri),
      appName: 'dondoc',
      sanitizeFilter: true,
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
      serverSelectionTimeoutMS: 15_000,
    })
    .asPromise();
  try {
    const client = connection.getClient() as unknown as MongoClient;
    assertDurable(client);
    await assertReplicaSet(client);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return { connection, close: () => connection.close() };
}

/**
 * Does `work` in one transaction and gives what it gives. The driver repeats it on transient faults, so it may run
 * more than once and must do its operations one after the other; any other error it throws passes through unchanged.
 */
export async function inTransaction<T>(
  connection: mongoose.Connection,
  work: (session: ClientSession) => Promise<T>,
): Promise<T> {
  const session = await connection.startSession();
  try {
    return await session.withTransaction(() => work(session));
  } finally {
    await session.endSession();
  }
}
