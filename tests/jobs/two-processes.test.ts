import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';
import { recordPaper } from '../support/papers.ts';
import { openPostOffice, type PostOffice } from '../support/post-office.ts';
import { startProgram, temporaryDataDir, until } from '../support/program.ts';

const TASKS = 30;

let office: Office & { uri: string };
let post: PostOffice;
let tasks: string[];
let place: Awaited<ReturnType<typeof temporaryDataDir>>;

beforeAll(async () => {
  [office, post, place] = await Promise.all([openOffice(), openPostOffice(2), temporaryDataDir()]);
  const { house, actor } = office;
  const directive = await recordPaper(office, '7/UBND-TH', '2026-11-02');
  tasks = await Promise.all(
    Array.from({ length: TASKS }, async (_, n) => {
      const input = { directive, content: `Việc ${n}`, leadUnits: ['STTTT'], deadline: '27/11/2026' };
      const [task] = await must(assignTasks(house, input, actor('vanphong'), on('2026-11-02')));
      return task?.id ?? '';
    }),
  );
});

afterAll(() => Promise.all([office.close(), post.close(), place.remove()]));

/** A job twice at once, each in a process of its own, three working days before the deadlines. */
async function twice(job: string): Promise<{ exits: unknown[]; done: number[] }> {
  const env = {
    MONGODB_URI: office.uri,
    SMTP_URL: post.url,
    MAIL_FROM: 'dondoc@ubnd.example',
    CLOCK: '2026-11-24T07:30:00+07:00',
  };
  const both = [1, 2].map(() => startProgram(place.dataDir, env, `node src/cli.ts jobs run ${job} --json`));
  const exits = await Promise.all(both.map(({ ended }) => ended));
  return { exits, done: both.map(({ said }) => Number(/"done": (\d+)/.exec(said())?.[1])) };
}

/** Holds back whoever writes a notice of that key, until the function that is given is called. */
async function holdBack(key: string): Promise<() => Promise<void>> {
  const { connection } = office.house;
  const session = await connection.startSession();
  session.startTransaction();
  await connection.collection('notices').insertOne({ key }, { session });
  return async () => {
    await session.abortTransaction();
    await session.endSession();
  };
}

/** How many are writing notices just now, by the word of the database. */
async function writing(): Promise<number> {
  const { connection } = office.house;
  const { inprog } = await connection.getClient().db('admin').command({ currentOp: true });
  const all = inprog as { op: string; ns: string }[];
  return all.filter(({ op, ns }) => op === 'update' && ns === `${connection.name}.notices`).length;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

describe('two processes that run the same job at the same time', () => {
  it('write each reminder once between them, both having found none there', async () => {
    const letGo = await holdBack(`${tasks[0]}:before3:2026-11-24:stttt.clerk:mail`);
    const running = twice('reminders');
    await until(async () => (await writing()) === 2);
    await letGo();
    const { exits, done } = await running;
    expect(exits).toEqual([0, 0]);
    const mails = { kind: 'before3', channel: 'mail', person: 'stttt.clerk' };
    const notices = office.house.connection.collection('notices');
    expect(await notices.countDocuments(mails)).toBe(TASKS);
    expect(sum(done)).toBe(await notices.countDocuments({ kind: 'before3' }));
  });

  it('send each mail once between them, both at work', async () => {
    const { exits, done } = await twice('deliver');
    expect(exits).toEqual([0, 0]);
    expect(done.every((mails) => mails > 0)).toBe(true);
    expect(sum(done)).toBe(TASKS);
    const ids = post.mails.map((mail) => /^Message-ID: (\S+)/m.exec(mail)?.[1]);
    expect(ids).toHaveLength(TASKS);
    expect(new Set(ids).size).toBe(TASKS);
  });
});
