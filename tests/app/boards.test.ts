import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnTask } from '../../src/app/act-on-task.ts';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import { findTasksPage } from '../../src/app/find-tasks.ts';
import { Forbidden, NotFound } from '../../src/app/outcome.ts';
import { factsReplayed } from '../../src/app/ranking-input.ts';
import { rankingOf, readRanking, readRankingLines } from '../../src/app/read-ranking.ts';
import { readStatistics, statisticsOf } from '../../src/app/read-statistics.ts';
import { recordDirective } from '../../src/app/record-directive.ts';
import { addDays, type When } from '../../src/domain/day.ts';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { parsePeriod } from '../../src/domain/period.ts';
import { type Scheme, TASK_COMPONENTS } from '../../src/domain/scheme.ts';
import { score } from '../../src/domain/score.ts';
import type { Basis, Task } from '../../src/domain/task.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';

let office: Office;
const TODAY = '2026-06-15';

async function act(
  task: Task,
  username: string,
  day: string,
  action: string,
  fields: object = {},
): Promise<Task> {
  const version = task.version;
  const asked = { action: action as 'acknowledge', version, fields: fields as Record<string, unknown> };
  return must(actOnTask(office.house, task.id, asked, office.actor(username), on(day)));
}

const RESULT = { text: 'Đã xong', result: { notation: '1/BC', issuedOn: '2025-11-20' } };

/** What becomes of a task of STTTT, SNV or another, by a number: each kind of history there is. */
async function become(task: Task, kind: number, day: string): Promise<void> {
  const who = task.lead.toLowerCase();
  if (kind % 8 === 0) return;
  let now = await act(task, `${who}.clerk`, day, 'acknowledge');
  if (kind % 8 === 1) return;
  if (kind % 8 === 2 && now.current.day !== null) {
    const deadline = { day: '2026-07-30' };
    now = await act(now, `${who}.clerk`, day, 'requestExtension', {
      deadline,
      reason: 'x',
      cause: 'external',
    });
    if (kind % 16 === 2) return;
    now = await act(now, 'chanhvanphong', addDays(day, 2), 'approveExtension');
  }
  if (kind % 8 === 3) {
    await act(now, 'chanhvanphong', day, 'suspend', { reason: 'x', document: RESULT.result });
    return;
  }
  const end = addDays(day, (kind * 7) % 45);
  now = await act(now, `${who}.clerk`, end, 'submit', RESULT);
  if (kind % 8 === 4) return;
  if (kind % 8 === 5) {
    now = await act(now, 'chanhvanphong', addDays(end, 3), 'return', { reason: 'x' });
    return;
  }
  if (kind % 8 === 6) {
    await act(now, 'chanhvanphong', addDays(end, 9), 'discontinue', { reason: 'x', document: RESULT.result });
    return;
  }
  await act(now, 'chanhvanphong', addDays(end, 9), 'verify', { quality: 4 });
}

beforeAll(async () => {
  office = await openOffice();
  const { house, actor } = office;
  let kind = 0;
  for (const issuedOn of ['2025-11-20', '2026-01-05', '2026-02-02', '2026-03-16', '2026-04-08']) {
    const paper = {
      notation: `${kind + 1}/UBND-TH`,
      kind: 'Công văn',
      issuedOn,
      issuer: 'UBND tỉnh',
      subject: 'Thử',
    };
    const directive = await must(recordDirective(house, paper, actor('vanphong'), on(issuedOn)));
    for (const deadline of ['10 ngày làm việc', '30 ngày', '3 tháng', null]) {
      const leadUnits = ['STTTT', 'SNV', 'STC', '384', 'VP'];
      const input = {
        directive: directive._id,
        content: 'Báo cáo',
        leadUnits,
        deadline,
        weight: 1 + (kind % 3),
      };
      const tasks = await must(assignTasks(house, input, actor('vanphong'), on(issuedOn)));
      for (const task of tasks) {
        kind += 1;
        await become(task, kind, addDays(issuedOn, 1));
      }
    }
  }
}, 120_000);

afterAll(() => office.close());

const BUCKETS = [
  ['doneOnTime', 'doneOnTime'],
  ['doneLate', 'doneLate'],
  ['openInTime', 'inTime,dueSoon,dueToday'],
  ['openOverdue', 'overdue'],
] as const;

async function total(query: Record<string, string>): Promise<number> {
  const page = await must(findTasksPage(office.house, query, office.actor('vanphong'), on(TODAY)));
  return page.total;
}

