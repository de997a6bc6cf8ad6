import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { connect, type Database } from '../../src/db/connect.ts';
import { ensureIndexes } from '../../src/db/ensure-indexes.ts';
import { freePort } from '../../src/db/mongod/free-port.ts';
import { untilPrimary, uriOf } from '../../src/db/mongod/replica-set.ts';
import { spawnMongod } from '../../src/db/mongod/spawn-mongod.ts';

/** A `mongod` that a test may stop and start again, with a database on it; `remove` leaves nothing of it. */
export type OwnMongod = {
  database: Database & { uri: string };
  start: () => Promise<void>;
  stop: () => Promise<void>;
  remove: () => Promise<void>;
};

/** Starts a `mongod` of its own for one test, in a temporary directory. */
export async function openOwnMongod(): Promise<OwnMongod> {
  const directory = await mkdtemp(join(tmpdir(), 'dondoc-mongod-'));
  const dbPath = join(directory, 'db');
  await mkdir(dbPath);
  const port = await freePort(null);
  const settings = { binary: inject('mongodBinary'), dbPath, port, logPath: join(directory, 'log') };
  let child: ChildProcess;
  const start = async (): Promise<void> => {
    child = spawnMongod({ ...settings, cacheGigabytes: 0.25 });
    await untilPrimary(port, () => child.exitCode === null, 60);
  };
  const stop = async (): Promise<void> => {
    child.ref();
    const ended = once(child, 'exit');
    if (child.kill('SIGKILL')) await ended;
  };
  await start();
  const uri = uriOf(port, 'test');
  const database = { ...(await connect(uri)), uri };
  await ensureIndexes(database.connection);
  const remove = async (): Promise<void> => {
    await database.close();
    await stop();
    await rm(directory, { recursive: true, force: true });
  };
  return { database, start, stop, remove };
}
