import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askQuestions } from '../../src/app/ask-questions.ts';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import { compareUnits } from '../../src/app/compare-units.ts';
import { enterFigures } from '../../src/app/enter-figures.ts';
import { Forbidden, NotFound } from '../../src/app/outcome.ts';
import type { UnitLine } from '../../src/app/ranking-lines.ts';
import { readBoard } from '../../src/app/read-board.ts';
import { readMonths } from '../../src/app/read-months.ts';
import { rankingWithLines, readRanking } from '../../src/app/read-ranking.ts';
import { listReports, readReport } from '../../src/app/read-reports.ts';
import { readTrend } from '../../src/app/read-trend.ts';
import { readWhatIf } from '../../src/app/read-what-if.ts';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { type Period, parsePeriod } from '../../src/domain/period.ts';
import type { Scheme } from '../../src/domain/scheme.ts';
import { editionIn } from '../support/editions.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';
import { actOn, recordPaper } from '../support/papers.ts';

const START = '2026-01-12';
const WHEN = on('2026-07-15');
const RESULT = { text: 'Đã xong', result: { notation: '1/BC', issuedOn: START } };

/** By deadline, for each unit its tasks of weight 3: on which day each is submitted and later verified, null for never. */
const DONE: Record<string, Record<string, (string | null)[]>> = {
  '20/2/2026': {
    STTTT: ['2026-02-10', '2026-02-10'],
    SNV: ['2026-02-10', '2026-03-10'],
    STC: [null, null],
    '384': ['2026-02-10', '2026-02-10'],
    '380': ['2026-02-10', '2026-02-10'],
  },
  '20/5/2026': { STTTT: ['2026-05-10', '2026-06-30'], SNV: ['2026-05-10', '2026-05-10', '2026-05-29'] },
};

let office: Office;
const as = (username: string) => office.actor(username);
const period = (text: string) => parsePeriod(text) as Period;

/** Beside them a task of STTTT that is recalled. What SNV does on 29 May is late by the first deadline only: it was given until 5 June. */
async function fill(): Promise<void> {
  const directive = await recordPaper(office, '1/UBND-TH', START);
  for (const [deadline, byUnit] of Object.entries(DONE)) {
    for (const at of [0, 1, 2]) {
      const leadUnits = Object.keys(byUnit).filter((unit) => byUnit[unit]?.[at] !== undefined);
      if (leadUnits.length === 0) continue;
      const input = { directive, content: 'Báo cáo', leadUnits, deadline, weight: 3 };
      for (let task of await must(assignTasks(office.house, input, as('vanphong'), on(START)))) {
        const day = byUnit[task.lead]?.[at] ?? null;
        if (day === null) continue;
        const who = `${task.lead.toLowerCase()}.clerk`;
        task = await actOn(office, task, who, START, 'acknowledge');
        if (day === '2026-05-29') {
          const given = { deadline: '5/6/2026', reason: 'Thêm việc' };
          task = await actOn(office, task, 'vanphong', '2026-05-15', 'extend', given);
        }
        task = await actOn(office, task, who, day, 'submit', RESULT);
        await actOn(office, task, 'vanphong', '2026-07-01', 'verify');
      }
    }
  }
  const recalled = { directive, content: 'Thu hồi', leadUnits: ['STTTT'], deadline: '20/5/2026', weight: 3 };
  for (const task of await must(assignTasks(office.house, recalled, as('vanphong'), on(START))))
    await actOn(office, task, 'chanhvanphong', '2026-03-02', 'recall', { reason: 'Trùng' });
}

beforeAll(async () => {
  office = await openOffice();
  await fill();
}, 60_000);

afterAll(() => office.close());

const board = (who: string, more: object = {}) =>
  must(readBoard(office.house, { period: period('2026-Q2'), ...more }, as(who), WHEN));

describe('a board', () => {
  it('counts tasks under each deadline by itself', async () => {
    const { counts } = await board('chutich');
    const of = (basis: 'current' | 'original') => counts[basis].find(({ unit }) => unit === 'SNV');
    expect(of('current')).toMatchObject({ doneOnTime: 3, doneLate: 0 });
    expect(of('original')).toMatchObject({ doneOnTime: 2, doneLate: 1 });
  });

  it.each([undefined, 'report', 'kpi'] as const)(
    'compares with the period before by the scheme that is looked at: %s',
    async (scheme) => {
      const asked = scheme === undefined ? {} : { scheme };
      const before = await must(
        readRanking(office.house, { period: '2026-Q1', ...asked }, as('chutich'), WHEN),
      );
      const { earlier } = await board('chutich', asked);
      expect(earlier?.period.text).toBe('2026-Q1');
      expect(earlier?.rows).toEqual(before.rows);
    },
  );

  it('tells a unit of the period before its own row alone, a group those of the group', async () => {
    const units = async (who: string, more = {}) =>
      (await board(who, more)).earlier?.rows.map(({ unit }) => unit).sort();
    expect(await units('snv.clerk')).toEqual(['SNV']);
    expect(await units('chutich', { group: 'departments' })).toEqual(['SNV', 'STC', 'STTTT']);
  });
});

