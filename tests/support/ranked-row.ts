import type { Row } from '../../src/domain/row.ts';

/** A row of nine tasks among the departments, scored in ten-thousandths; what a test says of its own goes over it. */
export function rankedRow(
  unit: string,
  rank: number | null,
  score: number | null,
  more: Partial<Row> = {},
): Row {
  return {
    ...{ unit, group: 'departments', rank, rankFrom: rank, rankTo: rank, score },
    ...{ low: score === null ? null : score - 12_345, high: score === null ? null : score + 12_345 },
    ...{ grade: null, tasks: 9, weight: 9, reason: null, peers: 4, parts: [] },
    ...more,
  };
}
