import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monthCounts } from '../../src/app/read-months.ts';
import { statisticsOf } from '../../src/app/read-statistics.ts';
import { parsePeriod } from '../../src/domain/period.ts';
import { addCounts, emptyCounts } from '../../src/domain/statistics.ts';
import { editionIn } from '../support/editions.ts';
import { on, type Running, serveOffice, type Visitor, visitorFor } from '../support/office.ts';
import { fillTwoQuarters } from '../support/two-quarters.ts';

let running: Running;
const visitors = new Map<string, Visitor>();
const TODAY = '2026-07-15';
const READERS = ['chutich', 'snv.clerk', 'quantri', '384.chutich'];

beforeAll(async () => {
  running = await serveOffice(on(TODAY));
  await fillTwoQuarters(running);
  for (const who of READERS) visitors.set(who, await visitorFor(running.url, who));
}, 60_000);

afterAll(() => running.close());

const get = (who: string, path: string) => (visitors.get(who) as Visitor).get(path);

/** The rows of a table, each as the texts of its cells. */
async function tableOf(who: string, path: string, id: string): Promise<string[][]> {
  const { status, html } = await get(who, path);
  expect([path, status]).toEqual([path, 200]);
  const table = html.slice(
    html.indexOf(`id="${id}-caption"`),
    html.indexOf('</table>', html.indexOf(`id="${id}-caption"`)),
  );
  return [...table.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row]) =>
    [...(row ?? '').matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell]) =>
      (cell ?? '').replaceAll(/<[^>]+>/g, ''),
    ),
  );
}

/** The address of the chart beside a table, as the page has it. */
async function chartOf(who: string, path: string, name: string): Promise<string> {
  const { html } = await get(who, path);
  const found = new RegExp(`src="(/charts/${name}\\.svg[^"]*)"`).exec(html)?.[1] ?? '';
  return found.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
}

async function textsOf(who: string, address: string): Promise<string[]> {
  const { status, html } = await get(who, address);
  expect([address, status]).toEqual([address, 200]);
  return [...html.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '');
}

const MONTHS = '/statistics/months?period=2026';

describe('statistics by month', () => {
  it('count each task in the month of its deadline, in the four buckets, with their sum', async () => {
    const rows = await tableOf('chutich', MONTHS, 'months');
    expect(rows[0]).toEqual([
      'Tháng',
      'Hoàn thành đúng hạn',
      'Hoàn thành quá hạn',
      'Đang trong hạn',
      'Đang quá hạn',
      'Cộng',
    ]);
    expect(rows.slice(1).filter((row) => row[5] !== '0')).toEqual([
      ['Tháng 2/2026', '6', '1', '0', '2', '9'],
      ['Tháng 5/2026', '6', '1', '0', '2', '9'],
      ['Tháng 12/2026', '0', '0', '1', '0', '1'],
      ['Tổng cộng', '12', '2', '1', '4', '19'],
    ]);
    expect(rows).toHaveLength(14);
  });

  it('say apart how many have no deadline', async () => {
    expect((await get('chutich', MONTHS)).html).toContain('Ngoài ra có 1 nhiệm vụ không có thời hạn.');
    expect((await get('chutich', `${MONTHS}&unit=STC`)).html).not.toContain('Ngoài ra');
  });

  it('are of one unit, or of the reader’s own alone', async () => {
    const foot = async (who: string, path: string) => (await tableOf(who, path, 'months')).at(-1);
    expect(await foot('chutich', `${MONTHS}&unit=STC`)).toEqual(['Tổng cộng', '3', '1', '0', '2', '6']);
    expect(await foot('snv.clerk', MONTHS)).toEqual(['Tổng cộng', '5', '1', '0', '0', '6']);
  });

  it('lead from a figure to the list that it counts', async () => {
    const { html } = await get('chutich', `${MONTHS}&unit=STC`);
    const link = /href="(\/tasks\?[^"]*standing&#x3D;overdue[^"]*)"/.exec(html)?.[1] ?? '';
    const list = await get('chutich', link.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
    expect(list.html.match(/href="\/tasks\/[0-9a-f]{24}"/g)).toHaveLength(2);
  });

  it.each([
    ['current', false],
    ['original', false],
    ['current', true],
    ['original', true],
  ] as const)(
    'are together the counts of the year: %s deadline, as of a past day %s',
    async (basis, past) => {
      const period = parsePeriod('2026') ?? { text: '', from: '', to: '' };
      const setting = { assigner: '38', basis, period, today: past ? '2026-03-01' : TODAY, past };
      const { items, all } = await statisticsOf(running.house, setting, null);
      const months = await monthCounts(running.house, setting, new Set(items.map(({ unit }) => unit)));
      const sum = months.reduce((counts, month) => addCounts(counts, month.counts), emptyCounts());
      const { rates: _, carriedIn: __, carriedInOpen: ___, ...counted } = all;
      expect(sum).toMatchObject(counted);
      expect(counted.total).toBe(20);
    },
  );

  it('are as the ledger had them on a past day', async () => {
    const rows = await tableOf('chutich', `${MONTHS}&asOf=2026-03-01`, 'months');
    expect(rows[2]).toEqual(['Tháng 2/2026', '0', '0', '6', '3', '9']);
  });

  it('have a chart of what was chosen, and choices that keep it', async () => {
    const chart = (query: string) => chartOf('chutich', `${MONTHS}${query}`, 'months');
    const chosen = '&group=departments&basis=original&asOf=2026-03-01';
    expect(await chart(chosen)).toBe(`/charts/months.svg?period=2026${chosen}`);
    expect(await chart('&asOf=2026-07-15')).toBe('/charts/months.svg?period=2026');
    const { html } = await get('chutich', `${MONTHS}${chosen}`);
    expect(html).toContain('<input type="hidden" name="group" value="departments">');
  });

  it('offer no choice to a unit, which has none', async () => {
    expect((await get('chutich', MONTHS)).html).toContain('<select');
    expect((await get('snv.clerk', MONTHS)).html).not.toContain('<select');
  });

  it('stand one click from the board', async () => {
    expect((await get('chutich', '/statistics?period=2026')).html).toContain(
      'href="/statistics/months?period&#x3D;2026"',
    );
  });
});

