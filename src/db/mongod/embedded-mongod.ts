import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { FoundMongod } from './find-mongod.ts';
import { freePort } from './free-port.ts';
import { commandOf } from './process-identity.ts';
import { untilPrimary } from './replica-set.ts';
import { spawnMongod } from './spawn-mongod.ts';

/** What is kept beside the data: the port the set knows itself by, and the version that last wrote it. */
type Kept = { port: number; version: string };

const READY_SECONDS = 60;
const END_SECONDS = 15;
const TRIES = 3;

function keptPath(dataDir: string): string {
  return join(dataDir, 'mongod.json');
}

/** What an earlier start kept beside the data, null before the first. */
export async function readKept(dataDir: string): Promise<Kept | null> {
  try {
    return JSON.parse(await readFile(keptPath(dataDir), 'utf8')) as Kept;
  } catch {
    return null;
  }
}

async function writeKept(dataDir: string, kept: Kept): Promise<void> {
  const draft = `${keptPath(dataDir)}.draft`;
  await writeFile(draft, JSON.stringify(kept));
  await rename(draft, keptPath(dataDir));
}

/** The `mongod` that runs on this data, whoever started it: by the lock it keeps there and its command line. */
export async function runningMongod(dataDir: string): Promise<number | null> {
  const dbPath = join(dataDir, 'db');
  const lock = await readFile(join(dbPath, 'mongod.lock'), 'utf8').catch(() => '');
  const pid = Number(lock.trim());
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const command = await commandOf(pid);
  return command?.includes(`--dbpath ${dbPath} `) === true ? pid : null;
}

async function untilGone(dataDir: string, pid: number, seconds: number): Promise<boolean> {
  const start = performance.now();
  while (performance.now() - start < seconds * 1000) {
    if ((await runningMongod(dataDir)) !== pid) return true;
    await pause(50);
  }
  return false;
}

/** Ends the `mongod` that runs on this data, in peace if it can within 15 seconds, then by force. */
export async function endMongod(dataDir: string): Promise<void> {
  for (const [signal, seconds] of [
    ['SIGTERM', END_SECONDS],
    ['SIGKILL', 5],
  ] as const) {
    const pid = await runningMongod(dataDir);
    if (pid === null) return;
    process.kill(pid, signal);
    if (await untilGone(dataDir, pid, seconds)) return;
  }
}

function cacheGigabytes(): number {
  return Math.min(1, Math.max(0.25, Math.round((totalmem() / 2 ** 30 / 4) * 100) / 100));
}

function majorOf(version: string): string {
  return version.split('.')[0] ?? version;
}

function assertSameMajor(kept: Kept | null, found: FoundMongod, dataDir: string): void {
  if (kept === null || majorOf(kept.version) === majorOf(found.version)) return;
  throw new Error(
    `Dữ liệu trong ${dataDir} do mongod ${kept.version} ghi; ${found.binary} là ${found.version}, khác phiên bản chính. ` +
      `Hãy đặt MONGOD_BINARY tới một mongod ${majorOf(kept.version)}, hoặc sao lưu rồi khôi phục. / ` +
      `The data in ${dataDir} was written by mongod ${kept.version}; ${found.binary} is ${found.version}, another major version. ` +
      `Set MONGOD_BINARY to a mongod ${majorOf(kept.version)}, or back up and restore.`,
  );
}

async function lastWords(logPath: string): Promise<string> {
  const lines = (await readFile(logPath, 'utf8').catch(() => '')).split('\n');
  return lines.findLast((line) => /"s":"[EF]"/.test(line)) ?? '';
}

async function tryStart(dataDir: string, binary: string, port: number): Promise<void> {
  const logPath = join(dataDir, 'mongod.log');
  await rename(logPath, `${logPath}.1`).catch(() => undefined);
  const child = spawnMongod({
    binary,
    dbPath: join(dataDir, 'db'),
    port,
    logPath,
    cacheGigabytes: cacheGigabytes(),
  });
  const alive = () => child.exitCode === null && child.signalCode === null && child.pid !== undefined;
  try {
    await untilPrimary(port, alive, READY_SECONDS);
  } catch (error) {
    throw new Error(`${(error as Error).message} ${await lastWords(logPath)} (${logPath})`, { cause: error });
  }
}

/**
 * Starts `mongod` on `DATA_DIR/db` and gives its port: the one kept beside the data, or another when that is taken and
 * `samePort` isn't asked. What runs there without a user is ended first. Throws when the binary is of another major
 * version than the data, or when it doesn't start. Only under the lock.
 */
export async function startMongod(dataDir: string, found: FoundMongod, samePort: boolean): Promise<number> {
  const kept = await readKept(dataDir);
  assertSameMajor(kept, found, dataDir);
  await mkdir(join(dataDir, 'db'), { recursive: true });
  for (let tries = 1; ; tries += 1) {
    await endMongod(dataDir);
    const port = samePort && kept !== null ? kept.port : await freePort(kept?.port ?? null);
    try {
      await tryStart(dataDir, found.binary, port);
      await writeKept(dataDir, { port, version: found.version });
      return port;
    } catch (error) {
      const stuck = (await runningMongod(dataDir)) !== null;
      await endMongod(dataDir);
      if (stuck || tries === TRIES) throw error;
    }
  }
}
