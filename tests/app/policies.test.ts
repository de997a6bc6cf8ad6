import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import { decidePolicy } from '../../src/app/decide-policy.ts';
import { freezeRanking } from '../../src/app/freeze-ranking.ts';
import { makeReports } from '../../src/app/make-reports.ts';
import { openHouse } from '../../src/app/open-house.ts';
import { oweReminders, remindersOn } from '../../src/app/owe-reminders.ts';
import { readPolicy } from '../../src/app/read-policy.ts';
import { recomputeRanking } from '../../src/app/recompute-ranking.ts';
import { takeEditionStep } from '../../src/app/take-edition-step.ts';
import { findReports } from '../../src/db/report-store.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.ts';
import { commandLine } from '../support/command.ts';
import { fillPeriod } from '../support/editions.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';
import { recordPaper } from '../support/papers.ts';

let office: Office & { uri: string };
const open = async () => {
  office = await openOffice();
};
const close = () => office.close();

/** A fresh office for each test. */
function each(): void {
  beforeEach(open);
  afterEach(close);
}

const inputOf = (version: number, change: Partial<Policy>) => ({
  ...DEFAULT_POLICY,
  ...change,
  version,
  reason: 'Theo quy chế làm việc',
});

function decide(version: number, change: Partial<Policy>, day = '2026-11-24', who = 'chanhvanphong') {
  return decidePolicy(office.house, inputOf(version, change), office.actor(who), on(day));
}

async function assign(deadline: string, day = '2026-11-02') {
  const { house, actor } = office;
  const directive = await recordPaper(office, `${day.slice(8)}/UBND-TH`, day);
  const input = { directive, content: 'Báo cáo', leadUnits: ['STTTT'], deadline };
  const [task] = await must(assignTasks(house, input, actor('vanphong'), on(day)));
  return task!;
}

/** The rungs that are owed on a day to the clerk in the program. */
async function rungsOn(day: string): Promise<string[]> {
  const owed = await remindersOn(office.house, day, false);
  return owed.filter(({ to }) => to.username === 'stttt.clerk').map(({ reminder }) => reminder.rung);
}

