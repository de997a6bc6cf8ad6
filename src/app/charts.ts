import type { Chart } from '../documents/draw-chart.ts';
import type { House } from './house.ts';

/** An image with its version, which is the same for the same figures and words. */
export type ChartFile = { version: string; draw: () => Promise<string> };

/** A chart as an image; drawn only when asked for, and what draws it is loaded only then: it is large. */
export function chartFile(house: House, chart: Chart): ChartFile {
  const version = house.hash(JSON.stringify(chart)).slice(0, 32);
  return { version, draw: async () => (await import('../documents/draw-chart.ts')).drawChart(chart) };
}
