import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/connect.ts';
import { freePort } from '../../src/db/mongod/free-port.ts';
import { openTestDatabase } from '../support/mongo.ts';
import { type Program, startProgram, temporaryDataDir, until } from '../support/program.ts';

type Started = Program & { url: string };
type Account = { username: string; password: string; role: string; unit: string };

let database: Database & { uri: string };
let place: Awaited<ReturnType<typeof temporaryDataDir>>;
const programs: Started[] = [];

async function start(process: string): Promise<Started> {
  const port = await freePort(null);
  const env = { MONGODB_URI: database.uri, DEMO: 'true', PROCESS: process, PORT: String(port) };
  const program = { ...startProgram(place.dataDir, env), url: `http://127.0.0.1:${port}` };
  programs.push(program);
  return program;
}

/** The status of `/readyz`, null while nobody listens yet; throws what the program said when it ended instead. */
async function readiness({ url, child, said }: Started): Promise<number | null> {
  if (child.exitCode !== null) throw new Error(said());
  return fetch(`${url}/readyz`).then(
    ({ status }) => status,
    () => null,
  );
}

const begins = (part: string) => (program: Started) => program.said().includes(`Demonstration: ${part}\n`);
const wakes = () => database.connection.collection('agendaJobs').countDocuments();

async function command(words: string): Promise<{ exit: unknown; said: string }> {
  const { ended, said } = startProgram(
    place.dataDir,
    { MONGODB_URI: database.uri },
    `node src/cli.ts ${words}`,
  );
  return { exit: await ended, said: said() };
}

/** What was seen while two programs and a process of jobs started at the same moment on an empty database. */
const seen: { loaders: number; waiting: (number | null)[]; wakes: number } = {
  loaders: 0,
  waiting: [],
  wakes: -1,
};
let living: Started[] = [];

beforeAll(async () => {
  [database, place] = await Promise.all([openTestDatabase(), temporaryDataDir()]);
  await database.connection.dropDatabase();
  await Promise.all(['web', 'web', 'jobs'].map(start));
  await until(
    async () => (await Promise.all(programs.map(readiness))).every((status) => status !== null),
    120,
  );
  await until(async () => programs.some(begins('38')), 120);
  seen.loaders = programs.filter(begins('2016')).length;
  seen.waiting = await Promise.all(programs.map(readiness));
  seen.wakes = await wakes();
  const loader = programs.find(begins('2016'));
  loader?.child.kill('SIGKILL');
  await loader?.ended;
  living = programs.filter((program) => program !== loader);
  await Promise.all(living.map(({ address }) => address));
}, 300_000);

afterAll(async () => {
  for (const { child, ended } of programs) {
    child.kill('SIGKILL');
    await ended;
  }
  await Promise.all([database.close(), place.remove()]);
});

describe('processes that start at the same moment on an empty database', () => {
  it('load the demonstration in one of them, while all say that they are not ready', () => {
    expect(seen.loaders).toBe(1);
    expect(seen.waiting).toEqual([503, 503, 503]);
  });

  it('wake no job before it is whole, and all of them then', async () => {
    expect(seen.wakes).toBe(0);
    expect(await wakes()).toBe(6);
  });

  it('go on where the one that loaded was killed, and are ready when it is whole', async () => {
    expect(living.filter(begins('38'))).toHaveLength(1);
    expect(await Promise.all(living.map(readiness))).toEqual([200, 200]);
  });
});

describe('the demonstration', () => {
  it('lets its accounts sign in', async () => {
    const accounts: Account[] = JSON.parse((await command('demo accounts --json')).said);
    for (const username of ['vanphong', 'chutich', 'stttt.clerk', '384.vanphong']) {
      const account = accounts.find((each) => each.username === username);
      const response = await fetch(`${living[0]?.url}/api/v1/sessions`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ username, password: account?.password }),
      });
      expect(response.status).toBe(201);
      const { person } = (await response.json()) as { person: { posts: unknown[] } };
      expect(person.posts).toEqual([{ role: account?.role, unit: account?.unit }]);
    }
  });

  it('passes dondoc verify, with all its tasks', async () => {
    const { exit, said } = await command('verify --json');
    expect(exit).toBe(0);
    expect(JSON.parse(said).tasks).toBeGreaterThanOrEqual(4500);
  }, 120_000);
});
