import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findMongod } from '../../src/db/mongod/find-mongod.ts';
import { freePort } from '../../src/db/mongod/free-port.ts';
import { untilPrimary, uriOf } from '../../src/db/mongod/replica-set.ts';
import { spawnMongod } from '../../src/db/mongod/spawn-mongod.ts';
import { testDirectory } from './test-directory.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The test run's own `mongod`, without a database name; `openTestDatabase` gives one. */
    mongodUri: string;
    /** The `mongod` that was found, for tests that start the program. */
    mongodBinary: string;
  }
}

/** Starts one `mongod` for the whole test run, found as the program finds it, in a temporary directory. */
export default async function globalSetup(project: TestProject): Promise<() => Promise<void>> {
  const { MONGOD_BINARY, PATH = '', XDG_CACHE_HOME = join(homedir(), '.cache') } = process.env;
  const search = { binary: MONGOD_BINARY ?? null, path: PATH, cacheDir: join(XDG_CACHE_HOME, 'dondoc') };
  const { binary } = await findMongod(search, (line) => console.log(line));
  const directory = await testDirectory();
  const dbPath = join(directory, 'db');
  await mkdir(dbPath);
  const port = await freePort(null);
  const logPath = join(directory, 'mongod.log');
  const child = spawnMongod({ binary, dbPath, port, logPath, cacheGigabytes: 0.25 });
  const teardown = async () => {
    child.ref();
    const ended = once(child, 'exit');
    if (child.kill('SIGKILL')) await ended;
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await untilPrimary(port, () => child.exitCode === null, 60);
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide('mongodUri', uriOf(port));
  project.provide('mongodBinary', binary);
  return teardown;
}
