import { drawIntervals, type IntervalChart } from '../documents/draw-chart.ts';
import type { House } from './house.ts';

/** An image with its version, which is the same for the same figures and words. */
export type ChartFile = { version: string; draw: () => string };

/** A chart of scores with their intervals; drawn only when it is asked for. */
export function intervalChartFile(house: House, chart: IntervalChart): ChartFile {
  return { version: house.hash(JSON.stringify(chart)).slice(0, 32), draw: () => drawIntervals(chart) };
}
