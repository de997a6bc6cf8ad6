import { chartSvg, FILL, INK, TEXT } from './chart-svg.ts';

/** Bars from 0 to 100 with the interval of each as a line over its end; texts are finished words. */
export type IntervalChart = {
  rows: readonly { name: string; value: number; low: number; high: number; text: string }[];
};

const WIDTH = 760;
const NAMES = 190;
const LINE = 26;

/** Both ends and the stroke of one interval, in pixels. */
function whisker(low: readonly number[], high: readonly number[]) {
  const [left = 0, y = 0] = low;
  const [right = 0] = high;
  const style = { stroke: INK, lineWidth: 1.5 };
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    type: 'line' as const,
    shape: { x1, y1, x2, y2 },
    style,
  });
  const children = [
    line(left, y, right, y),
    line(left, y - 5, left, y + 5),
    line(right, y - 5, right, y + 5),
  ];
  return { type: 'group' as const, children };
}

/** 760 wide and as high as it has rows. */
export function drawIntervals({ rows }: IntervalChart): string {
  const option = {
    grid: { left: NAMES, right: 70, top: 8, bottom: 32 },
    xAxis: { type: 'value', min: 0, max: 100, axisLabel: TEXT },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ name }) => name),
      axisLabel: { ...TEXT, interval: 0, width: NAMES - 16, overflow: 'truncate' },
      axisTick: { show: false },
    },
    series: [
      { type: 'bar', data: rows.map(({ value }) => value), itemStyle: { color: FILL, borderColor: INK } },
      {
        type: 'custom',
        data: rows.map(({ low, high }, at) => [at, Math.max(0, low), Math.min(100, high)]),
        encode: { x: [1, 2], y: 0 },
        z: 3,
        renderItem: (_: unknown, api: { value: (at: number) => number; coord: (of: number[]) => number[] }) =>
          whisker(api.coord([api.value(1), api.value(0)]), api.coord([api.value(2), api.value(0)])),
      },
      {
        type: 'custom',
        data: rows.map((_, at) => [at, 100]),
        encode: { x: 1, y: 0 },
        renderItem: (
          params: { dataIndex: number },
          api: { value: (at: number) => number; coord: (of: number[]) => number[] },
        ) => {
          const [x = 0, y = 0] = api.coord([api.value(1), api.value(0)]);
          const style = { text: rows[params.dataIndex]?.text ?? '', x: x + 10, y, fill: INK, fontSize: 13 };
          return { type: 'text', style: { ...style, textVerticalAlign: 'middle' } };
        },
      },
    ],
  };
  return chartSvg(option, { width: WIDTH, height: rows.length * LINE + 50 });
}
