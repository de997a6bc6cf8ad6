import { describe, expect, it } from 'vitest';
import { drawIntervals } from '../../src/documents/draw-chart.ts';

const ROWS = [
  { name: 'Sở Nội vụ', value: 95.71, low: 93, high: 98, text: '95,71' },
  { name: 'Huyện <b>& "Lạ"', value: 60, low: 40, high: 140, text: '60,00' },
];

describe('a chart of scores with their intervals', () => {
  const svg = drawIntervals({ rows: ROWS });

  it('names each unit and its score as text, escaped', () => {
    expect(svg).toContain('>Sở Nội vụ</text>');
    expect(svg).toContain('>95,71</text>');
    expect(svg).toContain('Huyện &lt;b&gt;&amp;');
  });

  it('has neither inline styles nor a sheet nor a script', () => {
    expect(svg).not.toMatch(/\sstyle=|<style|<script/);
    expect(svg).toContain('font-size="13px"');
  });

  it('is drawn without any row', () => {
    expect(drawIntervals({ rows: [] })).toMatch(/^<svg /);
  });
});
