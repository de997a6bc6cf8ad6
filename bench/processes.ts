import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findMongod } from '../src/db/mongod/find-mongod.ts';
import { freePort } from '../src/db/mongod/free-port.ts';
import { untilPrimary, uriOf } from '../src/db/mongod/replica-set.ts';
import { spawnMongod } from '../src/db/mongod/spawn-mongod.ts';
import type { Load, Loaded } from './load.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The memory of `mongod` for its cache in all runs, so that they can be compared. */
export const CACHE_GIGABYTES = 2;

/** A process that was started, what it tells of where it is, and how it is ended. */
export type Started = { where: string; end: () => Promise<void> };

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

/** `mongod` on a directory of the benchmark's own; `where` is its address without a database. */
export async function startMongod(directory: string): Promise<Started> {
  const { MONGOD_BINARY, PATH = '', XDG_CACHE_HOME = join(homedir(), '.cache') } = process.env;
  const search = { binary: MONGOD_BINARY ?? null, path: PATH, cacheDir: join(XDG_CACHE_HOME, 'dondoc') };
  const { binary, version } = await findMongod(search, (line) => console.error(line));
  const dbPath = join(directory, 'db');
  await mkdir(dbPath, { recursive: true });
  const port = await freePort(27_717);
  const logPath = join(directory, 'mongod.log');
  const child = spawnMongod({ binary, dbPath, port, logPath, cacheGigabytes: CACHE_GIGABYTES });
  await untilPrimary(port, () => child.exitCode === null, 60);
  console.error(`mongod ${version}`);
  return { where: uriOf(port), end: () => ended(child) };
}

async function startNode(args: string[], env: Record<string, string>): Promise<Started> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const where = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/\S+:\d+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.on('exit', () => reject(new Error(said)));
  });
  return { where, end: () => ended(child) };
}

/** The program itself, serving pages and interface from a database, its clock started at `now`. */
export function startProgram(uri: string, dataDir: string, now: string): Promise<Started> {
  return startNode(['src/main.ts'], {
    MONGODB_URI: uri,
    DATA_DIR: dataDir,
    PORT: '0',
    DEMO: 'false',
    PROCESS: 'web',
    LOG_LEVEL: 'error',
    CLOCK: now,
  });
}

/** The bare server of the comparison, on the same database. */
export function startBare(uri: string): Promise<Started> {
  return startNode([join(HERE, 'bare-server.ts'), uri], {});
}

/** What freezing cost: seconds, facts, and the most memory of its process in megabytes. */
export type Frozen = { seconds: number; facts: number; megabytes: number };

/** Freezes the ranking of a year in a process of its own. */
export async function freeze(uri: string, period: string, cutoff: string, today: string): Promise<Frozen> {
  const child = spawn(process.execPath, [join(HERE, 'freeze.ts'), uri, period, cutoff, today], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await once(child, 'close');
  return JSON.parse(said) as Frozen;
}

/** Sends a load from a process of its own. Throws when an answer was not 2xx. */
export async function send(load: Load): Promise<Loaded> {
  const child = spawn(process.execPath, [join(HERE, 'load.ts'), JSON.stringify(load)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await once(child, 'close');
  const loaded = JSON.parse(said) as Loaded;
  if (loaded.failed > 0) throw new Error(`${loaded.failed} answers of ${load.url} were not 2xx`);
  return loaded;
}
