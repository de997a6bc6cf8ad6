import { chartSvg, FILL, INK, TEXT } from './chart-svg.ts';

/** Bars that lie, one under the other, each with its figure as finished words behind it. */
export type BarsChart = { rows: readonly { name: string; value: number; text: string }[] };

const WIDTH = 560;
const LINE = 34;

/** 560 wide and as high as it has rows. */
export function drawBars({ rows }: BarsChart): string {
  const option = {
    grid: { left: 170, right: 110, top: 4, bottom: 4 },
    xAxis: { type: 'value', min: 0, show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ name }) => name),
      axisLabel: { ...TEXT, interval: 0 },
      axisTick: { show: false },
    },
    series: [
      {
        type: 'bar',
        barWidth: 18,
        data: rows.map(({ value }) => value),
        itemStyle: { color: FILL, borderColor: INK },
        label: {
          ...TEXT,
          show: true,
          position: 'right',
          formatter: ({ dataIndex }: { dataIndex: number }) => rows[dataIndex]?.text ?? '',
        },
      },
    ],
  };
  return chartSvg(option, { width: WIDTH, height: rows.length * LINE + 8 });
}
