import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runJob } from '../../jobs/agenda.ts';
import { type AppliedUnits, applyUnits } from '../../src/app/apply-units.ts';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import { freezeRanking } from '../../src/app/freeze-ranking.ts';
import { passTasks } from '../../src/app/pass-tasks.ts';
import { rankingOf } from '../../src/app/read-ranking.ts';
import { readStatistics } from '../../src/app/read-statistics.ts';
import { readTaskEvents } from '../../src/app/read-task.ts';
import { replayTasks } from '../../src/app/replay-tasks.ts';
import { schemeInForce } from '../../src/app/scheme-in-force.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { openTasksConcerning } from '../../src/db/passing-queries.ts';
import { findTask, taskModel, taskOf } from '../../src/db/task-store.ts';
import type { Day } from '../../src/domain/day.ts';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { parsePeriod } from '../../src/domain/period.ts';
import type { Task } from '../../src/domain/task.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';
import { actOn, recordPaper } from '../support/papers.ts';

const SIGNED = '2026-03-02';
const DAY = '2026-05-01';
const RESULT = { text: 'Đã xong', result: { notation: '1/BC', issuedOn: SIGNED } };
const PAPER = { notation: '30/NQ-HĐND', issuedOn: '2026-04-10' };

/** SNV and STC merge into a new unit on 1 May. */
const MERGE = {
  units: [
    {
      code: 'MOI',
      name: 'Sở Mới',
      kind: 'department',
      parent: '38',
      peerGroup: 'departments',
      validFrom: DAY,
    },
  ],
  changes: [{ kind: 'merge', units: ['SNV', 'STC'], into: 'MOI', on: DAY, document: PAPER }],
};

let office: Office;

beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const apply = (file: unknown, day: Day, dryRun = false): Promise<AppliedUnits> =>
  must(applyUnits(office.house, file, on(day), dryRun));
const refusal = async (file: unknown, day: Day) => {
  const outcome = await applyUnits(office.house, file, on(day), false);
  return 'faults' in outcome ? outcome.faults.map(({ field, code }) => `${field} ${code}`) : outcome;
};
const runUnits = (day: Day) => runJob('units', { house: office.house, when: () => on(day), delivery: null });
const now = async ({ id }: Pick<Task, 'id'>) => taskOf((await findTask(office.house.connection, id))!);
const act = async (task: Task, who: string, day: Day, ...done: [Parameters<typeof actOn>[4], object?]) =>
  actOn(office, await now(task), who, day, done[0], { ...done[1] });
const verified = async () => expect(await verifyLedger(office.house)).toMatchObject({ ok: true });

let paper = 0;

async function assign(lead: string, deadline: string, coordinatingUnits: string[] = []): Promise<Task> {
  paper += 1;
  const directive = await recordPaper(office, `${paper}/UBND-TH`, SIGNED);
  const input = { directive, content: `Việc của ${lead}`, leadUnits: [lead], coordinatingUnits, deadline };
  const [task] = await must(assignTasks(office.house, input, office.actor('vanphong'), on(SIGNED)));
  return task!;
}

/** A task in each circumstance, as it is at the end of April. */
async function fill() {
  const done = await assign('SNV', '31/3/2026');
  await act(done, 'snv.clerk', '2026-03-10', 'acknowledge');
  await act(done, 'snv.clerk', '2026-03-30', 'submit', RESULT);
  await act(done, 'vanphong', '2026-03-31', 'verify');
  const begun = await assign('SNV', '30/6/2026', ['STC', 'STTTT']);
  await act(begun, 'snv.clerk', '2026-03-10', 'acknowledge');
  await act(begun, 'snv.clerk', '2026-03-20', 'report', { progress: 40, text: 'Đang làm' });
  const submitted = await assign('SNV', '30/4/2026');
  await act(submitted, 'snv.clerk', '2026-03-10', 'acknowledge');
  await act(submitted, 'snv.clerk', '2026-04-17', 'submit', RESULT);
  const suspended = await assign('STC', '30/6/2026');
  await act(suspended, 'vanphong', '2026-03-10', 'suspend', { reason: 'Chờ', document: PAPER_BEFORE });
  const declined = await assign('STC', '30/6/2026');
  await act(declined, 'stc.clerk', '2026-03-10', 'decline', { reason: 'Không thuộc chức năng' });
  const coordinated = await assign('STTTT', '30/6/2026', ['SNV', 'STC']);
  return { done, begun, submitted, suspended, declined, coordinated };
}

