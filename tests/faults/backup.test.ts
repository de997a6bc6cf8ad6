import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import type { Database } from '../../src/db/connect.ts';
import { openTestDatabase } from '../support/mongo.ts';
import { callerFor, must, type Office, on, openOffice } from '../support/office.ts';
import { recordPaper } from '../support/papers.ts';
import { startProgram, temporaryDataDir, until } from '../support/program.ts';

const TASKS = 5;

/** Large beside the memory that a command is given below. */
const NOTICES = 10_000;

let office: Office & { uri: string };
let folder: string;
let file: string;
let target: Database & { uri: string };
const targets: Database[] = [];

/** Notices that nobody reads, as rows of about eight kilobytes. */
async function fillNotices(connection: Connection): Promise<void> {
  const notices = connection.collection('notices');
  for (let from = 0; from < NOTICES; from += 1000) {
    const rows = Array.from({ length: 1000 }, (_, n) => ({
      _id: `n${from + n}` as never,
      key: `k${from + n}`,
      person: 'stttt.clerk',
      task: String(from + n),
      kind: 'due',
      channel: 'program',
      state: 'sent',
      readAt: on('2026-11-02').now,
      params: { text: `${from + n} `.repeat(1500) },
    }));
    await notices.insertMany(rows, { writeConcern: { w: 1 } } as never);
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dondoc-backup-'));
  file = join(folder, 'a.gz');
  office = await openOffice();
  const { house, actor } = office;
  const when = on('2026-11-02');
  const directive = await recordPaper(office, '7/UBND-TH', '2026-11-02');
  for (let n = 0; n < TASKS; n += 1) {
    const input = { directive, content: `Việc ${n}`, leadUnits: ['STTTT'], deadline: '27/11/2026' };
    await must(assignTasks(house, input, actor('vanphong'), when));
  }
  await fillNotices(house.connection);
  expect(await run(`backup ${file}`, office.uri)).toMatchObject({ exit: 0 });
});
afterAll(async () => {
  for (const { close } of [office, ...targets]) await close();
  await rm(folder, { recursive: true, force: true });
});
/** A command with so little memory that it can't hold what it reads. */
function command(words: string, uri: string) {
  return startProgram(
    folder,
    { MONGODB_URI: uri },
    `${process.execPath} --max-old-space-size=96 src/cli.ts ${words}`,
  );
}

async function outcomeOf({
  ended,
  said,
}: ReturnType<typeof command>): Promise<{ exit: unknown; said: string }> {
  return { exit: await ended, said: said() };
}

const run = (words: string, uri = target.uri) => outcomeOf(command(words, uri));

async function staged(): Promise<string[]> {
  const all = await target.connection.getClient().db(target.connection.name).listCollections().toArray();
  return all.map(({ name }) => name).filter((name) => name.startsWith('restoring.'));
}

async function openTarget(): Promise<void> {
  target = await openTestDatabase();
  targets.push(target);
}

describe('a backup larger than the memory of the commands', () => {
  it('was written, and is restored whole', async () => {
    await openTarget();
    const restored = await run(`restore ${file} --json`);
    expect(restored.exit).toBe(0);
    expect(JSON.parse(restored.said).verified).toEqual({ ok: true, tasks: TASKS, events: TASKS, seals: 0 });
    expect(await target.connection.collection('notices').countDocuments()).toBeGreaterThan(NOTICES);
  });

  it('is not restored into what it was restored to', async () => {
    const notEmpty = expect.stringContaining('cơ sở dữ liệu trống');
    expect(await run(`restore ${file}`)).toMatchObject({ exit: 1, said: notEmpty });
  });
});

describe('a restore that was killed while what is loaded took its names', () => {
  it('is finished by the next command', async () => {
    await target.connection.collection('tasks').rename('restoring.tasks');
    await target.connection.collection('restoring.whole').insertOne({ names: ['taskEvents', 'tasks'] });
    const verified = await run('verify');
    expect(verified).toMatchObject({
      exit: 0,
      said: expect.stringContaining('Đã hoàn tất lần khôi phục bị ngắt'),
    });
    expect(verified.said).toContain(`OK: ${TASKS} nhiệm vụ`);
    expect(await staged()).toEqual([]);
  });
});

describe('a restore that was killed while it loaded', () => {
  const unfinished = { exit: 1, said: expect.stringContaining('lần khôi phục trước bị ngắt') };

  it('has changed nothing', async () => {
    await openTarget();
    const killed = command(`restore ${file}`, target.uri);
    await until(async () => (await target.connection.collection('restoring.notices').findOne({})) !== null);
    killed.child.kill('SIGKILL');
    expect(await killed.ended).toBe('SIGKILL');
    expect(await target.connection.collection('units').countDocuments()).toBe(0);
  });

  it('is recognised by commands and by the program', async () => {
    expect(await run('verify')).toMatchObject(unfinished);
    const program = startProgram(folder, { MONGODB_URI: target.uri, DEMO: 'true' });
    expect(await outcomeOf(program)).toMatchObject(unfinished);
  });

  it('can be repeated', async () => {
    expect(await run(`restore ${file}`)).toMatchObject({ exit: 0 });
    expect(await staged()).toEqual([]);
    expect(await run('verify')).toMatchObject({
      exit: 0,
      said: expect.stringContaining(`${TASKS} nhiệm vụ`),
    });
  });
});

describe('a database of its own, in another folder, on which the program had started empty', () => {
  it('is restored by the command, and the program goes on with it', async () => {
    const { dataDir, remove } = await temporaryDataDir();
    const empty = startProgram(dataDir);
    await empty.address;
    empty.child.kill('SIGTERM');
    await empty.ended;
    const restored = startProgram(dataDir, {}, `node src/cli.ts restore ${file}`);
    expect(await outcomeOf(restored)).toMatchObject({ exit: 0 });
    const program = startProgram(dataDir);
    const call = await callerFor(await program.address, 'vanphong');
    expect((await call('GET', '/tasks')).body.total).toBe(TASKS);
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    await remove();
  }, 120_000);
});
