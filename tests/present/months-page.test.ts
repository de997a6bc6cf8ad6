import { describe, expect, it } from 'vitest';
import { emptyCounts } from '../../src/domain/statistics.ts';
import type { Unit } from '../../src/domain/unit.ts';
import { type MonthsFacts, monthsModel } from '../../src/present/months-page.ts';
import { translator } from '../../src/present/words.ts';

const PERIOD = { text: '2026', from: '2026-01-01', to: '2026-12-31' };
const month = (n: number) => ({ text: `2026-0${n}`, from: `2026-0${n}-01`, to: `2026-0${n}-28` });
const unit = (code: string, peerGroup: string) => ({ code, peerGroup, name: `Đơn vị ${code}` }) as Unit;
const UNITS = [unit('SNV', 'departments'), unit('384', 'mountain')];

const COUNTS = {
  ...emptyCounts(),
  doneOnTime: 4,
  doneLate: 3,
  openInTime: 0,
  openOverdue: 1,
  noDeadline: 9,
  total: 17,
};

const FACTS: MonthsFacts = {
  ...{ language: 'vi', t: translator('vi'), assigner: '38', units: UNITS, unit: null, today: '2026-07-15' },
  shown: { period: PERIOD, group: null, basis: 'current', asOf: null },
  months: [
    { month: month(2), counts: COUNTS },
    { month: month(3), counts: { ...emptyCounts(), openInTime: 2, total: 2 } },
  ],
};
const PAST: MonthsFacts = { ...FACTS, shown: { ...FACTS.shown, basis: 'original', asOf: '2026-03-31' } };

const rowsOf = (facts: MonthsFacts) => monthsModel(facts).table.rows;

describe('the months of a board', () => {
  it('are shown in the four buckets with their sum, what has no deadline apart', () => {
    const { table } = monthsModel(FACTS);
    const texts = ({ head, cells }: (typeof table.rows)[number]) => [head, ...cells.map(({ text }) => text)];
    expect(table.rows.map(texts)).toEqual([
      ['Tháng 2/2026', '4', '3', '0', '1', '8'],
      ['Tháng 3/2026', '0', '0', '2', '0', '2'],
    ]);
    expect(table.foot && texts(table.foot)).toEqual(['Tổng cộng', '4', '3', '2', '1', '10']);
    expect(table.note).toBe('Ngoài ra có 9 nhiệm vụ không có thời hạn.');
  });

  it('lead from a figure to the tasks of that month and bucket, and from none to none', () => {
    const [february] = rowsOf(FACTS);
    expect(february?.cells.map(({ href }) => href)).toEqual([
      '/tasks?assigner=38&standing=doneOnTime&dueFrom=2026-02-01&dueTo=2026-02-28',
      '/tasks?assigner=38&standing=doneLate&dueFrom=2026-02-01&dueTo=2026-02-28',
      null,
      '/tasks?assigner=38&standing=overdue&dueFrom=2026-02-01&dueTo=2026-02-28',
      null,
    ]);
    expect(monthsModel(FACTS).table.foot?.cells[0]?.href).toBe(
      '/tasks?assigner=38&standing=doneOnTime&dueFrom=2026-01-01&dueTo=2026-12-31',
    );
  });

  it('of one unit lead to its tasks', () => {
    const [february] = rowsOf({ ...FACTS, unit: UNITS[0] ?? null });
    expect(february?.cells[0]?.href).toBe(
      '/tasks?unit=SNV&role=lead&standing=doneOnTime&dueFrom=2026-02-01&dueTo=2026-02-28',
    );
  });

  it('of a past day say so and lead nowhere, since lists are of today', () => {
    const { about, table } = monthsModel(PAST);
    expect(about).toContain('31/03/2026');
    expect(table.rows.flatMap(({ cells }) => cells.map(({ href }) => href))).toEqual(Array(10).fill(null));
  });

  it('have a chart of all that was chosen', () => {
    const chartOf = (facts: MonthsFacts) => monthsModel(facts).table.chart?.src;
    expect(chartOf(FACTS)).toBe('/charts/months.svg?period=2026');
    expect(chartOf({ ...PAST, unit: UNITS[0] ?? null })).toBe(
      '/charts/months.svg?period=2026&basis=original&asOf=2026-03-31&unit=SNV',
    );
  });

  it('lead to other periods, groups and deadlines, and back to the board, keeping what was chosen', () => {
    const { back, periods, groups, bases } = monthsModel({
      ...PAST,
      shown: { ...PAST.shown, group: 'mountain' },
    });
    const kept = 'basis=original&asOf=2026-03-31';
    expect(back.href).toBe(`/statistics?period=2026&group=mountain&${kept}`);
    expect(periods.links[0]?.href).toBe(`/statistics/months?period=2025&group=mountain&${kept}`);
    expect(groups?.links.map(({ href, current }) => [href, current])).toEqual([
      [`/statistics/months?period=2026&${kept}`, false],
      [`/statistics/months?period=2026&group=departments&${kept}`, false],
      [`/statistics/months?period=2026&group=mountain&${kept}`, true],
    ]);
    expect(bases.links.map(({ href, current }) => [href, current])).toEqual([
      ['/statistics/months?period=2026&group=mountain&asOf=2026-03-31', false],
      [`/statistics/months?period=2026&group=mountain&${kept}`, true],
    ]);
  });

  it('of one unit have no groups to choose from', () => {
    expect(monthsModel({ ...FACTS, unit: UNITS[0] ?? null }).groups).toBe(null);
  });
});
