import { chartSvg, INK, TEXT } from './chart-svg.ts';

/** How a part looks; light and pattern tell them apart where there is no colour. */
const LOOKS = {
  good: { fill: '#2c7745', ink: '#fff', rotation: null },
  late: { fill: '#6d7782', ink: '#fff', rotation: -Math.PI / 4 },
  plain: { fill: '#d5dae0', ink: INK, rotation: null },
  bad: { fill: '#b32020', ink: '#fff', rotation: Math.PI / 4 },
} as const;

/** Columns, each of parts that lie on one another, each part with a value for each column, and that as finished words. */
export type StacksChart = {
  columns: readonly string[];
  parts: readonly {
    name: string;
    look: keyof typeof LOOKS;
    values: readonly number[];
    texts: readonly string[];
  }[];
};

const SIZE = { width: 640, height: 320 };

/** A part lower than this share of the highest column has no room for its figure, which the table has. */
const ROOM = 0.06;

/** Strokes across a part, as echarts calls them. */
function strokes(rotation: number, color: string, backgroundColor: string) {
  return { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation, color, backgroundColor };
}

function seriesOf({ name, look, values, texts }: StacksChart['parts'][number], least: number) {
  const { fill, ink, rotation } = LOOKS[look];
  const plain = { color: fill, borderColor: '#fff', borderWidth: 1 };
  return {
    type: 'bar',
    stack: 'all',
    name,
    barMaxWidth: 44,
    data: values.map((value) => (value === 0 ? null : value)),
    itemStyle: rotation === null ? plain : { ...plain, decal: strokes(rotation, ink, fill) },
    label: {
      show: true,
      fontSize: 12,
      ...(rotation === null ? { color: ink } : { color: INK, backgroundColor: '#fff', padding: [1, 3] }),
      formatter: ({ dataIndex }: { dataIndex: number }) =>
        (values[dataIndex] ?? 0) >= least ? (texts[dataIndex] ?? '') : '',
    },
  };
}

/** 640 by 320; each part has its figure in it where there is room. */
export function drawStacks({ columns, parts }: StacksChart): string {
  const heights = columns.map((_, at) => parts.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  const least = Math.max(...heights, 0) * ROOM;
  const option = {
    grid: { left: 44, right: 8, top: 12, bottom: 60 },
    legend: { bottom: 0, left: 'center', itemWidth: 22, itemHeight: 14, textStyle: TEXT },
    xAxis: {
      type: 'category',
      data: columns,
      axisLabel: { ...TEXT, interval: 0 },
      axisTick: { show: false },
    },
    yAxis: { type: 'value', minInterval: 1, axisLabel: TEXT },
    series: parts.map((part) => seriesOf(part, least)),
  };
  return chartSvg(option, SIZE);
}