describe('a policy that is decided', () => {
  each();

  it('takes the place of the default for its assigner alone, in versions, the last in force', async () => {
    expect(office.house.policyOf('38')).toMatchObject(DEFAULT_POLICY);
    await must(decide(0, { disputeDays: 7 }));
    await must(decide(1, { disputeDays: 8, reminders: { before: [1, 10, 4], afterEvery: 5 } }));
    expect(office.house.policyOf('38')).toMatchObject({
      disputeDays: 8,
      reminders: { before: [10, 4, 1], afterEvery: 5 },
    });
    expect(office.house.policyOf('384')).toMatchObject(DEFAULT_POLICY);
    const seen = await readPolicy(office.house, office.actor('chutich'), 'readPolicies');
    expect(seen.versions.map(({ version, by, policy }) => [version, by, policy.disputeDays])).toEqual([
      [2, 'chanhvanphong', 8],
      [1, 'chanhvanphong', 7],
    ]);
  });

  it('is there for another process that starts, and for one that runs once it reads again', async () => {
    const running = await openHouse(office.house.connection, 'another secret of thirty-two bytes');
    await must(decide(0, { disputeDays: 7 }));
    const started = await openHouse(office.house.connection, 'another secret of thirty-two bytes');
    expect([running, started].map((house) => house.policyOf('38').disputeDays)).toEqual([5, 7]);
    await running.directory.refresh('now');
    expect(running.policyOf('38').disputeDays).toBe(7);
  });

  it('is refused where another version was seen, of two at once one', async () => {
    await must(decide(0, { disputeDays: 7 }));
    for (const version of [0, 9])
      await expect(decide(version, { disputeDays: 9 })).rejects.toMatchObject({ code: 'stale' });
    const both = await Promise.allSettled([decide(1, { disputeDays: 9 }), decide(1, { disputeDays: 10 })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a policy that is not taken', () => {
  beforeAll(open);
  afterAll(close);

  it('is refused where it says what is in force, its days of reminding in any order', async () => {
    expect(await decide(0, { reminders: { before: [1, 3, 7], afterEvery: 3 } })).toEqual({
      ok: false,
      refused: 'policyUnchanged',
    });
  });

  it.each(['vanphong', 'chutich', 'thanhtra', 'quantri', 'stttt.head'])('is not for %s', async (who) => {
    await expect(decide(0, { disputeDays: 7 }, '2026-11-24', who)).rejects.toThrow('forbidden');
  });

  it.each([
    ['disputeDays', { disputeDays: 0 }, 'outOfRange'],
    ['disputeDays', { disputeDays: 31 }, 'outOfRange'],
    ['disputeDays', { disputeDays: 1.5 }, 'notWhole'],
    ['reminders.before', { reminders: { before: [], afterEvery: 3 } }, 'required'],
    ['reminders.before', { reminders: { before: [3, 3], afterEvery: 3 } }, 'daysTwice'],
    ['reminders.before.0', { reminders: { before: [61], afterEvery: 3 } }, 'outOfRange'],
    [
      'reminders.before',
      { reminders: { before: [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1], afterEvery: 3 } },
      'tooMany',
    ],
    ['reminders.afterEvery', { reminders: { before: [3], afterEvery: 0 } }, 'outOfRange'],
    ['reports.month', { reports: { ...DEFAULT_POLICY.reports, month: 29 } }, 'outOfRange'],
  ])('has a fault at %s with %j', async (field, change, code) => {
    expect(await decide(0, change)).toMatchObject({ ok: false, faults: [{ field, code }] });
  });
});

describe('what was understood, opened or made before a policy changes', () => {
  each();

  it('a deadline keeps the day by which “before” was understood; the next is by the new rule', async () => {
    const first = await assign('trước ngày 15/12/2026');
    await must(decide(0, { deadline: { beforeMeansDayBefore: false } }));
    const second = await assign('trước ngày 15/12/2026', '2026-11-25');
    expect([first.current.day, second.current.day]).toEqual(['2026-12-14', '2026-12-15']);
    expect(first.current.rule).toMatchObject({ beforeMeansDayBefore: true });
  });

  it('an open edition keeps its last day and its bytes; the next one has the new time', async () => {
    const { house, actor } = office;
    await fillPeriod(office);
    const asked = { assigner: '38', period: '2026-H1', cutoff: '2026-06-30', scheme: null, reason: null };
    const head = actor('chanhvanphong');
    const open = async (reason: string | null) => {
      const { _id } = await must(freezeRanking(house, { ...asked, reason }, head, on('2026-07-20')));
      return must(takeEditionStep(house, _id, { action: 'open', state: 'draft' }, head, on('2026-07-20')));
    };
    const first = await open(null);
    expect(first.disputesUntil).toBe('2026-07-27');
    await must(decide(0, { disputeDays: 10, reminders: { before: [2], afterEvery: 9 } }, '2026-07-21'));
    expect(await recomputeRanking(house, first._id)).toMatchObject({ sha256: first.sha256, same: true });
    const second = await open('Sửa số liệu');
    expect(second.disputesUntil).toBe('2026-08-03');
  });

  it('a report is made on the day of its policy, once', async () => {
    const { house } = office;
    await fillPeriod(office);
    expect(await makeReports(house, on('2026-04-02'))).toBe(0);
    await must(decide(0, { reports: { ...DEFAULT_POLICY.reports, month: 2 } }, '2026-04-02'));
    expect(await makeReports(house, on('2026-04-02'))).toBe(1);
    await must(decide(1, {}, '2026-04-03'));
    expect(await makeReports(house, on('2026-04-06'))).toBe(0);
    expect((await findReports(house.connection, '38', 9)).map(({ cutoff }) => cutoff)).toEqual([
      '2026-04-01',
    ]);
  });
});

describe('reminders after their policy changed', () => {
  each();

  it('are owed of its rungs from that day on, none of the days before again', async () => {
    await oweReminders(office.house, on('2026-11-03'), false);
    await assign('8/12/2026');
    expect(await rungsOn('2026-11-27')).toEqual(['before7']);
    await oweReminders(office.house, on('2026-11-27'), false);
    await must(decide(0, { reminders: { before: [10, 8, 4], afterEvery: 5 } }, '2026-11-30'));
    expect(await rungsOn('2026-11-30')).toEqual([]);
    expect(await rungsOn('2026-12-02')).toEqual(['before4']);
    expect(await rungsOn('2026-12-08')).toEqual(['due']);
    expect(await rungsOn('2026-12-15')).toEqual(['after5']);
  });

  it('are owed as far ahead as any assigner reminds', async () => {
    await assign('2/3/2027');
    await must(decide(0, { reminders: { before: [60], afterEvery: 3 } }, '2026-11-24'));
    expect(await rungsOn('2026-12-04')).toEqual([]);
    expect(await rungsOn('2026-12-07')).toEqual(['before60']);
  });
});

describe('the command line', () => {
  each();

  it('shows the rules in sentences and as data, and decides what a file says', async () => {
    const line = await commandLine(office.uri);
    try {
      const { dondoc } = line;
      const before = await dondoc('2026-11-24', 'policy', 'show', '--as', 'chutich');
      expect([before.code, before.out.split('\n')]).toEqual([
        0,
        expect.arrayContaining([expect.stringMatching(/^Cơ quan, đơn vị có 5 ngày làm việc/)]),
      ]);
      const file = join(line.folder, 'policy.json');
      const set = ['policy', 'set', file, '--reason', 'Theo quy chế', '--as'];
      await writeFile(file, JSON.stringify({ ...DEFAULT_POLICY, disputeDays: 99 }));
      const wrong = await dondoc('2026-11-24', ...set, 'chanhvanphong');
      expect([wrong.code, wrong.err]).toEqual([1, 'disputeDays: Nhập một số trong khoảng cho phép.\n']);
      await writeFile(file, JSON.stringify({ ...DEFAULT_POLICY, disputeDays: 9 }));
      expect((await dondoc('2026-11-24', ...set, 'vanphong')).code).toBe(1);
      expect((await dondoc('2026-11-24', ...set, 'chanhvanphong')).code).toBe(0);
      expect((await dondoc('2026-11-24', ...set, 'chanhvanphong', '--version', '0')).code).toBe(1);
      const after = await dondoc('2026-11-24', 'policy', 'show', '--as', 'chutich', '--json');
      expect(JSON.parse(after.out)).toMatchObject({
        assigner: '38',
        version: 1,
        by: 'chanhvanphong',
        policy: { ...DEFAULT_POLICY, disputeDays: 9 },
      });
    } finally {
      await line.remove();
    }
  }, 60_000);
});
