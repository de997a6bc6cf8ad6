import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actOnTask } from '../../src/app/act-on-task.ts';
import { applyCalendars } from '../../src/app/apply-calendars.ts';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import { readTaskRow } from '../../src/app/read-task.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { findEvents } from '../../src/db/event-store.ts';
import type { ActionName } from '../../src/domain/actions.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';
import { recordPaper } from '../support/papers.ts';
import { startProgram, temporaryDataDir } from '../support/program.ts';

/** The Tết of 2027 as a notice gives it: Friday 5 to Thursday 11 February. */
const OFF = ['05', '06', '07', '08', '09', '10', '11'].map((date) => ({
  day: `2027-02-${date}`,
  kind: 'holiday',
  name: 'Tết Nguyên đán',
}));
const NOTICE = { notation: '8888/TB-BNV', issuedOn: '2027-01-29', issuer: 'Bộ Nội vụ' };
const COMPLETE = { years: [{ year: 2027, completeTo: '2027-12-31', notice: NOTICE, off: OFF }] };

let office: Office & { uri: string };
let directive: string;

beforeEach(async () => {
  office = await openOffice();
  directive = await recordPaper(office, '7/UBND-TH', '2027-02-01');
});

afterEach(() => office.close());

async function assign(deadline: string | null): Promise<string> {
  const { house, actor } = office;
  const input = { directive, content: 'Báo cáo', leadUnits: ['STTTT'], deadline };
  const [task] = await must(assignTasks(house, input, actor('vanphong'), on('2027-02-01')));
  return task?.id ?? '';
}

async function act(id: string, action: ActionName, fields: object, who: string, day: string): Promise<void> {
  const { version } = await readTaskRow(office.house, id);
  const asked = { action, version, fields: { ...fields } };
  await must(actOnTask(office.house, id, asked, office.actor(who), on(day)));
}

const apply = (input: unknown = COMPLETE, dryRun = false, who = 'quantri') =>
  applyCalendars(office.house, input, office.actor(who), on('2027-02-02'), dryRun);

/** Days of the two deadlines, whether the original one may still move, and the version. */
async function deadlineOf(id: string) {
  const { original, current, version } = await readTaskRow(office.house, id);
  return [original.day, current.day, original.provisional, version];
}

const COUNTED = '10 ngày làm việc kể từ ngày ký';

describe('a notice that completes the calendar', () => {
  it('moves a deadline counted through it, by an event of the program that names the notice', async () => {
    const task = await assign(COUNTED);
    expect(await deadlineOf(task)).toEqual(['2027-02-15', '2027-02-15', true, 1]);
    const { deadlines } = await must(apply());
    expect(deadlines).toMatchObject([{ task, from: '2027-02-15', to: '2027-02-22' }]);
    expect(await deadlineOf(task)).toEqual(['2027-02-22', '2027-02-22', false, 2]);
    const event = (await findEvents(office.house.connection, task)).at(-1);
    expect(event).toMatchObject({ type: 'calendarCompleted', by: null, data: { notice: '8888/TB-BNV' } });
    const { history } = await readTaskRow(office.house, task);
    expect(history.at(-1)).toMatchObject({ kind: 'completed', day: '2027-02-22', reason: '8888/TB-BNV' });
    expect(await verifyLedger(office.house)).toMatchObject({ ok: true, events: 2 });
  });

  it('changes nothing when it is applied again', async () => {
    const task = await assign(COUNTED);
    await must(apply());
    expect((await must(apply())).deadlines).toEqual([]);
    expect(await deadlineOf(task)).toEqual(['2027-02-22', '2027-02-22', false, 2]);
  });

  it('leaves alone what was written as a day, and what is closed', async () => {
    const written = await assign('15/2/2027');
    const closed = await assign(COUNTED);
    await act(closed, 'recall', { reason: 'Giao nhầm' }, 'chanhvanphong', '2027-02-02');
    expect((await must(apply())).deadlines).toEqual([]);
    expect((await deadlineOf(written))[0]).toBe('2027-02-15');
    expect((await deadlineOf(closed))[0]).toBe('2027-02-15');
  });

  it.each([
    ['26/2/2027', '2027-02-26', 'stays where it is later'],
    ['18/2/2027', '2027-02-22', 'never falls before the original one'],
  ])('of a deadline extended to %s makes the current one %s: it %s', async (extended, current) => {
    const task = await assign(COUNTED);
    await act(task, 'extend', { deadline: extended, reason: 'Thêm việc' }, 'vanphong', '2027-02-02');
    await must(apply());
    expect((await deadlineOf(task)).slice(0, 2)).toEqual(['2027-02-22', current]);
  });

  it('counts days late by the new calendar, of what is done too', async () => {
    const task = await assign('3/2/2027');
    await act(task, 'acknowledge', {}, 'stttt.clerk', '2027-02-02');
    const done = { text: 'Xong', result: { notation: '1/BC-STTTT', issuedOn: '2027-02-12' } };
    await act(task, 'submit', done, 'stttt.clerk', '2027-02-12');
    await act(task, 'verify', {}, 'vanphong', '2027-02-12');
    await must(apply());
    expect(await verifyLedger(office.house)).toMatchObject({ ok: true });
  });
});

