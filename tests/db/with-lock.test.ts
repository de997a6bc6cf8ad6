import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandOf, identityOf } from '../../src/db/mongod/process-identity.ts';
import { withLock } from '../../src/db/mongod/with-lock.ts';

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'dondoc-lock-'));
});
afterEach(() => rm(place, { recursive: true }));

const directory = () => join(place, 'lock');

async function leftBy(holder: object): Promise<void> {
  await mkdir(directory());
  await writeFile(join(directory(), '7'), JSON.stringify(holder));
}

/** Counts one up in a file, the way that loses counts when two do it at once. */
async function countUp(): Promise<void> {
  const path = join(place, 'count');
  const count = Number(await readFile(path, 'utf8').catch(() => '0'));
  await new Promise(setImmediate);
  await writeFile(path, String(count + 1));
}

describe('the identity of a process', () => {
  it('is the same while it lives, and none once it has ended', async () => {
    const child = spawn('sleep', ['60']);
    const pid = child.pid!;
    const identity = await identityOf(pid);
    expect(identity).not.toBe(null);
    expect(await identityOf(pid)).toBe(identity);
    expect(await commandOf(pid)).toBe('sleep 60');
    expect(identity).not.toBe(await identityOf(process.pid));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect([await identityOf(pid), await commandOf(pid)]).toEqual([null, null]);
  });
});

describe('the lock', () => {
  it('lets one work at a time, in one process and over several', async () => {
    const script = `
      import { readFile, writeFile } from 'node:fs/promises';
      import { withLock } from './src/db/mongod/with-lock.ts';
      const path = ${JSON.stringify(join(place, 'count'))};
      for (let i = 0; i < 10; i += 1) await withLock(${JSON.stringify(directory())}, async () => {
        const count = Number(await readFile(path, 'utf8').catch(() => '0'));
        await writeFile(path, String(count + 1));
      });`;
    const others = [1, 2].map(() => spawn(process.execPath, ['--input-type=module', '-e', script]));
    const ends = others.map((child) => once(child, 'exit'));
    await Promise.all(Array.from({ length: 10 }, () => withLock(directory(), countUp)));
    expect((await Promise.all(ends)).map(([code]) => code)).toEqual([0, 0]);
    expect(await readFile(join(place, 'count'), 'utf8')).toBe('30');
    expect(await readdir(directory())).toEqual(['30']);
  });

  it('is given back when the work throws', async () => {
    await expect(
      withLock(directory(), async () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await withLock(directory(), async () => 'yes')).toBe('yes');
  });

  it('is taken from one who died, also where a living process has the number now', async () => {
    await leftBy({ pid: process.pid, identity: 'another boot 1' });
    expect(await withLock(directory(), async () => 'yes')).toBe('yes');
    expect(await readdir(directory())).toEqual(['8']);
  });

  it('is waited for while its holder lives', async () => {
    const child = spawn('sleep', ['60']);
    await leftBy({ pid: child.pid, identity: await identityOf(child.pid!) });
    let done = false;
    const waiting = withLock(directory(), async () => {
      done = true;
    });
    await readdir(directory());
    expect(done).toBe(false);
    child.kill('SIGKILL');
    await waiting;
    expect(done).toBe(true);
  });
});
