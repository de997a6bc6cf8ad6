import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identityOf } from './process-identity.ts';

/** The program that serves, of which there is one on a `DATA_DIR`, or a command that came to use its database. */
export type Role = 'program' | 'command';

export type User = { pid: number; identity: string; role: Role };

async function read(path: string): Promise<User | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as User;
  } catch {
    return null;
  }
}

/** The living users of the database; what dead ones left is removed. Only under the lock. */
export async function livingUsers(directory: string): Promise<User[]> {
  await mkdir(directory, { recursive: true });
  const living: User[] = [];
  for (const name of await readdir(directory)) {
    const user = await read(join(directory, name));
    if (user !== null && (await identityOf(user.pid)) === user.identity) living.push(user);
    else await rm(join(directory, name), { force: true });
  }
  return living;
}

/** Enters this process among the users; the function that is given takes it out again. Only under the lock. */
export async function enter(directory: string, role: Role): Promise<() => Promise<void>> {
  const path = join(directory, `${process.pid}-${randomBytes(4).toString('hex')}`);
  const user: User = { pid: process.pid, identity: (await identityOf(process.pid)) ?? 'unknown', role };
  await mkdir(directory, { recursive: true });
  await writeFile(path, JSON.stringify(user));
  return () => rm(path, { force: true });
}
