import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { actOnTask } from '../../src/app/act-on-task.ts';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import { readConfig } from '../../src/config.ts';
import { connect } from '../../src/db/connect.ts';
import { ensureIndexes } from '../../src/db/ensure-indexes.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { type Caller, callerFor, fillOffice, must, on } from '../support/office.ts';
import { recordPaper } from '../support/papers.ts';
import { mongodOf, type Program, startProgram, temporaryDataDir, until } from '../support/program.ts';

const TASKS = 20;
const REPORTS = 25;

let dataDir: string;
let remove: () => Promise<void>;
let program: Program;
const programs: Program[] = [];

beforeEach(async () => {
  ({ dataDir, remove } = await temporaryDataDir());
});
afterEach(async () => {
  for (const { child, ended } of programs.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
  await remove();
});

function start(): Program {
  program = startProgram(dataDir);
  programs.push(program);
  return program;
}

/** An office on the data directory, with tasks that its unit has acknowledged; gives their ids. */
async function openTasks(): Promise<string[]> {
  const read = readConfig({ DATA_DIR: dataDir, MONGOD_BINARY: inject('mongodBinary') });
  if (!read.ok) throw new Error(read.faults.join());
  const database = await openDatabase(read.config, 'command', () => undefined);
  const { connection, close } = await connect(database.uri);
  await ensureIndexes(connection);
  const { house, actor } = await fillOffice(connection);
  const when = on('2026-11-02');
  const directive = await recordPaper({ house, actor }, '7/UBND-TH', '2026-11-02');
  const ids = await Promise.all(
    Array.from({ length: TASKS }, async (_, n) => {
      const input = { directive, content: `Việc ${n}`, leadUnits: ['STTTT'], deadline: '27/11/2026' };
      const [task] = await must(assignTasks(house, input, actor('vanphong'), when));
      const act = { action: 'acknowledge' as const, version: 1, fields: {} };
      return (await must(actOnTask(house, task?.id ?? '', act, actor('stttt.clerk'), when))).id;
    }),
  );
  await close();
  await database.close();
  return ids;
}

type Event = { seq: number; type: string; data: { text?: string } };

/** What was sent, and what of it was acknowledged: the text of each report by its task and version. */
type Sent = { acknowledged: Map<string, string>; count: number };

/** The state of the whole: the program may be another one after each fault. */
type Line = { call: () => Promise<Caller>; sent: Sent; fault: () => Promise<void> };

/** Reports on one task until all its reports are sent; after a fault the next is sent under what the task says it is. */
async function reportAll(task: string, { call, sent, fault }: Line): Promise<void> {
  let version: number | null = 2;
  for (let n = 0; n < REPORTS; n += 1) {
    const text = `${task} báo cáo ${n}`;
    try {
      version ??= (await (await call())('GET', `/tasks/${task}`)).body.version as number;
      const body = { action: 'report', version, progress: n, text };
      sent.count += 1;
      const answer = await (await call())('POST', `/tasks/${task}/actions`, body);
      if (answer.status !== 200) throw new Error(JSON.stringify(answer));
      version = answer.body.version as number;
      sent.acknowledged.set(`${task} ${version}`, text);
    } catch {
      version = null;
      await fault();
    }
  }
}

async function verify(): Promise<void> {
  const command = startProgram(dataDir, {}, 'node src/cli.ts verify --json');
  const exit = await command.ended;
  expect(command.said()).toContain(`"tasks": ${TASKS}`);
  expect(exit).toBe(0);
}

/** Every acknowledged report is there under its number, once, and no number is missing or there twice. */
async function allThere(tasks: readonly string[], { acknowledged, count }: Sent): Promise<void> {
  const call = await callerFor(await program.address, 'stttt.clerk');
  const there = new Map<string, string>();
  for (const task of tasks) {
    const events: Event[] = (await call('GET', `/tasks/${task}/events`)).body.items;
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    expect((await call('GET', `/tasks/${task}`)).body.version).toBe(events.length);
    for (const { seq, data } of events) if (data.text !== undefined) there.set(`${task} ${seq}`, data.text);
  }
  expect(new Set(there.values()).size).toBe(there.size);
  expect(there.size).toBeLessThanOrEqual(count);
  expect([...acknowledged].filter(([at, text]) => there.get(at) !== text)).toEqual([]);
}

const isReady = async (): Promise<boolean> =>
  fetch(`${await program.address}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  );

describe('500 actions on tasks, many at once, of which the 150th is in the midst', () => {
  it('lose nothing acknowledged when the program is killed and started again', async () => {
    const tasks = await openTasks();
    start();
    let caller = callerFor(await program.address, 'stttt.clerk');
    let again: Promise<void> | null = null;
    const sent: Sent = { acknowledged: new Map(), count: 0 };
    const fault = () => {
      again ??= (async () => {
        expect(await program.ended).toBe('SIGKILL');
        start();
        caller = callerFor(await program.address, 'stttt.clerk');
        await caller;
      })();
      return again;
    };
    const working = Promise.all(tasks.map((task) => reportAll(task, { call: () => caller, sent, fault })));
    await until(async () => sent.acknowledged.size >= 150);
    program.child.kill('SIGKILL');
    await working;
    expect(again).not.toBeNull();
    expect(sent.acknowledged.size).toBeGreaterThanOrEqual(TASKS * (REPORTS - 1));
    await allThere(tasks, sent);
    await verify();
  }, 120_000);

  it('lose nothing acknowledged when mongod is killed, and the program then started again', async () => {
    const tasks = await openTasks();
    start();
    const caller = callerFor(await program.address, 'stttt.clerk');
    const sent: Sent = { acknowledged: new Map(), count: 0 };
    const fault = () => until(isReady);
    const working = Promise.all(tasks.map((task) => reportAll(task, { call: () => caller, sent, fault })));
    await until(async () => sent.acknowledged.size >= 150);
    const mongod = await mongodOf(dataDir);
    process.kill(mongod ?? 0, 'SIGKILL');
    await working;
    expect(await mongodOf(dataDir)).not.toBe(mongod);
    expect(sent.acknowledged.size).toBeGreaterThanOrEqual(TASKS * (REPORTS - 2));
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    start();
    await allThere(tasks, sent);
    await verify();
  }, 120_000);
});
