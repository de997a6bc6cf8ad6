import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnTask } from '../../src/app/act-on-task.ts';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import type { House } from '../../src/app/house.ts';
import { openHouse } from '../../src/app/open-house.ts';
import { runningFacts, settledFacts } from '../../src/app/remembered-facts.ts';
import { connect, type Database } from '../../src/db/connect.ts';
import { createCalendar } from '../../src/domain/calendar.ts';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import type { Scheme } from '../../src/domain/scheme.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';
import { recordPaper } from '../support/papers.ts';

const DAY = on('2026-03-02');
const QUERY = { assigner: '38', basis: 'current', from: '2026-06-01', to: '2026-06-30' } as const;
const TWO: Scheme = {
  ...DEFAULT_SCHEME,
  components: [
    { name: 'timeliness', weight: 1 },
    { name: 'returned', weight: 1 },
  ],
};
let office: Office & { uri: string };
let other: Database;
let elsewhere: House;
let directive: string;

beforeAll(async () => {
  office = await openOffice();
  other = await connect(office.uri);
  elsewhere = await openHouse(other.connection, office.house.jwtSecret);
  directive = await recordPaper(office, '1/UBND-TH', '2026-03-02');
});
afterAll(async () => {
  await other.close();
  await office.close();
});

async function act(house: House, id: string, username: string, action: never, version: number, fields = {}) {
  await must(actOnTask(house, id, { action, version, fields }, office.actor(username), DAY));
}

/** Assigns a task and brings it to the answer: its submission waits, and no day changes what is measured. */
async function submitted(house: House): Promise<string> {
  const task = { directive, content: 'Báo cáo', leadUnits: ['SNV'], deadline: '30/6/2026' };
  const [first] = await must(assignTasks(house, task, office.actor('vanphong'), DAY));
  const id = first?.id ?? '';
  await act(house, id, 'snv.clerk', 'acknowledge' as never, 1);
  const result = { notation: '1/BC-SNV', issuedOn: DAY.today };
  await act(house, id, 'snv.clerk', 'submit' as never, 2, { text: 'Xong', result });
  return id;
}

/** What the books tell: of each component, how many tasks have so many points. */
async function told(house: House, scheme: Scheme): Promise<string[]> {
  const facts = await settledFacts(house, QUERY, scheme);
  return facts.map(({ unit, component, points, count }) => `${unit} ${component} ${points}: ${count}`).sort();
}

describe('what the books tell of tasks that stand still', () => {
  it('follows each change, made in this process or in another, whatever was remembered before', async () => {
    expect(await told(office.house, TWO)).toEqual([]);
    const id = await submitted(office.house);
    const one = ['SNV returned 10000: 1', 'SNV timeliness 10000: 1'];
    expect(await told(office.house, TWO)).toEqual(one);
    await submitted(elsewhere);
    expect(await told(office.house, TWO)).toEqual(['SNV returned 10000: 2', 'SNV timeliness 10000: 2']);
    await act(elsewhere, id, 'vanphong', 'return' as never, 3, { reason: 'Thiếu phụ lục' });
    expect(await told(office.house, TWO)).toEqual(one);
  });

  it('is told anew by each scheme', async () => {
    const strict = { ...TWO, components: [{ name: 'returned', weight: 1 }] };
    expect(await told(office.house, strict)).toEqual(['SNV returned 10000: 1']);
    expect(await told(office.house, TWO)).toEqual(['SNV returned 10000: 1', 'SNV timeliness 10000: 1']);
  });

  it('is read again each time from a book that bears no stamp', async () => {
    const books = office.house.connection.collection('tallies');
    const name = { _id: 'facts|current|38|2026-06|SNV' as never };
    await books.updateOne(name, { $unset: { stamp: 1 } });
    await told(office.house, TWO);
    const counts = (await books.findOne(name))?.['counts'] as Record<string, number>;
    const [entry = ''] = Object.keys(counts);
    await books.updateOne(name, { $set: { [`counts.${entry}`]: 7 } });
    expect(await told(office.house, TWO)).toEqual(['SNV returned 10000: 7', 'SNV timeliness 10000: 7']);
  });
});

describe('what is kept tells of running tasks', () => {
  /** A task due on 1 June 2026, acknowledged at once; days late in the unit's court count from 2 June. */
  const late = async (today: string): Promise<(number | null | undefined)[]> => {
    const facts = await runningFacts(office.house, QUERY, { scheme: DEFAULT_SCHEME, today });
    return facts.filter(({ unit }) => unit === 'STC').map(({ daysLate }) => daysLate);
  };

  beforeAll(async () => {
    const task = { directive, content: 'Báo cáo', leadUnits: ['STC'], deadline: '1/6/2026' };
    const [first] = await must(assignTasks(office.house, task, office.actor('vanphong'), DAY));
    await act(office.house, first?.id ?? '', 'stc.clerk', 'acknowledge' as never, 1);
  });

  it.each([
    ['on its deadline nothing', '2026-06-01', []],
    ['the day after', '2026-06-02', [1]],
    ['the same when it is asked again', '2026-06-02', [1]],
    ['another day, more', '2026-06-05', [4]],
    ['the day before again', '2026-06-02', [1]],
  ])('%s', async (_, today, expected) => {
    expect(await late(today)).toEqual(expected);
  });

  it('by a calendar that was completed since, anew', async () => {
    const { calendar } = office.house;
    const holiday = [{ day: '2026-06-03', kind: 'holiday', name: 'Nghỉ thêm' }] as const;
    const notice = { notation: '1/TB', issuedOn: '2025-12-01', issuer: 'Bộ Nội vụ' };
    const completed = createCalendar([{ year: 2026, completeTo: '2026-12-31', notice, off: holiday }]);
    expect(await late('2026-06-05')).toEqual([4]);
    office.house.calendar = () => completed;
    expect(await late('2026-06-05')).toEqual([3]);
    office.house.calendar = calendar;
    expect(await late('2026-06-05')).toEqual([4]);
  });
});
