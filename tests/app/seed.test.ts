import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import calendars from '../../seed/data/calendars.json' with { type: 'json' };
import { demoAccounts } from '../../seed/load-people.ts';
import {
  isDemonstrationWhole,
  isNothingOwed,
  loadDemonstration,
  prepareDemonstration,
} from '../../seed/seed.ts';
import { openHouse } from '../../src/app/open-house.ts';
import { isPassword } from '../../src/app/password.ts';
import { recomputeRanking } from '../../src/app/recompute-ranking.ts';
import { schemeInForce } from '../../src/app/scheme-in-force.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { inTransaction } from '../../src/db/connect.ts';
import { findDisputesOf } from '../../src/db/dispute-store.ts';
import { findLastEdition } from '../../src/db/edition-store.ts';
import { streamEvents } from '../../src/db/event-store.ts';
import { noticeModel } from '../../src/db/notice-store.ts';
import { findPerson } from '../../src/db/person-store.ts';
import { streamTasks, type TaskRow } from '../../src/db/task-store.ts';
import { insertUnits } from '../../src/db/unit-store.ts';
import { type CalendarYear, createCalendar, isWorkingDay } from '../../src/domain/calendar.ts';
import { dayOf, type When } from '../../src/domain/day.ts';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import type { ChainedEvent } from '../../src/domain/event.ts';
import { parsePeriod } from '../../src/domain/period.ts';
import { UNCHANGED } from '../../src/domain/unit.ts';
import { openTestDatabase } from '../support/mongo.ts';

const START: When = { now: '2026-11-24T03:00:00.000Z', today: '2026-11-24' };
const SMALL = { province: 150, district: 20 };
const SECRET = 'a secret of at least thirty-two bytes';

/** Lets so many directives begin, then ends the loading. */
function endingAfter(directives: number) {
  let left = directives;
  return {
    throwIfAborted: () => {
      left -= 1;
      if (left < 0) throw new Error('told to end');
    },
  };
}

async function load(connection: Connection, signal = endingAfter(Number.POSITIVE_INFINITY), start = START) {
  await prepareDemonstration(connection, start);
  const house = await openHouse(connection, SECRET);
  await loadDemonstration(house, { say: () => undefined, signal }, SMALL);
  return house;
}

type Contents = { tasks: TaskRow[]; events: ChainedEvent[] };

async function contentsOf(connection: Connection): Promise<Contents> {
  return {
    tasks: await Array.fromAsync(streamTasks(connection)),
    events: await Array.fromAsync(streamEvents(connection)),
  };
}

/** What was loaded, by codes instead of ids. */
function told({ tasks, events }: Contents) {
  const codes = new Map(tasks.map(({ _id, code }) => [_id, code]));
  return {
    tasks: tasks
      .map(({ _id, lastHash, directive, group, parent, ...task }) => ({
        ...task,
        grouped: group !== null,
        parent: codes.get(parent ?? '') ?? null,
      }))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
    events: events
      .map(({ task, seq, type, at, by }) => `${codes.get(task)} ${seq} ${type} ${at} ${by?.username}`)
      .sort(),
  };
}

