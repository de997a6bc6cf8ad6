import { describe, expect, it } from 'vitest';
import type { Chart } from '../../src/documents/draw-chart.ts';
import { parsePeriod } from '../../src/domain/period.ts';
import { emptyCounts } from '../../src/domain/statistics.ts';
import { monthsChart } from '../../src/present/months-page.ts';
import { lateChart, trendChart, trendTable } from '../../src/present/unit-charts.ts';
import { translator } from '../../src/present/words.ts';

const reader = { t: translator('vi'), language: 'vi' as const };
const period = (text: string) => parsePeriod(text) ?? { text: '', from: '', to: '' };
const point = (text: string, score: number | null, median: number | null) => ({
  ...{ period: period(text), score, median },
  edition: null,
});

const plain = (text: string): number | null =>
  text === '–' ? null : Number.parseFloat(text.replace(',', '.'));

/** What a chart draws beside what it says of that. */
function drawnAndSaid(chart: Chart): [number | null, number | null][] {
  if (chart.kind === 'bars') return chart.rows.map(({ value, text }) => [value, plain(text)]);
  const series = chart.kind === 'stacks' ? chart.parts : chart.kind === 'lines' ? chart.lines : [];
  return series.flatMap(({ values, texts }) =>
    values.map((value, at): [number | null, number | null] => [value, plain(texts[at] ?? '')]),
  );
}

describe('a chart draws what it says', () => {
  const counts = {
    ...emptyCounts(),
    doneOnTime: 4,
    doneLate: 3,
    openInTime: 2,
    openOverdue: 1,
    noDeadline: 9,
    total: 19,
  };
  const shown = { period: period('2026-Q1'), group: null, basis: 'current' as const, asOf: null };
  const months = [{ month: period('2026-01'), counts }];
  it.each<[string, Chart, (number | null)[]]>([
    [
      'months',
      monthsChart({ ...reader, shown, assigner: '38', unit: null, months, today: '' }),
      [4, 3, 2, 1],
    ],
    ['days late', lateChart(reader, [12, 0, 3, 0, 1]), [12, 0, 3, 0, 1]],
    [
      'a trend',
      trendChart(reader, [point('2026-01', 912500, 900000), point('2026-02', null, 905000)], 'SNV'),
      [91.25, null, 90, 90.5],
    ],
  ])('of %s', (_, chart, expected) => {
    const both = drawnAndSaid(chart);
    expect(both.map(([drawn]) => drawn)).toEqual(expected);
    expect(both.map(([, said]) => said)).toEqual(expected);
  });
});

describe('a trend', () => {
  const of = { ...reader, unit: 'SNV', period: period('2026-02'), shipped: null };
  it.each([
    [[], null, 'of no period is none'],
    [[point('2026-02', 900000, null)], false, 'of one period has nothing to draw'],
    [
      [point('2026-01', 900000, null), point('2026-02', null, null)],
      false,
      'with one score has nothing to draw',
    ],
    [[point('2026-01', 900000, null), point('2026-02', 910000, null)], true, 'of two scores is drawn'],
  ])('%#: is drawn: %s, %s', (points, drawn, _) => {
    const table = trendTable(of, points);
    expect(table && table.chart !== null).toBe(drawn);
  });

  it('says of each period from which edition it is, with the way to it, or that it is as of now', () => {
    const settled = { ...point('2026-01', 900000, 880000), edition: { id: 'e1', number: 2 } };
    const rows = trendTable(of, [settled, point('2026-02', 910000, null)])?.rows;
    expect(rows?.map(({ cells }) => cells)).toEqual([
      [
        { text: '90,00', href: null },
        { text: '88,00', href: null },
        { text: 'Bản số 2', href: '/rankings/editions/e1' },
      ],
      [
        { text: '91,00', href: null },
        { text: '–', href: null },
        { text: 'Tính đến nay', href: null },
      ],
    ]);
  });

  it('names each period with its year, under the axis and in the table', () => {
    const points = [point('2025-12', 900000, null), point('2026-01', 910000, null)];
    expect(trendTable(of, points)?.rows.map(({ head }) => head)).toEqual(['Tháng 12/2025', 'Tháng 1/2026']);
    const chart = trendChart(reader, points, 'SNV');
    expect(chart.kind === 'lines' && chart.columns).toEqual(['T12\n2025', 'T1\n2026']);
  });
});
