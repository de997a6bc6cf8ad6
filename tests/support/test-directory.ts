import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endMongod } from '../../src/db/mongod/embedded-mongod.ts';
import { enter, livingUsers } from '../../src/db/mongod/users.ts';
import { withLock } from '../../src/db/mongod/with-lock.ts';

const PREFIX = 'dondoc-run-';

/** Ends the `mongod` of test runs that were killed, and removes what they left. */
async function sweep(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
  for (const directory of names.map((name) => join(tmpdir(), name))) {
    if ((await livingUsers(join(directory, 'users'))).length > 0) continue;
    await endMongod(directory);
    await rm(directory, { recursive: true, force: true });
  }
}

/** A temporary directory that is this test run's for as long as the run lives. */
export function testDirectory(): Promise<string> {
  return withLock(join(tmpdir(), 'dondoc-runs'), async () => {
    await sweep();
    const directory = await mkdtemp(join(tmpdir(), PREFIX));
    await enter(join(directory, 'users'), 'program');
    return directory;
  });
}