describe('a calendar that is not complete yet', () => {
  it('moves nothing', async () => {
    const task = await assign(COUNTED);
    const part = { years: [{ ...COMPLETE.years[0], completeTo: '2027-02-10' }] };
    expect((await must(apply(part))).deadlines).toEqual([]);
    expect(await deadlineOf(task)).toEqual(['2027-02-15', '2027-02-15', true, 1]);
  });
});

describe('a dry run', () => {
  it('tells what would move and writes nothing', async () => {
    const task = await assign(COUNTED);
    expect((await must(apply(COMPLETE, true))).deadlines).toMatchObject([{ to: '2027-02-22' }]);
    expect(await deadlineOf(task)).toEqual(['2027-02-15', '2027-02-15', true, 1]);
    expect(office.house.calendar().years.get(2027)?.completeTo).toBeNull();
  });
});

describe('a file of calendars', () => {
  it('is taken from an administrator only', async () => {
    await expect(apply(COMPLETE, false, 'vanphong')).rejects.toThrow('forbidden');
  });

  it('is refused with every fault at its field', async () => {
    const year = { year: 2027, completeTo: '2026-12-31', notice: null, off: [...OFF, OFF[0]] };
    const swapped = { day: '2028-05-02', kind: 'swapped', name: 'Hoán đổi', workedInstead: '2027-04-23' };
    const shorter = { year: 2026, completeTo: null, notice: null, off: [] };
    const refused = await apply({ years: [{ ...year, off: [...year.off, swapped] }, shorter] });
    expect('faults' in refused && refused.faults.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'years.0.completeTo dayOfOtherYear',
      'years.0.notice required',
      'years.0.off.7.day givenTwice',
      'years.0.off.8.day dayOfOtherYear',
      'years.0.off.8.workedInstead notWeekend',
      'years.1.completeTo calendarShorter',
    ]);
  });
});

describe('the command', () => {
  it('applies a file, and exits 1 with a line for each fault', async () => {
    const task = await assign(COUNTED);
    const { dataDir, remove } = await temporaryDataDir();
    const run = async (input: object) => {
      const file = join(dataDir, 'calendar.json');
      await writeFile(file, JSON.stringify(input));
      const words = `node src/cli.ts calendar apply ${file} --as quantri --json`;
      const { ended, said } = startProgram(dataDir, { MONGODB_URI: office.uri }, words);
      return { exit: await ended, said: said() };
    };
    const wrong = await run({ years: [{ year: 2027, completeTo: 'mai', off: [] }] });
    expect(wrong.exit).toBe(1);
    expect(wrong.said).toMatch(/^years\.0\.completeTo: .+\nyears\.0\.notice: .+$/m);
    const right = await run(COMPLETE);
    expect(right.exit).toBe(0);
    expect(JSON.parse(right.said).deadlines).toMatchObject([{ task, to: '2027-02-22' }]);
    await remove();
  });
});
