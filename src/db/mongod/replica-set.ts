import { createConnection } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Db, MongoClient } from 'mongodb';

/** The name of the one-member replica set. */
export const SET_NAME = 'dondoc';

const POLL_MILLISECONDS = 50;

/** The address under which the program reaches its own `mongod`. */
export function uriOf(port: number, name = ''): string {
  return `mongodb://127.0.0.1:${port}/${name}?replicaSet=${SET_NAME}`;
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'codeName' in error ? String(error.codeName) : '';
}

function memberOf(port: number) {
  return { _id: 0, host: `127.0.0.1:${port}` };
}

/** Makes a new set, or, where the set on disk knows itself under another port, tells it the one it has now. */
async function configure(admin: Db, port: number): Promise<void> {
  try {
    const { config } = await admin.command({ replSetGetConfig: 1 });
    if (config.members[0].host === memberOf(port).host) return;
    await admin.command({
      replSetReconfig: { ...config, version: config.version + 1, members: [memberOf(port)] },
      force: true,
    });
  } catch (error) {
    if (codeOf(error) !== 'NotYetInitialized') throw error;
    await admin.command({ replSetInitiate: { _id: SET_NAME, members: [memberOf(port)] } });
  }
}

async function isPrimary(admin: Db): Promise<boolean> {
  return (await admin.command({ hello: 1 })).isWritablePrimary === true;
}

/** Whether something takes connections on a port of this machine. */
export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    const answer = (listening: boolean) => () => {
      socket.destroy();
      resolve(listening);
    };
    socket.once('connect', answer(true)).once('error', answer(false));
  });
}

/** One try, with a client of its own: one whose first selection of a server failed never selects one again. */
async function becomesPrimary(port: number): Promise<boolean> {
  if (!(await listens(port))) return false;
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 5_000,
  });
  try {
    const admin = client.db('admin');
    await configure(admin, port);
    for (let polls = 0; polls < 100; polls += 1) {
      if (await isPrimary(admin)) return true;
      await pause(POLL_MILLISECONDS);
    }
    return false;
  } finally {
    await client.close();
  }
}

/**
 * Waits until the `mongod` on a port of this machine is the primary of its one-member set, making or mending the set
 * first. `alive` says whether it is worth waiting on. Throws when it stops, or is no primary within the time.
 */
export async function untilPrimary(port: number, alive: () => boolean, seconds: number): Promise<void> {
  const start = performance.now();
  let cause: unknown = null;
  while (performance.now() - start < seconds * 1000) {
    if (!alive()) throw new Error('mongod đã dừng. / mongod has stopped.', { cause });
    try {
      if (await becomesPrimary(port)) return;
    } catch (error) {
      cause = error;
    }
    await pause(POLL_MILLISECONDS);
  }
  throw new Error(`mongod chưa sẵn sàng sau ${seconds} giây. / mongod was not ready after ${seconds} s.`, {
    cause,
  });
}
