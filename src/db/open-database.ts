import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { endMongod, readKept, runningMongod, startMongod } from './mongod/embedded-mongod.ts';
import { type FoundMongod, findMongod } from './mongod/find-mongod.ts';
import { untilPrimary, uriOf } from './mongod/replica-set.ts';
import { enter, livingUsers, type Role } from './mongod/users.ts';
import { withLock } from './mongod/with-lock.ts';

type Say = (line: string) => void;
type Place = { config: Config; dataDir: string; say: Say };

const WATCH_MILLISECONDS = 250;

/** A second program on one `DATA_DIR`: refused, nothing harmed. */
export class ProgramRunning extends Error {}

function lockOf(dataDir: string): string {
  return join(dataDir, 'lock');
}

function usersOf(dataDir: string): string {
  return join(dataDir, 'users');
}

async function assertOnlyProgram(dataDir: string): Promise<void> {
  const program = (await livingUsers(usersOf(dataDir))).find((user) => user.role === 'program');
  if (program === undefined) return;
  throw new ProgramRunning(
    `Đôn Đốc đang chạy trên ${dataDir} (tiến trình ${program.pid}); không chạy thêm được. / ` +
      `Đôn Đốc already runs on ${dataDir} (process ${program.pid}); a second one can't.`,
  );
}

/** The port of a `mongod` that others use and that answers; null when there is none. */
async function portInUse(dataDir: string): Promise<number | null> {
  if ((await livingUsers(usersOf(dataDir))).length === 0) return null;
  if ((await runningMongod(dataDir)) === null) return null;
  const port = (await readKept(dataDir))?.port ?? null;
  if (port !== null) await untilPrimary(port, () => true, 15);
  return port;
}

async function found({ config, say }: Place): Promise<FoundMongod> {
  return findMongod(config.mongod, say);
}

/** Joins the users of the database, starting it for the first of them. Only under the lock. */
async function joinUsers(place: Place, role: Role): Promise<{ port: number; leave: () => Promise<void> }> {
  const { dataDir } = place;
  if (role === 'program') await assertOnlyProgram(dataDir);
  const inUse = await portInUse(dataDir);
  const leave = await enter(usersOf(dataDir), role);
  try {
    return { port: inUse ?? (await startMongod(dataDir, await found(place), false)), leave };
  } catch (error) {
    await leave();
    throw error;
  }
}

/** Starts `mongod` again on the same port when it died, unless another user was faster. */
async function restart(place: Place): Promise<void> {
  await withLock(lockOf(place.dataDir), async () => {
    if ((await runningMongod(place.dataDir)) !== null) return;
    place.say('mongod dừng đột ngột, đang chạy lại… / mongod stopped unexpectedly, starting it again…');
    await startMongod(place.dataDir, await found(place), true);
    place.say('mongod đã chạy lại. / mongod runs again.');
  });
}

/** Looks after `mongod` until the function that is given is called; that waits for what is under way. */
function watch(place: Place): () => Promise<void> {
  const ended = new AbortController();
  const watching = (async () => {
    while (!ended.signal.aborted) {
      await pause(WATCH_MILLISECONDS, undefined, { ref: false, signal: ended.signal }).catch(() => undefined);
      if (ended.signal.aborted || (await runningMongod(place.dataDir)) !== null) continue;
      await restart(place).catch((error: Error) => place.say(error.message));
    }
  })();
  return () => {
    ended.abort();
    return watching;
  };
}

async function openEmbedded(place: Place, role: Role): Promise<{ uri: string; close(): Promise<void> }> {
  const { dataDir } = place;
  const { port, leave } = await withLock(lockOf(dataDir), () => joinUsers(place, role));
  const unwatch = watch(place);
  return {
    uri: uriOf(port, 'dondoc'),
    close: async () => {
      await unwatch();
      await withLock(lockOf(dataDir), async () => {
        await leave();
        if ((await livingUsers(usersOf(dataDir))).length === 0) await endMongod(dataDir);
      });
    },
  };
}

/**
 * Opens the database: that of `MONGODB_URI`, or else a `mongod` of our own on `DATA_DIR/db`, shared by the one program
 * and the commands that run there: the first of them starts it, the last one ends it, each that lives starts it again
 * when it dies. Throws ProgramRunning for a second program, and in words when `mongod` is not found or doesn't start.
 * `say` is given lines for whoever waits.
 */
export async function openDatabase(
  config: Config,
  role: Role,
  say: Say,
): Promise<{ uri: string; close(): Promise<void> }> {
  if (config.mongodbUri !== null) return { uri: config.mongodbUri, close: async () => undefined };
  await mkdir(config.dataDir, { recursive: true });
  return openEmbedded({ config, dataDir: await realpath(config.dataDir), say }, role);
}
