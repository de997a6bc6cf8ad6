import { randomBytes } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { identityOf } from './process-identity.ts';

/** Who holds the lock; nobody when it was given back. */
type Holder = { pid: number; identity: string } | { free: true };

const POLL_MILLISECONDS = 50;

async function lives(holder: Holder): Promise<boolean> {
  return !('free' in holder) && (await identityOf(holder.pid)) === holder.identity;
}

async function turnsIn(directory: string): Promise<number[]> {
  const names = (await readdir(directory)).filter((name) => /^\d+$/.test(name));
  return names.map(Number).sort((a, b) => a - b);
}

async function draft(directory: string, holder: Holder): Promise<string> {
  const path = join(directory, `draft-${process.pid}-${randomBytes(4).toString('hex')}`);
  await writeFile(path, JSON.stringify(holder));
  return path;
}

/** Claims a turn, which exactly one can; false when another was faster. */
async function claim(directory: string, turn: number): Promise<boolean> {
  const identity = (await identityOf(process.pid)) ?? 'unknown';
  const path = await draft(directory, { pid: process.pid, identity });
  try {
    await link(path, join(directory, String(turn)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(path, { force: true });
  }
  const turns = await turnsIn(directory);
  if (turns.at(-1) === turn) {
    for (const past of turns.slice(0, -1)) await rm(join(directory, String(past)), { force: true });
    return true;
  }
  await rm(join(directory, String(turn)), { force: true });
  return false;
}

async function acquire(directory: string): Promise<number> {
  for (;;) {
    const last = (await turnsIn(directory)).at(-1) ?? 0;
    const holder =
      last === 0 ? '{"free":true}' : await readFile(join(directory, String(last)), 'utf8').catch(() => null);
    const taken = holder === null || (await lives(JSON.parse(holder) as Holder));
    if (!taken && (await claim(directory, last + 1))) return last + 1;
    await pause(POLL_MILLISECONDS);
  }
}

/**
 * Does `work` while no other process does any under the same directory; waits for its turn as long as the holder
 * lives. Turns are numbered files: the highest one holds, whoever comes after a dead or finished holder takes the next
 * number, and that file appears with its content or not at all, so that no two ever take one turn.
 */
export async function withLock<T>(directory: string, work: () => Promise<T>): Promise<T> {
  await mkdir(directory, { recursive: true });
  const turn = await acquire(directory);
  try {
    return await work();
  } finally {
    await rename(await draft(directory, { free: true }), join(directory, String(turn)));
  }
}
