import type { Grade } from './scheme.ts';

/** Why a unit has no rank. */
export type Unranked = 'tooFewTasks' | 'verifiesItself' | 'excluded';

/**
 * One component of a unit's score, in ten-thousandths of a point: `score` is (S + κμ) / (W + κ), `mean` S / W
 * (null where the unit has no facts), `groupMean` μ; `share` is the component's weight in the scheme.
 */
export type Part = {
  component: string;
  share: number;
  tasks: number;
  weight: number;
  mean: number | null;
  groupMean: number;
  kappa: number;
  score: number;
};

/** A unit's row; scores in ten-thousandths of a point; null, and without parts, when it has no rank. */
export type Row = {
  unit: string;
  group: string | null;
  rank: number | null;
  rankFrom: number | null;
  rankTo: number | null;
  score: number | null;
  low: number | null;
  high: number | null;
  grade: Grade | null;
  tasks: number;
  weight: number;
  reason: Unranked | null;
  /** How many units make up the mean of the group, this one included. */
  peers: number;
  parts: Part[];
};

/** The row of `GET /rankings`: points with at most four decimals, the parts left out. */
export type PublishedRow = Omit<Row, 'peers' | 'parts'>;

function inPoints(tenThousandths: number | null): number | null {
  return tenThousandths === null ? null : tenThousandths / 10_000;
}

/** A row as it is published (contract.md, `GET /rankings`). */
export function publishRow(row: Row): PublishedRow {
  return {
    unit: row.unit,
    group: row.group,
    rank: row.rank,
    rankFrom: row.rankFrom,
    rankTo: row.rankTo,
    score: inPoints(row.score),
    low: inPoints(row.low),
    high: inPoints(row.high),
    grade: row.grade,
    tasks: row.tasks,
    weight: row.weight,
    reason: row.reason,
  };
}

function before<T extends string | number>(a: T | null, b: T | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

/** The one order of rows, whatever the order of the input: by group, rank, code; those without one last. */
export function inRowOrder(a: Row, b: Row): number {
  return before(a.group, b.group) || before(a.rank, b.rank) || before(a.unit, b.unit);
}