const PAPER_BEFORE = { notation: '5/UBND', issuedOn: SIGNED };

async function statistics(period: string, day: Day, asOf?: Day) {
  const asked = { period, ...(asOf === undefined ? {} : { asOf }) };
  const { items, all } = await must(readStatistics(office.house, asked, office.actor('chutich'), on(day)));
  const said = (one: typeof all) =>
    `${one.total} ${one.doneOnTime + one.doneLate} ${one.openInTime + one.openOverdue}`;
  const rows = items.filter(({ total }) => total > 0).map((one) => `${one.unit} ${said(one)}`);
  return { units: items.map(({ unit }) => unit), rows, all: said(all) };
}

describe('two units that merge in the middle of a period', () => {
  it('pass their open tasks to the successor on the day, and no earlier; what waits for an answer passes after it', async () => {
    const tasks = await fill();
    const applied = await apply(MERGE, '2026-04-20');
    expect(applied).toMatchObject({ already: false, passed: 0, created: [{ code: 'MOI' }] });
    const counts = (unit: string) => applied.ended.find((one) => one.unit === unit);
    expect(counts('SNV')).toEqual({
      ...{ unit: 'SNV', kind: 'merge', validTo: '2026-04-30', successors: ['MOI'], tasksTo: 'MOI' },
      ...{ passes: 1, waits: 1, stays: 0, coordinates: 1, assigned: 0 },
    });
    expect(counts('STC')).toMatchObject({ passes: 0, waits: 2, coordinates: 2 });

    expect(await runUnits('2026-04-30')).toBe(0);
    expect((await now(tasks.begun)).lead).toBe('SNV');
    expect(await runUnits(DAY)).toBe(2);
    expect(await runUnits(DAY)).toBe(0);
    expect(await now(tasks.begun)).toMatchObject({
      ...{ lead: 'MOI', state: 'assigned', assignedOn: DAY, coordinating: ['STTTT'], handler: null },
    });
    expect(await now(tasks.coordinated)).toMatchObject({ lead: 'STTTT', coordinating: ['MOI'] });
    expect(await now(tasks.done)).toMatchObject({ lead: 'SNV', state: 'verified' });
    const waiting = [tasks.submitted, tasks.suspended, tasks.declined];
    expect(await Promise.all(waiting.map(async (task) => (await now(task)).lead))).toEqual([
      'SNV',
      'STC',
      'STC',
    ]);
    await verified();

    await act(tasks.submitted, 'vanphong', '2026-05-05', 'return', { reason: 'Thiếu số liệu' });
    await act(tasks.suspended, 'vanphong', '2026-05-05', 'resume', { reason: 'Đã rõ' });
    await act(tasks.declined, 'vanphong', '2026-05-05', 'overrule', { reason: 'Đúng chức năng' });
    expect(await runUnits('2026-05-06')).toBe(3);
    expect(await Promise.all(waiting.map(async (task) => (await now(task)).lead))).toEqual([
      'MOI',
      'MOI',
      'MOI',
    ]);
    await verified();
  });

  it('are told of by an event of the program that names the change, and by notices to the new lead', async () => {
    const { begun } = await fill();
    const people = office.house.connection.collection('people');
    await people.updateOne({ _id: 'sttt.boss' as never }, { $set: boss }, { upsert: true });
    await apply(MERGE, DAY);
    const events = await readTaskEvents(office.house, begun.id, office.actor('vanphong'));
    expect(events.at(-1)).toMatchObject({
      type: 'reassigned',
      by: null,
      data: {
        lead: 'MOI',
        coordinating: ['STTTT'],
        reason: 'Đơn vị SNV sáp nhập vào Sở Mới từ ngày 01/05/2026 theo 30/NQ-HĐND ngày 10/04/2026',
      },
    });
    const notices = await office.house.connection
      .collection('notices')
      .find({ task: begun.id as never, kind: 'reassigned' })
      .toArray();
    const told = notices.map(({ person, unit }) => `${person} ${unit}`).sort();
    expect(told).toEqual(['snv.clerk SNV', 'snv.head SNV', 'sttt.boss MOI']);
  });

  it('keep in the statistics what they did, and nothing is lost from the sum, in the period and after it', async () => {
    const tasks = await fill();
    const before = await statistics('2026', '2026-04-20');
    expect(before.rows).toEqual(['SNV 3 1 2', 'STC 2 0 2', 'STTTT 1 0 1']);
    await apply(MERGE, DAY);
    expect(await statistics('2026', DAY)).toMatchObject({
      rows: ['MOI 1 0 1', 'SNV 2 1 1', 'STC 2 0 2', 'STTTT 1 0 1'],
      all: before.all,
    });
    expect((await statistics('2026', DAY, '2026-04-20')).rows).toEqual(before.rows);
    await act(tasks.submitted, 'vanphong', '2026-05-05', 'extend', { deadline: '31/8/2026', reason: 'Thêm' });
    await act(tasks.submitted, 'vanphong', '2026-05-06', 'verify');
    const after = await statistics('2026-Q3', '2026-07-10');
    expect(after).toMatchObject({ rows: ['SNV 1 1 0'], all: '1 1 0' });
    const q4 = await statistics('2026-Q4', '2026-10-10');
    expect([q4.units.includes('SNV'), q4.units.includes('MOI')]).toEqual([false, true]);
    await verified();
  });

  it('stand in the ranking of the period that they saw a day of, and in none after', async () => {
    await fill();
    await apply(MERGE, DAY);
    const period = parsePeriod('2026-Q2')!;
    const scheme = await schemeInForce(office.house, '38', period);
    const ranked = async (text: string) => {
      const setting = { assigner: '38', period: parsePeriod(text)!, scheme, today: DAY, past: false };
      return (await rankingOf(office.house, setting)).rows.map(({ unit }) => unit);
    };
    expect(await ranked('2026-Q2')).toEqual(expect.arrayContaining(['SNV', 'STC', 'MOI']));
    const later = await ranked('2026-Q3');
    expect(later.filter((unit) => ['SNV', 'STC', 'MOI'].includes(unit))).toEqual(['MOI']);
  });

  it('stand in the ranking of a later period too, as long as a task that they did falls due in it', async () => {
    const tasks = await fill();
    await apply(MERGE, DAY);
    await act(tasks.submitted, 'vanphong', '2026-05-05', 'extend', { deadline: '31/8/2026', reason: 'Thêm' });
    await act(tasks.submitted, 'vanphong', '2026-05-06', 'verify');
    const ranked = async (period: string, day: string) => {
      const asked = { assigner: '38', period: parsePeriod(period)!, scheme: DEFAULT_SCHEME };
      const { rows } = await rankingOf(office.house, { ...asked, today: day, past: false });
      return rows.filter(({ unit }) => unit === 'SNV').map(({ tasks: n, reason }) => [n, reason]);
    };
    expect(await ranked('2026-Q3', '2026-07-10')).toEqual([[1, 'tooFewTasks']]);
    expect(await ranked('2026-Q4', '2026-10-10')).toEqual([]);
    const { house, actor } = office;
    const freezing = { assigner: '38', period: '2026-Q3', cutoff: '2026-09-30', reason: null };
    const head = actor('chanhvanphong');
    const edition = await must(freezeRanking(house, { ...freezing, scheme: null }, head, on('2026-10-10')));
    expect(edition.result.find(({ unit }) => unit === 'SNV')).toMatchObject({ tasks: 1 });
  });

  it('leave the ledger of earlier days as it was', async () => {
    await fill();
    const leads = async () => {
      const tasks = await Array.fromAsync(replayTasks(office.house, '38', '2026-04-20'));
      return tasks.map(({ code, lead, version }) => `${code} ${lead} ${version}`);
    };
    const before = await leads();
    await apply(MERGE, DAY);
    expect(await leads()).toEqual(before);
  });
});

