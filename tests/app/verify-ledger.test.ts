import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actOnTask } from '../../src/app/act-on-task.ts';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { writeSeal } from '../../src/app/write-seal.ts';
import { hashedText } from '../../src/domain/chain.ts';
import type { TaskEvent } from '../../src/domain/event.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';
import { recordPaper } from '../support/papers.ts';

let office: Office;
let ids: string[];

beforeEach(async () => {
  office = await openOffice();
  const { house, actor } = office;
  const directive = await recordPaper(office, '7/UBND-TH', '2026-03-02');
  const task = {
    directive,
    content: 'Báo cáo',
    leadUnits: ['STTTT', 'SNV'],
    deadline: '30/6/2026',
  };
  const tasks = await must(assignTasks(house, task, actor('vanphong'), on('2026-03-02')));
  ids = tasks.map(({ id }) => id);
  const act = { action: 'acknowledge' as const, version: 1, fields: {} };
  await must(actOnTask(house, ids[0] ?? '', act, actor('stttt.clerk'), on('2026-03-03')));
});

afterEach(() => office.close());

function collection(name: string) {
  return office.house.connection.collection(name);
}

describe('a ledger as it was written', () => {
  it('agrees, with its seals', async () => {
    const seal = await writeSeal(office.house, on('2026-03-03'));
    expect(seal).toMatchObject({ _id: 1, tasks: 2, previousHash: null });
    expect(await verifyLedger(office.house)).toEqual({ ok: true, tasks: 2, events: 3, seals: 1 });
  });

  it('is sealed again only when a task has changed', async () => {
    await writeSeal(office.house, on('2026-03-03'));
    expect(await writeSeal(office.house, on('2026-03-04'))).toBeNull();
  });

  it('is not sealed twice when a run ended between its seal and the marks on its tasks', async () => {
    await writeSeal(office.house, on('2026-03-03'));
    await collection('tasks').updateMany({}, { $set: { unsealed: true } });
    expect(await writeSeal(office.house, on('2026-03-04'))).toBeNull();
    expect(await collection('tasks').countDocuments({ unsealed: true })).toBe(0);
  });

  it('is sealed once by two processes at the same time', async () => {
    const seals = await Promise.all([1, 2].map(() => writeSeal(office.house, on('2026-03-03'))));
    expect(seals.filter((seal) => seal !== null)).toHaveLength(1);
    expect(await verifyLedger(office.house)).toMatchObject({ ok: true, seals: 1 });
  });
});

describe('a ledger that people write while it is verified', () => {
  it('agrees', async () => {
    const { house, actor } = office;
    const paper = await collection('directives').findOne({});
    const task = {
      directive: String(paper?._id),
      content: 'Báo cáo',
      leadUnits: ['STTTT'],
      deadline: '30/6/2026',
    };
    const assign = async () =>
      (await must(assignTasks(house, task, actor('vanphong'), on('2026-03-03')))).map(({ id }) => id);
    const early = (await Promise.all(Array.from({ length: 120 }, assign))).flat();
    let working = true;
    const work = async () => {
      for (const id of early.toReversed()) {
        const act = { action: 'acknowledge' as const, version: 1, fields: {} };
        await must(actOnTask(house, id, act, actor('stttt.clerk'), on('2026-03-03')));
        await assign();
      }
      working = false;
    };
    const done = work();
    while (working) expect(await verifyLedger(house)).toMatchObject({ ok: true });
    await done;
  });
});

/** Under what the second task is counted in a book of this kind. */
async function tallyOf(kind: string): Promise<{ book: string; entry: string }> {
  const task = await collection('tasks').findOne({ _id: ids[1] as never });
  return task?.['index'].tallies.find(({ book }: { book: string }) => book.startsWith(kind));
}

