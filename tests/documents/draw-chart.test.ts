import { describe, expect, it } from 'vitest';
import { type Chart, drawChart } from '../../src/documents/draw-chart.ts';

const HOSTILE = 'Huyện <b>& "Lạ"';

const CHARTS: Record<Chart['kind'], Chart> = {
  intervals: {
    kind: 'intervals',
    rows: [
      { name: 'Sở Nội vụ', value: 95.71, low: 93, high: 98, text: '95,71' },
      { name: HOSTILE, value: 60, low: 40, high: 140, text: '60,00' },
    ],
  },
  stacks: {
    kind: 'stacks',
    columns: ['T1', HOSTILE],
    parts: [
      { name: 'Hoàn thành đúng hạn', look: 'good', values: [120, 3], texts: ['120', '3'] },
      { name: 'Đang quá hạn', look: 'bad', values: [40, 0], texts: ['40', '0'] },
    ],
  },
  bars: {
    kind: 'bars',
    rows: [
      { name: 'Không quá hạn', value: 12, text: '12 (80,0 %)' },
      { name: HOSTILE, value: 0, text: '0 (0,0 %)' },
    ],
  },
  lines: {
    kind: 'lines',
    columns: ['T1', 'T2', HOSTILE],
    lines: [
      { name: 'Sở Nội vụ', values: [91.25, null, 95.5], texts: ['91,25', '–', '95,50'] },
      { name: 'Trung vị', values: [90, 90.5, 91], texts: ['90,00', '90,50', '91,00'] },
    ],
  },
};

const EMPTY: readonly Chart[] = [
  { kind: 'intervals', rows: [] },
  { kind: 'stacks', columns: [], parts: [] },
  { kind: 'bars', rows: [] },
  { kind: 'lines', columns: [], lines: [] },
];

/** The texts of an image in their order, and how many shapes have that fill or stroke. */
const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

describe.each(Object.values(CHARTS))('a chart of kind $kind', (chart) => {
  const svg = drawChart(chart);

  it('has its words as text, escaped', () => {
    expect(svg).toContain('Huyện &lt;b&gt;&amp;');
    expect(svg).not.toContain('<b>');
  });

  it('has neither inline styles nor a sheet nor a script', () => {
    expect(svg).not.toMatch(/\sstyle=|<style|<script/);
    expect(svg).toContain('font-size="13px"');
  });
});

describe('figures on a chart', () => {
  it('stand at every bar with its interval', () => {
    expect(textsOf(drawChart(CHARTS.intervals))).toEqual(
      expect.arrayContaining(['Sở Nội vụ', '95,71', '60,00']),
    );
  });

  it('stand in a part of a column where it is high enough, and never for none', () => {
    const texts = textsOf(drawChart(CHARTS.stacks));
    expect(texts).toEqual(expect.arrayContaining(['120', '40', 'Hoàn thành đúng hạn', 'Đang quá hạn']));
    expect(texts).not.toContain('3');
  });

  it('stand behind every bar that lies, nought too', () => {
    const texts = textsOf(drawChart(CHARTS.bars));
    expect(texts).toEqual(expect.arrayContaining(['12 (80,0 %)', '0 (0,0 %)']));
  });

  it('stand on the first line alone, and not where it has a gap', () => {
    const texts = textsOf(drawChart(CHARTS.lines));
    expect(texts).toEqual(expect.arrayContaining(['91,25', '95,50', 'Trung vị']));
    expect(texts).not.toContain('90,50');
    expect(texts).not.toContain('–');
  });
});

describe('without colour', () => {
  it('parts of columns are told apart by light and pattern, lines by strokes', () => {
    expect(drawChart(CHARTS.stacks)).toContain('<pattern');
    expect(drawChart(CHARTS.lines)).toMatch(/stroke-dasharray="[1-9]/);
  });
});

describe('no figures at all', () => {
  it.each(EMPTY)('are drawn as an empty chart of kind $kind', (chart) => {
    expect(drawChart(chart)).toMatch(/^<svg /);
  });
});