const UNIT = '/ranking/SNV?period=2026-Q2';

describe('the board of the ranking', () => {
  it('is by the scheme that is chosen, and so are its chart, its files and the pages of its units', async () => {
    const { html } = await get('chutich', '/ranking?period=2026-Q2&group=departments&scheme=report');
    const plain = html.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    expect(plain).toContain('Theo cách tính của báo cáo');
    expect(plain).toContain('/charts/ranking.svg?period=2026-Q2&group=departments&scheme=report');
    expect(plain).toContain('/ranking/SNV?period=2026-Q2&scheme=report');
    for (const format of ['xlsx', 'docx', 'pdf']) {
      const file = new RegExp(`href="(/ranking\\.${format}[^"]*)"`).exec(plain)?.[1];
      expect(Object.fromEntries(new URL(file ?? '', running.url).searchParams)).toEqual({
        ...{ period: '2026-Q2', group: 'departments', scheme: 'report' },
      });
    }
    expect(
      await tableOf('chutich', '/ranking?period=2026-Q2&scheme=report', 'group-departments'),
    ).toHaveLength(4);
  });
});

describe('the page of a unit', () => {
  it('has lines by the scheme that is chosen', async () => {
    const late = async (query: string) =>
      /Quá hạn 15 ngày làm việc[^<]*/.exec((await get('chutich', `${UNIT}${query}`)).html)?.[0];
    expect(await late('')).toBe('Quá hạn 15 ngày làm việc, trọng số 2: 45 điểm');
    expect(await late('&scheme=report')).toBe('Quá hạn 15 ngày làm việc, trọng số 1: 0 điểm');
  });

  it('leads to its months, and has its files by the scheme that is chosen', async () => {
    const { html } = await get('chutich', `${UNIT}&scheme=report`);
    const plain = html.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    expect(plain).toContain('href="/statistics/months?period=2026-Q2&unit=SNV"');
    for (const format of ['xlsx', 'docx', 'pdf'])
      expect(plain).toContain(`href="/ranking/SNV/sheet.${format}?period=2026-Q2&scheme=report"`);
  });

  it('counts its tasks by days late, with their share', async () => {
    expect(await tableOf('snv.clerk', UNIT, 'late')).toEqual([
      ['Quá hạn', 'Số nhiệm vụ', 'Tỷ lệ'],
      ['Không quá hạn', '2', '66,7 %'],
      ['1 – 5 ngày làm việc', '0', '0,0 %'],
      ['6 – 10 ngày làm việc', '0', '0,0 %'],
      ['11 – 30 ngày làm việc', '1', '33,3 %'],
      ['Trên 30 ngày làm việc', '0', '0,0 %'],
    ]);
  });

  it('has neither chart where nothing is scored', async () => {
    const { html } = await get('chutich', '/ranking/SNV?period=2025');
    expect(html).not.toContain('/charts/');
  });

  it('follows its score over the periods beside the middle one of its group, by the figures of the boards', async () => {
    const trend = await tableOf('chutich', UNIT, 'trend');
    expect(trend.map(([head, , , source]) => [head, source])).toEqual([
      ['Kỳ', 'Nguồn số liệu'],
      ['Quý 1/2026', 'Tính đến nay'],
      ['Quý 2/2026', 'Tính đến nay'],
    ]);
    for (const [at, period] of ['2026-Q1', '2026-Q2'].entries()) {
      const { html } = await get('chutich', `/ranking?period=${period}&group=departments`);
      const rows = [
        ...html.matchAll(/href="\/ranking\/(\w+)\?[^>]*>[^<]*<\/a><\/th>\s*<td class="number">([\d,]+)</g),
      ];
      const scores = rows.map(([, unit, score]) => [unit, score]);
      expect(scores).toHaveLength(3);
      const own = scores.find(([unit]) => unit === 'SNV')?.[1];
      const middle = scores[1]?.[1];
      expect(trend[at + 1]?.slice(1, 3)).toEqual([own, middle]);
    }
  });

  it('says where there is no earlier period to compare with, and draws nothing then', async () => {
    const { html } = await get('chutich', '/ranking/SNV?period=2026-Q1');
    expect(html).toContain('Chưa có kỳ trước để so.');
    expect(html).not.toContain('/charts/trend.svg');
  });

  it('takes an earlier period from the edition that stands, and only of the same scheme', async () => {
    const frozen = { period: '2026-Q1', cutoff: '2026-03-31', when: on('2026-04-20') };
    const draft = await editionIn(running, 'draft', frozen);
    const sourceOf = async (query = '') => (await tableOf('chutich', `${UNIT}${query}`, 'trend'))[1];
    expect((await sourceOf())?.[3]).toBe('Tính đến nay');
    const published = await editionIn(running, 'published', frozen);
    const [, score, , source] = (await sourceOf()) ?? [];
    expect([draft.edition, source]).toEqual([1, 'Bản số 2']);
    const plain = published.result.find(({ unit }) => unit === 'SNV')?.score ?? 0;
    expect(score).toBe(plain.toFixed(2).replace('.', ','));
    expect((await sourceOf('&scheme=report'))?.[3]).toBe('Tính đến nay');
  });
});

describe('the charts', () => {
  it.each([
    ['chutich', MONTHS, 'months', ['6', '1', '2']],
    ['chutich', `${MONTHS}&unit=STC`, 'months', ['3', '1', '2']],
    ['snv.clerk', UNIT, 'late', ['2 (66,7 %)', '1 (33,3 %)', '0 (0,0 %)']],
  ])('%s sees beside the table of %s have its figures', async (who, page, name, figures) => {
    const texts = await textsOf(who, await chartOf(who, page, name));
    expect(texts).toEqual(expect.arrayContaining(figures));
  });

  it('of a trend have the scores of the table', async () => {
    const trend = await tableOf('snv.clerk', UNIT, 'trend');
    const texts = await textsOf('snv.clerk', await chartOf('snv.clerk', UNIT, 'trend'));
    expect(texts).toEqual(expect.arrayContaining(trend.slice(1).map(([, score]) => score)));
    expect(texts).toEqual(expect.arrayContaining(['SNV', 'Trung vị của khối']));
  });

  it('of a ranking are of the group and by the scheme of the address', async () => {
    const chart = (query: string) => textsOf('chutich', `/charts/ranking.svg?period=2026-Q2${query}`);
    expect(await chart('&scheme=report')).toEqual(expect.arrayContaining(['SNV', '66,67']));
    expect(await chart('')).not.toContain('66,67');
    expect(await chart('&group=mountain')).not.toContain('SNV');
  });

  it('of a trend are by the scheme of the page', async () => {
    const page = `${UNIT}&scheme=report`;
    const [, , last] = await tableOf('chutich', page, 'trend');
    const texts = await textsOf('chutich', await chartOf('chutich', page, 'trend'));
    expect(last?.[1]).toBe('66,67');
    expect(texts).toContain('66,67');
  });

  it.each([
    ['snv.clerk', '/charts/late.svg?period=2026-Q2&unit=STC', 404],
    ['snv.clerk', '/charts/trend.svg?period=2026-Q2&unit=STC', 404],
    ['snv.clerk', '/charts/months.svg?period=2026&unit=STC', 404],
    ['snv.clerk', '/statistics/months?period=2026&unit=STC', 404],
    ['384.chutich', '/charts/late.svg?period=2026-Q2&unit=SNV', 404],
    ['384.chutich', '/charts/trend.svg?period=2026-Q2&unit=SNV', 404],
    ['384.chutich', '/charts/months.svg?period=2026&unit=SNV', 404],
    ['quantri', '/charts/late.svg?period=2026-Q2&unit=SNV', 403],
    ['quantri', '/charts/trend.svg?period=2026-Q2&unit=SNV', 403],
    ['quantri', '/charts/months.svg?period=2026', 403],
    ['quantri', '/statistics/months', 403],
    ['chutich', '/charts/late.svg', 422],
    ['chutich', '/charts/trend.svg?period=x&unit=SNV', 422],
    ['chutich', '/charts/months.svg?group=x', 422],
    ['chutich', '/statistics/months?period=x', 422],
    ['chutich', '/ranking?period=2026-Q2&group=x', 422],
    ['chutich', '/charts/months.svg?period=1900', 200],
  ])('asked for by %s as %s answer with %i', async (who, path, status) => {
    expect((await get(who, path)).status).toBe(status);
  });
});
