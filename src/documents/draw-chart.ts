import { type BarsChart, drawBars } from './draw-bars.ts';
import { drawIntervals, type IntervalChart } from './draw-intervals.ts';
import { drawLines, type LinesChart } from './draw-lines.ts';
import { drawStacks, type StacksChart } from './draw-stacks.ts';

/** A chart by its kind, with its figures and its words. */
export type Chart =
  | ({ kind: 'intervals' } & IntervalChart)
  | ({ kind: 'stacks' } & StacksChart)
  | ({ kind: 'bars' } & BarsChart)
  | ({ kind: 'lines' } & LinesChart);

/** A chart as SVG that a strict Content-Security-Policy takes: no inline style, no sheet, no script. */
export function drawChart(chart: Chart): string {
  switch (chart.kind) {
    case 'intervals':
      return drawIntervals(chart);
    case 'stacks':
      return drawStacks(chart);
    case 'bars':
      return drawBars(chart);
    case 'lines':
      return drawLines(chart);
  }
}