describe('units side by side', () => {
  const compared = (who: string, units: string[], more = {}) =>
    compareUnits(office.house, { period: period('2026-Q2'), ...more }, units, as(who), WHEN);

  it('have each its own row, counts and tasks by days late', async () => {
    const { units } = await must(compared('chutich', ['SNV', 'STTTT']));
    expect(units.map(({ row, late }) => [row.unit, late])).toEqual([
      ['SNV', [3, 0, 0, 0, 0]],
      ['STTTT', [1, 0, 0, 1, 0]],
    ]);
    expect(units[0]?.counts).toMatchObject({ current: { doneLate: 0 }, original: { doneLate: 1 } });
  });

  it('count each task once, however many components look at it', async () => {
    const { units } = await must(compared('chutich', ['SNV'], { scheme: 'kpi' }));
    expect(units[0]?.row.parts.map(({ tasks }) => tasks)).toEqual([3, 3]);
    expect(units[0]?.late).toEqual([3, 0, 0, 0, 0]);
  });

  it('are not for a unit, and not of a unit that is none', async () => {
    await expect(compared('snv.head', ['SNV'])).rejects.toThrow(Forbidden);
    expect(await compared('chutich', ['SNV', '14845'])).toEqual({
      ok: false,
      faults: [{ field: 'unit', code: 'notOneOf' }],
    });
  });
});

describe('a trend', () => {
  const trend = (unit: string, text: string, who = 'chutich') =>
    readTrend(office.house, { period: period(text), scheme: null, unit }, as(who), WHEN);
  const periods = async (unit: string, text: string) =>
    (await trend(unit, text)).map((one) => one.period.text);

  it('has six periods at most, from the first in which the unit has a score', async () => {
    expect(await periods('SNV', '2026-07')).toEqual([
      ...['2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07'],
    ]);
    expect(await periods('SNV', '2026-08')).toEqual(['2026-05', '2026-06', '2026-07', '2026-08']);
    expect(await periods('STC', '2026-08')).toEqual([]);
  });

  it('has the middle score of the group, from three ranked units on', async () => {
    const [february, , , may] = await trend('STTTT', '2026-07');
    const { rows } = await must(readRanking(office.house, { period: '2026-02' }, as('chutich'), WHEN));
    const scores = rows
      .filter(({ group }) => group === 'departments')
      .map(({ unit, score }) => [unit, score]);
    expect(scores.map(([unit]) => unit)).toEqual(['STTTT', 'SNV', 'STC']);
    expect([february?.score, february?.median]).toEqual([scores[0]?.[1], scores[1]?.[1]]);
    expect([may?.score === null, may?.median]).toEqual([false, null]);
  });

  it('is by the scheme that is looked at', async () => {
    const asked = { period: period('2026-Q2'), scheme: 'report' as const, unit: 'SNV' };
    const points = await readTrend(office.house, asked, as('chutich'), WHEN);
    const query = { period: '2026-Q2', scheme: 'report' };
    const { rows } = await must(readRanking(office.house, query, as('chutich'), WHEN));
    expect(points.at(-1)?.score).toBe(rows.find(({ unit }) => unit === 'SNV')?.score);
    const [own] = (await trend('SNV', '2026-Q2')).slice(-1);
    expect(points.at(-1)?.score).not.toBe(own?.score);
  });

  it('is not of another unit, nor of one that receives nothing', async () => {
    await expect(trend('STC', '2026-Q2', 'snv.clerk')).rejects.toThrow(NotFound);
    await expect(trend('CU', '2026-Q2')).rejects.toThrow(NotFound);
    await expect(trend('14845', '2026-Q2')).rejects.toThrow(NotFound);
  });
});

describe('a trend over a period that an edition settles', () => {
  const sources = async (text: string) => {
    const asked = { period: period(text), scheme: null, unit: 'SNV' };
    const points = await readTrend(office.house, asked, as('chutich'), WHEN);
    return points.map((one) => [one.period.text, one.edition?.number ?? null]);
  };

  it('takes that period from it, unless it is the one that is asked for or the scheme is another version', async () => {
    const frozen = { period: '2026-Q1', cutoff: '2026-03-31', when: on('2026-04-20') };
    const { _id } = await editionIn(office, 'published', frozen);
    expect(await sources('2026-Q2')).toEqual([
      ['2026-Q1', 1],
      ['2026-Q2', null],
    ]);
    expect(await sources('2026-Q3')).toEqual([
      ['2026-Q1', 1],
      ['2026-Q2', null],
      ['2026-Q3', null],
    ]);
    expect(await sources('2026-Q1')).toEqual([['2026-Q1', null]]);
    const editions = office.house.connection.collection('editions');
    await editions.updateOne({ _id: _id as never }, { $set: { 'scheme.version': 2 } });
    expect(await sources('2026-Q2')).toEqual([
      ['2026-Q1', null],
      ['2026-Q2', null],
    ]);
  });
});