const boss = {
  ...{ name: 'Giám đốc', mail: null, language: 'vi', posts: [{ role: 'unitHead', unit: 'MOI' }] },
  ...{ passwordHash: '', passwordChangeNeeded: false, disabled: false },
};

describe('passing', () => {
  it('goes on where it was interrupted, and passes no task twice', async () => {
    for (let i = 0; i < 5; i += 1) await assign('STC', '30/6/2026');
    await apply(MERGE, '2026-04-20');
    await office.house.directory.refresh('now');
    expect(await passTasks(office.house, on(DAY), 2)).toBe(2);
    await verified();
    expect(await passTasks(office.house, on(DAY), 2)).toBe(2);
    const both = await Promise.all([
      passTasks(office.house, on(DAY), 2),
      passTasks(office.house, on(DAY), 2),
    ]);
    expect(both[0] + both[1]).toBe(1);
    const counted = await taskModel(office.house.connection).countDocuments({ lead: 'MOI', version: 2 });
    expect(counted).toBe(5);
    await verified();
  });

  it('finds what passes by an index', async () => {
    await fill();
    const plan = await taskModel(office.house.connection)
      .collection.find(openTasksConcerning('38', ['SNV', 'STC']) as never)
      .explain('queryPlanner');
    const text = JSON.stringify(plan['queryPlanner'].winningPlan);
    expect(text).toContain('IXSCAN');
    expect(text).not.toContain('COLLSCAN');
  });

  it('follows a chain of successors, and leaves with the old unit what nobody takes over', async () => {
    const passes = await assign('SNV', '30/6/2026');
    const stays = await assign('STC', '30/6/2026');
    const file = {
      changes: [
        { kind: 'end', unit: 'SNV', tasksTo: 'VP', on: DAY },
        { kind: 'end', unit: 'VP', tasksTo: 'STTTT', on: '2026-06-01' },
        { kind: 'end', unit: 'STC', on: DAY },
      ],
    };
    const { ended } = await apply(file, '2026-04-20');
    expect(ended.find(({ unit }) => unit === 'STC')).toMatchObject({ passes: 0, stays: 1, tasksTo: null });
    expect(await runUnits('2026-06-02')).toBe(1);
    expect([(await now(passes)).lead, (await now(stays)).lead]).toEqual(['STTTT', 'STC']);
    await verified();
  });

  it('leaves with a unit what it assigned', async () => {
    const directive = await must(
      (await import('../../src/app/record-directive.ts')).recordDirective(
        office.house,
        { notation: '9/UBND', kind: 'Công văn', issuedOn: SIGNED, issuer: 'UBND huyện', subject: 'Thử' },
        office.actor('384.vanphong'),
        on(SIGNED),
      ),
    );
    const input = { directive: directive._id, content: 'Việc', leadUnits: ['14845'], deadline: null };
    await must(assignTasks(office.house, input, office.actor('384.vanphong'), on(SIGNED)));
    const file = {
      changes: [
        { kind: 'end', unit: '14845', on: DAY },
        { kind: 'end', unit: '384.NV', on: DAY },
        { kind: 'merge', units: ['384'], into: '380', on: DAY },
      ],
    };
    const { ended } = await apply(file, DAY);
    expect(ended.find(({ unit }) => unit === '384')).toMatchObject({ passes: 0, assigned: 1 });
    await verified();
  });
});

