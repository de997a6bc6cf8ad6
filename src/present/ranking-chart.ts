import type { Chart } from '../documents/draw-chart.ts';
import type { Row } from '../domain/row.ts';
import { inPoints, type Speech } from './score-words.ts';

/** Scores with their intervals as a chart, in the order of the ranks; whoever has none isn't on it. */
export function rankingChart(speech: Speech, rows: readonly Row[], nameOf: (unit: string) => string): Chart {
  return {
    kind: 'intervals',
    rows: rows.flatMap(({ unit, score, low, high }) => {
      if (score === null || low === null || high === null) return [];
      const [value, least, most] = [score, low, high].map((one) => one / 10_000);
      return [
        {
          ...{ name: nameOf(unit), text: inPoints(speech, score) },
          ...{ value: value ?? 0, low: least ?? 0, high: most ?? 0 },
        },
      ];
    }),
  };
}