describe('each figure of the board', () => {
  it.each([
    ['2026', 'current'],
    ['2026', 'original'],
    ['2026-Q1', 'current'],
    ['2026-05', 'original'],
  ] as [string, Basis][])(
    'of %s under the %s deadline is the total of the list it stands for',
    async (text, basis) => {
      const period = parsePeriod(text)!;
      const statistics = await must(
        readStatistics(office.house, { period: text, basis }, office.actor('vanphong'), on(TODAY)),
      );
      expect(statistics.all.total).toBeGreaterThan(0);
      for (const row of statistics.items) {
        const due = { unit: row.unit, role: 'lead', basis, dueFrom: period.from, dueTo: period.to };
        for (const [bucket, standing] of BUCKETS) {
          expect([row.unit, bucket, await total({ ...due, standing })]).toEqual([
            row.unit,
            bucket,
            row[bucket],
          ]);
        }
        const assigned = { assignedFrom: period.from, assignedTo: period.to, standing: 'noDeadline' };
        expect(await total({ unit: row.unit, role: 'lead', basis, ...assigned })).toBe(row.noDeadline);
        const carried = { unit: row.unit, role: 'lead', basis, carriedInto: text };
        expect(await total(carried)).toBe(row.carriedIn);
        const open = 'assigned,acknowledged,inProgress,submitted,returned,declined,suspended';
        expect(await total({ ...carried, state: open })).toBe(row.carriedInOpen);
        expect(row.total).toBe(
          row.doneOnTime + row.doneLate + row.openInTime + row.openOverdue + row.noDeadline,
        );
      }
    },
  );

  it('is the same when the ledger is replayed to today', async () => {
    for (const basis of ['current', 'original'] as const) {
      const period = parsePeriod('2026')!;
      const setting = { assigner: '38', basis, period, today: TODAY };
      const live = await statisticsOf(office.house, { ...setting, past: false }, null);
      expect(await statisticsOf(office.house, { ...setting, past: true }, null)).toEqual(live);
    }
  });

  it('as of a past day stands as the ledger had it then', async () => {
    const asOf = (day: string) =>
      must(readStatistics(office.house, { period: '2026', asOf: day }, office.actor('chutich'), on(TODAY)));
    expect((await asOf('2025-11-19')).all.total).toBe(0);
    const early = await asOf('2026-01-04');
    expect(early.all.total).toBeGreaterThan(0);
    expect(early.all.total).toBeLessThan((await asOf(TODAY)).all.total);
  });
});

describe('whose board it is', () => {
  it('a unit gets its own row only, and `all` is that row', async () => {
    const own = await must(
      readStatistics(office.house, { period: '2026' }, office.actor('snv.clerk'), on(TODAY)),
    );
    expect(own.items.map(({ unit }) => unit)).toEqual(['SNV']);
    const { unit: _, ...row } = own.items[0]!;
    expect(own.all).toEqual(row);
  });

  it.each([
    ['quantri', {}, Forbidden],
    ['vanphong', { assigner: '384' }, NotFound],
    ['384.vanphong', { assigner: '38' }, NotFound],
    ['snv.clerk', { assigner: '384' }, NotFound],
  ])('%s asking %j is refused', async (username, query, kind) => {
    const asked = readStatistics(
      office.house,
      { period: '2026', ...query },
      office.actor(username),
      on(TODAY),
    );
    await expect(asked).rejects.toBeInstanceOf(kind);
  });
});

describe('the ranking', () => {
  const setting = (basis: Basis) => ({
    assigner: '38',
    period: parsePeriod('2026')!,
    scheme: { ...DEFAULT_SCHEME, basis },
    today: TODAY,
    past: false,
  });

  it.each(['current', 'original'] as const)(
    'under the %s deadline equals a plain fold of all tasks',
    async (basis) => {
      const live = await rankingOf(office.house, setting(basis));
      const facts = await factsReplayed(office.house, setting(basis));
      const units = live.rows.map(({ unit, group, reason }) =>
        reason === 'verifiesItself' ? { code: unit, group: null, reason } : { code: unit, group },
      );
      expect(live.rows).toEqual(score(setting(basis).scheme, { units, facts }));
      expect(facts.length).toBeGreaterThan(20);
    },
  );

  it.each([
    ['all components', { components: TASK_COMPONENTS.map((name) => ({ name, weight: 1 })) }],
    [
      'coordination and an early bonus',
      { coordinatingWeight: 1, early: [[1, 10_500]] as [number, number][] },
    ],
    ['extensions for some causes only', { causes: ['assigner'] as const }],
    ['bounds of weight', { mostTaskWeight: 1 }],
  ] as [string, Partial<Scheme>][])('with %s is the same live and replayed', async (_, more) => {
    const asked = setting('current');
    const scheme = { ...asked.scheme, ...more };
    const live = await rankingOf(office.house, { ...asked, scheme });
    expect(live.rows.some(({ score }) => score !== null)).toBe(true);
    expect(await rankingOf(office.house, { ...asked, scheme, past: true })).toEqual(live);
  });

  it('leaves the Office out, and says why', async () => {
    const { rows } = await rankingOf(office.house, setting('current'));
    expect(rows.find(({ unit }) => unit === 'VP')).toMatchObject({ rank: null, reason: 'verifiesItself' });
  });

  it('gives a unit its own row and lines, and nobody else’s', async () => {
    const when: When = on(TODAY);
    const own = await must(readRanking(office.house, { period: '2026' }, office.actor('snv.clerk'), when));
    expect(own.rows.map(({ unit }) => unit)).toEqual(['SNV']);
    const { lines } = await must(
      readRankingLines(office.house, { period: '2026', unit: 'SNV' }, office.actor('snv.clerk'), when),
    );
    expect(lines).toHaveLength(own.rows[0]!.tasks);
    const other = readRankingLines(
      office.house,
      { period: '2026', unit: 'STC' },
      office.actor('snv.clerk'),
      when,
    );
    await expect(other).rejects.toBeInstanceOf(NotFound);
  });
});
