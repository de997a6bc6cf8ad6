import { chartSvg, INK, TEXT } from './chart-svg.ts';

/**
 * Lines over the same columns, a gap where a value is null; `texts` are the values as finished words. The first line is
 * whole, with round points and its values, the others are broken, with square ones: they are told apart without colour.
 */
export type LinesChart = {
  columns: readonly string[];
  lines: readonly { name: string; values: readonly (number | null)[]; texts: readonly string[] }[];
};

const SIZE = { width: 560, height: 300 };
const ACCENT = '#0d4a8f';

/** 560 by 300; the axis begins where the lines do, since points differ little from 100. */
export function drawLines({ columns, lines }: LinesChart): string {
  const option = {
    grid: { left: 48, right: 28, top: 24, bottom: 60 },
    legend: { bottom: 0, left: 'center', itemWidth: 34, textStyle: TEXT },
    xAxis: {
      type: 'category',
      data: columns,
      axisLabel: { ...TEXT, interval: 0 },
      axisTick: { show: false },
    },
    yAxis: { type: 'value', scale: true, axisLabel: TEXT },
    series: lines.map(({ name, values, texts }, at) => ({
      type: 'line',
      name,
      data: values,
      symbol: at === 0 ? 'circle' : 'emptyRect',
      symbolSize: 8,
      lineStyle: { width: 2, type: at === 0 ? 'solid' : 'dashed' },
      color: at === 0 ? ACCENT : INK,
      label: {
        ...TEXT,
        fontSize: 12,
        show: at === 0,
        position: 'top',
        formatter: ({ dataIndex }: { dataIndex: number }) => texts[dataIndex] ?? '',
      },
    })),
  };
  return chartSvg(option, SIZE);
}