describe('a small demonstration', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  let house: Awaited<ReturnType<typeof load>>;
  let contents: Contents;

  beforeAll(async () => {
    database = await openTestDatabase();
    house = await load(database.connection);
    contents = await contentsOf(database.connection);
  }, 60_000);

  afterAll(() => database.close());

  const of2016 = () => contents.tasks.filter(({ assignedOn }) => assignedOn < '2017');
  const ofLater = () => contents.tasks.filter(({ assignedOn }) => assignedOn >= '2017');

  it('has a ledger that folds to the stored tasks', async () => {
    const { tasks, events } = contents;
    expect(await verifyLedger(house)).toEqual({
      ok: true,
      tasks: tasks.length,
      events: events.length,
      seals: 1,
    });
  });

  it('has the tasks that were asked for, of the province and of four districts', () => {
    const count = (assigner: string) => ofLater().filter((task) => task.assigner === assigner).length;
    expect(count('38')).toBeGreaterThanOrEqual(150);
    for (const district of ['380', '381', '384', '393']) expect(count(district)).toBeGreaterThanOrEqual(20);
  });

  it('has the tasks of 2016, those done verified, the others discontinued', () => {
    const states = Object.groupBy(of2016(), ({ state }) => state);
    expect(Object.entries(states).map(([state, tasks]) => [state, tasks.length])).toEqual(
      expect.arrayContaining([
        ['verified', 5],
        ['discontinued', 110],
      ]),
    );
    expect(of2016()).toHaveLength(115);
  });

  it.each([
    ['trong năm 2016', '2016-12-31', 'VP'],
    ['đưa vào sử dụng từ ngày 01/12/2016', '2016-12-01', 'STTTT'],
    ['hàng tháng', null, 'STTTT'],
    ['giai đoạn 2016-2018', '2018-12-31', 'STTTT'],
    [null, null, 'STNMT'],
    ['năm 2017', '2017-12-31', '384'],
  ])('understands the deadline %s of 2016 as %s', (text, day, lead) => {
    const found = of2016().filter((task) => task.lead === lead && task.original.text === text);
    expect(new Set(found.map(({ original }) => original.day))).toEqual(new Set([day]));
  });

  it('lets nobody who leads a task coordinate it', () => {
    expect(contents.tasks.filter(({ lead, coordinating }) => coordinating.includes(lead))).toEqual([]);
  });

  it('tells of nothing later than its start, in order, in office hours of working days', () => {
    const calendar = createCalendar(calendars.years as unknown as CalendarYear[]);
    const odd = contents.events.filter(({ at }) => {
      const hour = Number(at.slice(11, 13)) + 7;
      return at > START.now || hour < 8 || hour > 17 || !isWorkingDay(calendar, dayOf(at));
    });
    expect(odd).toEqual([]);
    const backwards = contents.events.filter((event, i) => {
      const before = contents.events[i - 1];
      return before?.task === event.task && before.at > event.at;
    });
    expect(backwards).toEqual([]);
  });

  it('leaves each unit but the rarely asked something to acknowledge', () => {
    const waiting = new Set(ofLater().flatMap(({ state, lead }) => (state === 'assigned' ? [lead] : [])));
    for (const unit of ['VP', 'STTTT', '384', '407', '384.NV', '14845']) expect(waiting).toContain(unit);
    expect(waiting).not.toContain('SNGV');
  });

  it('gives two units too few tasks to be ranked', () => {
    for (const unit of ['SNGV', 'TTXT'])
      expect(ofLater().filter(({ lead }) => lead === unit)).toMatchObject([{ weight: 1 }, { weight: 1 }]);
  });

  it('passes tasks of a district down', () => {
    const children = ofLater().filter(({ parent }) => parent !== null);
    const parents = new Map(contents.tasks.map((task) => [task._id, task]));
    expect(children.length).toBeGreaterThan(0);
    for (const { parent, assigner } of children) expect(parents.get(parent ?? '')?.lead).toBe(assigner);
  });

  it('has the evaluation of the last quarter whose course is over, published, with all that it rests on', async () => {
    const edition = await findLastEdition(house.connection, '38', '2026-Q3');
    expect(edition).toMatchObject({ state: 'published', cutoff: '2026-10-10' });
    expect(edition?.scheme.components).toHaveLength(4);
    expect(new Set(edition?.figures.map(({ month }) => month))).toEqual(
      new Set(['2026-07', '2026-08', '2026-09']),
    );
    expect(edition?.adjustments.map(({ points }) => points)).toEqual([1, -1]);
    const disputes = await findDisputesOf(house.connection, edition?.replaces ?? '', null);
    expect(disputes.map(({ state }) => state).sort()).toEqual(['accepted', 'rejected']);
    expect(edition?.amendments).toMatchObject([{ daysLate: 0 }]);
    expect(await recomputeRanking(house, edition?._id ?? '')).toMatchObject({ same: true });
    expect(await schemeInForce(house, '38', parsePeriod('2026')!)).toEqual(DEFAULT_SCHEME);
  });

  it('leaves unread only what is told in the last week', async () => {
    const unread = await noticeModel(database.connection).find({ readAt: null }).lean();
    expect(unread.filter(({ createdAt }) => createdAt < '2026-11-17')).toEqual([]);
    expect(unread.length).toBeGreaterThan(0);
  });

  it('has the accounts of the contract, with one password that signs in', async () => {
    const accounts = await demoAccounts(database.connection);
    const posts = new Map(accounts.map(({ username, role, unit }) => [username, `${role}@${unit}`]));
    expect(posts.size).toBe(accounts.length);
    for (const [username, post] of [
      ['vanphong', 'officeStaff@38'],
      ['chanhvanphong', 'officeHead@38'],
      ['chutich', 'leader@38'],
      ['quantri', 'administrator@38'],
      ['thanhtra', 'inspector@38'],
      ['stttt.clerk', 'unitClerk@STTTT'],
      ['vp.clerk', 'unitClerk@VP'],
      ['384.head', 'unitHead@384'],
      ['407.staff', 'unitStaff@407'],
      ['384.vanphong', 'officeStaff@384'],
      ['393.chanhvanphong', 'officeHead@393'],
      ['380.chutich', 'leader@380'],
      ['14845.clerk', 'unitClerk@14845'],
      ['384.nv.clerk', 'unitClerk@384.NV'],
    ] as const)
      expect(posts.get(username)).toBe(post);
    expect(posts.has('385.vanphong')).toBe(false);
    const person = await findPerson(database.connection, '384.nv.clerk');
    expect(await isPassword(accounts[0]?.password ?? '', person?.passwordHash ?? '')).toBe(true);
  });

  it('is whole, and a second start owes nothing', async () => {
    expect(await isDemonstrationWhole(database.connection)).toBe(true);
    expect(await prepareDemonstration(database.connection, START)).toBe(false);
  });

  it('is the same after interruptions, at each of which it is not whole', async () => {
    const other = await openTestDatabase();
    for (const directives of [3, 12, 25]) {
      await expect(load(other.connection, endingAfter(directives))).rejects.toThrow('told to end');
      expect(await isNothingOwed(other.connection)).toBe(false);
    }
    await load(other.connection);
    expect(told(await contentsOf(other.connection))).toEqual(told(contents));
    await other.close();
  }, 60_000);
});

describe('a demonstration that starts in the middle of 2016', () => {
  it('tells of nothing that came later', async () => {
    const database = await openTestDatabase();
    await load(database.connection, undefined, { now: '2016-06-15T03:00:00.000Z', today: '2016-06-15' });
    const { events, tasks } = await contentsOf(database.connection);
    expect(events.filter(({ at }) => at > '2016-06-15T03:00:00.000Z')).toEqual([]);
    expect(tasks.some(({ index }) => index.notation === '120/BC-UBND')).toBe(false);
    await database.close();
  }, 60_000);
});

describe("an office's own database", () => {
  it('is never given a demonstration', async () => {
    const { connection, close } = await openTestDatabase();
    const unit = {
      code: '01',
      name: 'UBND tỉnh khác',
      shortName: 'Tỉnh khác',
      kind: 'province' as const,
      parent: null,
      peerGroup: null,
      ownOffice: false,
      validFrom: '2020-01-01',
      ...UNCHANGED,
    };
    await inTransaction(connection, (session) => insertUnits(connection, session, [unit]));
    expect(await prepareDemonstration(connection, START)).toBe(false);
    expect(await isNothingOwed(connection)).toBe(true);
    expect(await demoAccounts(connection)).toEqual([]);
    await close();
  });
});
