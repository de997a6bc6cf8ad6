import { describe, expect, it } from 'vitest';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import type { Part, Row } from '../../src/domain/row.ts';
import type { Scheme } from '../../src/domain/scheme.ts';
import { emptyCounts } from '../../src/domain/statistics.ts';
import { compareTable } from '../../src/present/compare-page.ts';
import { translator } from '../../src/present/words.ts';
import { rankedRow } from '../support/ranked-row.ts';

const PERIOD = { text: '2026-Q2', from: '2026-04-01', to: '2026-06-30' };
const BEFORE = { text: '2026-Q1', from: '2026-01-01', to: '2026-03-31' };

const SNV = rankedRow('SNV', 2, 915_050, { rankFrom: 1, rankTo: 4, grade: 'excellent', tasks: 1234 });
const STC = rankedRow('STC', null, null, { reason: 'tooFewTasks', weight: 3, tasks: 2 });

/** Each figure of a unit's counts another one, so that none can stand for another. */
const COUNTS = {
  current: {
    ...emptyCounts(),
    doneOnTime: 6,
    doneLate: 2,
    openInTime: 3,
    openOverdue: 1,
    noDeadline: 4,
    total: 16,
  },
  original: {
    ...emptyCounts(),
    doneOnTime: 5,
    doneLate: 3,
    openInTime: 2,
    openOverdue: 2,
    noDeadline: 4,
    total: 16,
  },
};
const NONE = { current: emptyCounts(), original: emptyCounts() };

function tableOf(rows: readonly Row[] = [SNV, STC], scheme: Scheme = DEFAULT_SCHEME) {
  const facts = {
    ...{ language: 'vi' as const, t: translator('vi'), period: PERIOD, scheme, shipped: 'report' as const },
    unitOf: () => undefined,
  };
  const earlier = { period: BEFORE, rows: [rankedRow('STC', 1, 990_000), rankedRow('SNV', 3, 905_000)] };
  const [first = SNV, second = STC] = rows;
  return compareTable(facts, earlier, [
    { row: first, counts: COUNTS, late: [7, 0, 1, 0, 0] },
    { row: second, counts: NONE, late: [0, 0, 0, 0, 2] },
  ]);
}

const section = (at: number, table = tableOf()) =>
  table.sections[at]?.rows.map(({ head, cells }) => [head, ...cells.map(({ text }) => text)]);

describe('two units side by side', () => {
  it('stand under their names, each leading to its page by the scheme that is looked at', () => {
    expect(tableOf().units).toEqual([
      { name: 'SNV', href: '/ranking/SNV?period=2026-Q2&scheme=report' },
      { name: 'STC', href: '/ranking/STC?period=2026-Q2&scheme=report' },
    ]);
  });

  it('show their results, a dash where there is none, and why one has no rank', () => {
    expect(section(0)).toEqual([
      ['Khối', 'Sở, ban, ngành', 'Sở, ban, ngành'],
      ['Hạng', '2', 'Chưa đủ số liệu: tổng trọng số nhiệm vụ là 3, cần ít nhất 5'],
      ['Khoảng hạng', 'khoảng 1 đến 4', '–'],
      ['Điểm', '91,51', '–'],
      ['Khoảng điểm', '90,27 – 92,74', '–'],
      ['Mức xếp loại', 'Hoàn thành xuất sắc nhiệm vụ', '–'],
      ['So với kỳ trước', 'lên 1 hạng, +1,01 điểm', 'chưa có kỳ trước để so'],
      ['Nhiệm vụ', '1.234', '2'],
    ]);
  });

  it('show the score of each component where there are several', () => {
    const part = (component: string, score: number): Part => ({
      ...{ component, score, share: 1, tasks: 9, weight: 9, mean: score, groupMean: score, kappa: 10 },
    });
    const components = [
      { name: 'timeliness', weight: 3 },
      { name: 'Chuyển đổi số', weight: 1 },
    ];
    const parts = [part('Chuyển đổi số', 800_049), part('timeliness', 950_000)];
    const rows = section(0, tableOf([{ ...SNV, parts }, STC], { ...DEFAULT_SCHEME, components }));
    expect(rows?.slice(8)).toEqual([
      ['Tiến độ', '95,00', '–'],
      ['Chuyển đổi số', '80,00', '–'],
    ]);
  });

  it('show how many tasks they had, under the current deadline', () => {
    expect(section(1)?.map(([, ...texts]) => texts)).toEqual([
      ['6', '0'],
      ['2', '0'],
      ['3', '0'],
      ['1', '0'],
      ['4', '0'],
      ['16', '0'],
    ]);
  });

  it('show the three rates under both deadlines', () => {
    expect(section(2)?.map(([head, text]) => [head, text])).toEqual([
      ['Hoàn thành trên tổng số có thời hạn (Hạn điều chỉnh)', '66,7\u00a0%'],
      ['Hoàn thành trên tổng số có thời hạn (Hạn ban đầu)', '66,7\u00a0%'],
      ['Hoàn thành trên số đã hoàn thành hoặc quá hạn (Hạn điều chỉnh)', '88,9\u00a0%'],
      ['Hoàn thành trên số đã hoàn thành hoặc quá hạn (Hạn ban đầu)', '80,0\u00a0%'],
      ['Đúng hạn trên số đã hoàn thành hoặc quá hạn (Hạn điều chỉnh)', '66,7\u00a0%'],
      ['Đúng hạn trên số đã hoàn thành hoặc quá hạn (Hạn ban đầu)', '50,0\u00a0%'],
    ]);
  });

  it('show their tasks by days late', () => {
    expect(section(3)).toEqual([
      ['Không quá hạn', '7', '0'],
      ['1 – 5 ngày làm việc', '0', '0'],
      ['6 – 10 ngày làm việc', '1', '0'],
      ['11 – 30 ngày làm việc', '0', '0'],
      ['Trên 30 ngày làm việc', '0', '2'],
    ]);
  });
});
