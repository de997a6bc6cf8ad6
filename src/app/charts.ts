import type { IntervalChart } from '../documents/draw-chart.ts';
import type { House } from './house.ts';

/** An image with its version, which is the same for the same figures and words. */
export type ChartFile = { version: string; draw: () => Promise<string> };

/** A chart of scores with their intervals; drawn only when asked for, and what draws it is loaded only then: it is large. */
export function intervalChartFile(house: House, chart: IntervalChart): ChartFile {
  const version = house.hash(JSON.stringify(chart)).slice(0, 32);
  return { version, draw: async () => (await import('../documents/draw-chart.ts')).drawIntervals(chart) };
}
