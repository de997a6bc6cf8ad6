import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inject } from 'vitest';

/** The program as a process of its own. `said` is all it wrote so far. */
export type Program = {
  child: ChildProcess;
  said: () => string;
  /** The address it printed; throws when it ended instead. */
  address: Promise<string>;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>;
};

const ADDRESS = /http:\/\/\S+:\d+/;

/** Starts `src/main.ts`, another entrance, or a command, with the environment of a test: empty, on a free port. */
export function startProgram(dataDir: string, env: Record<string, string> = {}, entrance = 'src/main.ts') {
  const [program = '', ...args] = entrance.endsWith('.ts')
    ? [process.execPath, entrance]
    : entrance.split(' ');
  const child = spawn(program, args, {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      MONGOD_BINARY: inject('mongodBinary'),
      DATA_DIR: dataDir,
      PORT: '0',
      DEMO: 'false',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  const address = new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const found = ADDRESS.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('close', () => reject(new Error(said)));
  });
  address.catch(() => undefined);
  return { child, said: () => said, address, ended } satisfies Program;
}

/** The `mongod` that runs on a data directory, null when none does. */
export async function mongodOf(dataDir: string): Promise<number | null> {
  const pid = Number(await readFile(join(dataDir, 'db', 'mongod.lock'), 'utf8').catch(() => ''));
  if (!(pid > 0)) return null;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.includes(join(dataDir, 'db')) ? pid : null;
}

/** Waits until something holds, at most so many seconds. */
export async function until(holds: () => Promise<boolean>, seconds = 30): Promise<void> {
  const start = performance.now();
  while (!(await holds())) {
    if (performance.now() - start > seconds * 1000) throw new Error('It never came to hold.');
    await pause(25);
  }
}

/** A data directory for one test, and the way to leave nothing of it: its `mongod` ended, its files removed. */
export async function temporaryDataDir(): Promise<{ dataDir: string; remove: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dondoc-data-'));
  const remove = async () => {
    const pid = await mongodOf(dataDir);
    if (pid !== null) process.kill(pid, 'SIGKILL');
    await until(async () => (await mongodOf(dataDir)) === null);
    await rm(dataDir, { recursive: true, force: true });
  };
  return { dataDir, remove };
}