describe('a unit that is renamed', () => {
  const RENAME = {
    changes: [{ kind: 'rename', unit: 'SNV', name: 'Sở Nội vụ và Lao động', shortName: 'Sở NV&LĐ', on: DAY }],
  };
  const words = async (task: Task) => (await findTask(office.house.connection, task.id))!.index.words;

  it('bears the new name from its day on, and its tasks are found by both names', async () => {
    const task = await assign('SNV', '30/6/2026');
    const applied = await apply(RENAME, '2026-04-20');
    expect(applied.renamed).toEqual([
      { unit: 'SNV', from: 'Đơn vị SNV', to: 'Sở Nội vụ và Lao động', on: DAY },
    ]);
    expect(office.house.directory.unit('SNV')?.name).toBe('Đơn vị SNV');
    expect(await words(task)).toEqual(expect.arrayContaining(['don', 'lao', 'dong']));
    await verified();
    expect(await runUnits(DAY)).toBe(1);
    expect(office.house.directory.unit('SNV')).toMatchObject({
      name: 'Sở Nội vụ và Lao động',
      shortName: 'Sở NV&LĐ',
      earlierNames: [{ name: 'Đơn vị SNV', shortName: 'SNV', until: '2026-04-30' }],
      nextName: null,
    });
    await verified();
  });

  it('is brought up to date by the job where the command was interrupted', async () => {
    const task = await assign('SNV', '30/6/2026');
    const { connection } = office.house;
    await apply(RENAME, DAY);
    const old = (await words(task)).filter((word) => word !== 'lao');
    await taskModel(connection).collection.updateOne(
      { _id: task.id as never },
      { $set: { 'index.words': old } },
    );
    expect(await verifyLedger(office.house)).toMatchObject({ ok: false });
    await runUnits('2026-05-02');
    await verified();
  });
});