describe('a ledger that somebody has altered', () => {
  it.each([
    [
      'the data of an event',
      'event',
      async () => {
        await collection('taskEvents').updateOne({ task: ids[0], seq: 1 }, { $set: { 'data.weight': 3 } });
      },
    ],
    [
      'a fraction, which no event holds',
      'event',
      async () => {
        await collection('taskEvents').updateOne({ task: ids[0], seq: 1 }, { $set: { 'data.weight': 1.5 } });
      },
    ],
    [
      'a first event forged with a hash that fits',
      'task',
      async () => {
        const event = await collection('taskEvents').findOne({ task: ids[1], seq: 1 });
        const forged = { ...event, type: 'acknowledged' } as unknown as TaskEvent;
        const hash = office.house.hash(hashedText(forged));
        await collection('taskEvents').updateOne(
          { task: ids[1], seq: 1 },
          { $set: { type: 'acknowledged', hash } },
        );
      },
    ],
    [
      'the moment of an event',
      'event',
      async () => {
        await collection('taskEvents').updateOne(
          { task: ids[0], seq: 2 },
          { $set: { at: '2026-03-01T05:00:00.000Z' } },
        );
      },
    ],
    [
      'an event taken out',
      'event',
      async () => {
        await collection('taskEvents').deleteOne({ task: ids[0], seq: 1 });
      },
    ],
    [
      'the last event taken out',
      'task',
      async () => {
        await collection('taskEvents').deleteOne({ task: ids[0], seq: 2 });
      },
    ],
    [
      'a field of a task',
      'task',
      async () => {
        await collection('tasks').updateOne({ _id: ids[1] as never }, { $set: { state: 'verified' } });
      },
    ],
    [
      'a fraction in a task',
      'task',
      async () => {
        await collection('tasks').updateOne({ _id: ids[1] as never }, { $set: { weight: 1.5 } });
      },
    ],
    [
      'the moment of a task’s last change',
      'task',
      async () => {
        await collection('tasks').updateOne(
          { _id: ids[1] as never },
          { $set: { changedAt: '2026-01-01T00:00:00.000Z' } },
        );
      },
    ],
    [
      'what is kept for queries',
      'task',
      async () => {
        await collection('tasks').updateOne(
          { _id: ids[1] as never },
          { $set: { 'index.dueCurrent': '2027-01-01' } },
        );
      },
    ],
    [
      'a task without its events',
      'task',
      async () => {
        await collection('taskEvents').deleteMany({ task: ids[1] });
      },
    ],
    [
      'events without their task',
      'task',
      async () => {
        await collection('tasks').deleteOne({ _id: ids[1] as never });
      },
    ],
    [
      'a whole chain with its task, seen by the seal',
      'seal',
      async () => {
        await collection('tasks').deleteOne({ _id: ids[1] as never });
        await collection('taskEvents').deleteMany({ task: ids[1] });
      },
    ],
    [
      'a number in a book',
      'book',
      async () => {
        const { book, entry } = await tallyOf('unit|');
        await collection('tallies').updateOne({ _id: book as never }, { $inc: { [`counts.${entry}`]: 1 } });
      },
    ],
    [
      'an entry that nothing has',
      'book',
      async () => {
        const { book } = await tallyOf('time|');
        await collection('tallies').updateOne({ _id: book as never }, { $set: { 'counts.1||none': 1 } });
      },
    ],
    [
      'a book taken out',
      'book',
      async () => {
        await collection('tallies').deleteOne({ _id: (await tallyOf('time|')).book as never });
      },
    ],
    [
      'a line of a seal',
      'seal',
      async () => {
        await collection('sealLines').updateOne({}, { $set: { 'lines.0': `${ids[0]} 1 ${'0'.repeat(64)}` } });
      },
    ],
  ])('%s: the first disagreement is named', async (_, what, alter) => {
    await writeSeal(office.house, on('2026-03-03'));
    await alter();
    expect(await verifyLedger(office.house)).toMatchObject({ ok: false, what });
  });
});
