import type { Chart } from '../documents/draw-chart.ts';
import type { Row } from '../domain/row.ts';
import { shownInterval } from './ranking-board.ts';
import { inPoints, type Speech } from './score-words.ts';

/** Scores with their intervals as a chart, in the order of the ranks; whoever has none isn't on it. */
export function rankingChart(speech: Speech, rows: readonly Row[], nameOf: (unit: string) => string): Chart {
  return {
    kind: 'intervals',
    rows: rows.flatMap((row) => {
      const interval = shownInterval(row);
      if (row.score === null || interval === null) return [];
      const shown = { value: row.score / 10_000, low: interval.low / 10_000, high: interval.high / 10_000 };
      return [{ name: nameOf(row.unit), text: inPoints(speech, row.score), ...shown }];
    }),
  };
}