describe('a file', () => {
  it('is tried without any change being made', async () => {
    await fill();
    const dry = await apply(MERGE, DAY, true);
    expect(dry.ended).toHaveLength(2);
    await office.house.directory.refresh('now');
    expect(office.house.directory.unit('MOI')).toBeUndefined();
    expect(office.house.directory.unit('SNV')?.validTo).toBeNull();
  });

  it('that is applied twice says so, and passes what an interruption left', async () => {
    await apply(MERGE, '2026-04-20');
    const units = office.house.directory.units();
    const task = await assign('SNV', '30/6/2026').catch(() => null);
    expect(task).not.toBeNull();
    expect(await apply(MERGE, DAY)).toEqual({
      already: true,
      created: [],
      renamed: [],
      ended: [],
      passed: 1,
    });
    expect(office.house.directory.units()).toEqual(units);
    expect(
      await refusal({ ...MERGE, changes: [...MERGE.changes, { kind: 'end', unit: 'STTTT', on: DAY }] }, DAY),
    ).toEqual(['units.0.code unitExists']);
  });

  it('creates and changes all or nothing', async () => {
    const file = { ...MERGE, changes: [...MERGE.changes, { kind: 'end', unit: '38', on: DAY }] };
    expect(await refusal(file, DAY)).toEqual(['changes.1.unit rootStays']);
    await office.house.directory.refresh('now');
    expect(office.house.directory.unit('MOI')).toBeUndefined();
  });

  it.each([
    ['nothing', {}, ['units required']],
    [
      'a kind that is none',
      { changes: [{ kind: 'close', unit: 'SNV', on: DAY }] },
      ['changes.0.kind notOneOf'],
    ],
    [
      'a field that is none',
      { changes: [{ kind: 'end', unit: 'SNV', on: DAY, into: 'STC' }] },
      ['changes.0.into unknownField'],
    ],
    ['no day', { changes: [{ kind: 'end', unit: 'SNV' }] }, ['changes.0.on required']],
    [
      'a unit below one that ends',
      {
        units: [{ code: 'X', name: 'X', kind: 'commune', parent: 'CU', validFrom: DAY }],
      },
      ['units.0.parent parentEnds'],
    ],
  ])('that holds %s is refused at its field', async (_, file, faults) => {
    expect(await refusal(file, DAY)).toEqual(faults);
  });

  it('may end a unit on a past day only while nothing has happened to its tasks since', async () => {
    const end = (day: Day) => ({ changes: [{ kind: 'end', unit: 'SNV', tasksTo: 'STC', on: day }] });
    const task = await assign('SNV', '30/6/2026');
    await act(task, 'snv.clerk', '2026-04-15', 'acknowledge');
    expect(await refusal(end('2026-04-15'), '2026-05-04')).toEqual(['changes.0.on happenedSince']);
    expect(await apply(end('2026-04-16'), '2026-05-04')).toMatchObject({ passed: 1 });
    await verified();
  });
});
