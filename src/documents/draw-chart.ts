import { BarChart, CustomChart } from 'echarts/charts';
import { AriaComponent, GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

/** Bars from 0 to 100 with the interval of each as a line over its end; texts are finished words. */
export type IntervalChart = {
  rows: readonly { name: string; value: number; low: number; high: number; text: string }[];
};

use([BarChart, CustomChart, AriaComponent, GridComponent, SVGRenderer]);

const WIDTH = 760;
const NAMES = 190;
const LINE = 26;
const INK = '#1f2933';
const BAR = '#8fb3d9';

/** `style="a:b;"` as attributes, and no sheet: a strict Content-Security-Policy takes neither. */
function withoutStyles(svg: string): string {
  return svg.replace(/<style[^>]*>[\s\S]*?<\/style>/g, '').replace(/ style="([^"]*)"/g, (_, style: string) =>
    style
      .split(';')
      .filter((one) => one.includes(':'))
      .map((one) => ` ${one.slice(0, one.indexOf(':')).trim()}="${one.slice(one.indexOf(':') + 1).trim()}"`)
      .join(''),
  );
}

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

/** The chart as SVG without inline styles, 760 wide and as high as it has rows. */
export function drawIntervals({ rows }: IntervalChart): string {
  const height = rows.length * LINE + 50;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  const text = { color: INK, fontSize: 13 };
  chart.setOption({
    animation: false,
    grid: { left: NAMES, right: 70, top: 8, bottom: 32 },
    xAxis: { type: 'value', min: 0, max: 100, axisLabel: text },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ name }) => name),
      axisLabel: { ...text, interval: 0, width: NAMES - 16, overflow: 'truncate' },
      axisTick: { show: false },
    },
    series: [
      { type: 'bar', data: rows.map(({ value }) => value), itemStyle: { color: BAR, borderColor: INK } },
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
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return withoutStyles(svg);
}