describe('what would have changed a score', () => {
  const CRITERION = 'Chuyển đổi số';
  const components = [
    { name: 'timeliness', weight: 1 },
    { name: CRITERION, weight: 1 },
  ];
  const whatIf = async (more: Partial<Scheme> = {}) => {
    const scheme = { ...DEFAULT_SCHEME, components, ...more };
    const asked = { period: '2026-Q1', assigner: '38', scheme, group: null };
    const { items } = await must(rankingWithLines(office.house, asked, WHEN));
    const lines = items.flatMap((item) =>
      item.unit === 'STC' && 'lines' in item ? (item.lines as UnitLine[]) : [],
    );
    const of = { assigner: '38', period: period('2026-Q1'), scheme, unit: 'STC' };
    return { lines, found: await readWhatIf(office.house, of, lines, WHEN) };
  };

  it('is its tasks, not the figures of other bodies, however low', async () => {
    const document = { notation: '12/BC-STTTT', issuedOn: '2026-04-05' };
    const figures = [{ unit: 'STC', points: '5' }];
    const input = { criterion: CRITERION, month: '2026-02', document, figures };
    await must(enterFigures(office.house, input, as('vanphong'), WHEN));
    const { lines, found } = await whatIf();
    const tasks = lines.flatMap(({ task }) => task ?? []);
    expect([lines.length, tasks.length]).toEqual([3, 2]);
    expect(found.map(({ task }) => task).sort()).toEqual(tasks.sort());
  });

  it('is nothing where there is no score', async () => {
    expect((await whatIf({ leastWeight: 100 })).found).toEqual([]);
  });
});

describe('months', () => {
  const months = (who: string, more: object) =>
    readMonths(
      office.house,
      { period: period('2026'), basis: 'current', asOf: null, group: null, unit: null, ...more },
      as(who),
      WHEN,
    );
  const sum = async (who: string, more: object) =>
    (await must(months(who, more))).months.reduce((all, { counts }) => all + counts.total, 0);

  it.each([
    ['chutich', {}, 15],
    ['chutich', { group: 'departments' }, 11],
    ['chutich', { group: 'mountain' }, 2],
    ['chutich', { unit: 'SNV' }, 5],
    ['chutich', { unit: 'SNV', group: 'mountain' }, 5],
    ['snv.clerk', {}, 5],
    ['chutich', { asOf: '2026-01-11' }, 0],
  ])('count for %s asking %o %i tasks', async (who, more, expected) => {
    expect(await sum(who, more)).toBe(expected);
  });

  it('are of May under the first deadline, of June under the one that was given', async () => {
    const of = async (basis: string) =>
      (await must(months('chutich', { basis, unit: 'SNV' }))).months
        .filter(({ counts }) => counts.total > 0)
        .map(({ month, counts }) => [month.text, counts.doneOnTime, counts.doneLate]);
    expect(await of('original')).toEqual([
      ['2026-02', 1, 1],
      ['2026-05', 2, 1],
    ]);
    expect(await of('current')).toEqual([
      ['2026-02', 1, 1],
      ['2026-05', 2, 0],
      ['2026-06', 1, 0],
    ]);
  });

  it('let a unit choose its own alone, and nobody a unit or a group that is none', async () => {
    expect((await must(months('snv.clerk', {}))).units.map(({ code }) => code)).toEqual(['SNV']);
    await expect(months('snv.clerk', { unit: 'STC' })).rejects.toThrow(NotFound);
    await expect(months('chutich', { unit: '14845' })).rejects.toThrow(NotFound);
    expect(await months('chutich', { group: 'communes' })).toEqual({
      ok: false,
      faults: [{ field: 'group', code: 'notOneOf' }],
    });
  });
});

describe('reports', () => {
  it('are for who watches all units, whatever way is taken to them', async () => {
    await expect(listReports(office.house, as('snv.head'))).rejects.toThrow(Forbidden);
    await expect(readReport(office.house, 'r1', as('snv.head'))).rejects.toThrow(Forbidden);
    await expect(readReport(office.house, 'r1', as('chutich'))).rejects.toThrow(NotFound);
    expect(await listReports(office.house, as('chutich'))).toEqual([]);
  });
});

describe('questions', () => {
  it.each([
    ['2026-Q2', '2026-06-30'],
    ['2026-Q3', '2026-07-15'],
    ['2026', '2026-07-15'],
  ])('about %s go up to %s', async (text, end) => {
    const { period: asked, ...found } = await must(
      askQuestions(office.house, { period: text }, as('chutich'), WHEN),
    );
    expect([asked.text, found.end, found.whole]).toEqual([text, end, true]);
  });

  it('are not for a unit', async () => {
    const asked = askQuestions(office.house, { period: '2026-Q2' }, as('snv.head'), WHEN);
    await expect(asked).rejects.toThrow(Forbidden);
  });

  it('are about the tasks due in the period by their first deadline', async () => {
    const reports = async (text: string) => {
      const { tasks } = await must(askQuestions(office.house, { period: text }, as('chutich'), WHEN));
      return [...tasks.values()].filter(({ content }) => content === 'Báo cáo').length;
    };
    expect([await reports('2026-05'), await reports('2026-06')]).toEqual([5, 0]);
  });
});
