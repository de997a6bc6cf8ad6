import type { Standing } from './standing.ts';

/** The buckets in which official reports count tasks (contract.md, "Periods and buckets"). */
export type Bucket = 'doneOnTime' | 'doneLate' | 'openInTime' | 'openOverdue' | 'noDeadline';

/** Tasks of a period per bucket; `total` is the sum of the five, what was carried in stands outside it. */
export type Counts = Record<Bucket | 'total' | 'carriedIn' | 'carriedInOpen', number>;

/** The three rates in use, as fractions from 0 to 1; null where there is nothing to divide by. */
export type Rates = { completion: number | null; effective: number | null; onTime: number | null };

const BUCKETS: Record<Standing, Bucket | null> = {
  notCounted: null,
  noDeadline: 'noDeadline',
  doneOnTime: 'doneOnTime',
  doneLate: 'doneLate',
  overdue: 'openOverdue',
  dueToday: 'openInTime',
  dueSoon: 'openInTime',
  inTime: 'openInTime',
};

/** The bucket of a standing; null for a task that isn't counted. */
export function bucketOf(standing: Standing): Bucket | null {
  return BUCKETS[standing];
}

/** Counts of no task at all. */
export function emptyCounts(): Counts {
  return {
    total: 0,
    doneOnTime: 0,
    doneLate: 0,
    openInTime: 0,
    openOverdue: 0,
    noDeadline: 0,
    carriedIn: 0,
    carriedInOpen: 0,
  };
}

/** The counts of both together, such as those of all units of a group. */
export function addCounts(a: Counts, b: Counts): Counts {
  return {
    total: a.total + b.total,
    doneOnTime: a.doneOnTime + b.doneOnTime,
    doneLate: a.doneLate + b.doneLate,
    openInTime: a.openInTime + b.openInTime,
    openOverdue: a.openOverdue + b.openOverdue,
    noDeadline: a.noDeadline + b.noDeadline,
    carriedIn: a.carriedIn + b.carriedIn,
    carriedInOpen: a.carriedInOpen + b.carriedInOpen,
  };
}

function rate(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/**
 * The rates that offices use, from the same counts: `completion` done of all with a deadline, `effective` done
 * and `onTime` done on time, both of those done or overdue (contract.md, "Periods and buckets").
 */
export function ratesOf(counts: Counts): Rates {
  const done = counts.doneOnTime + counts.doneLate;
  const fallen = done + counts.openOverdue;
  return {
    completion: rate(done, fallen + counts.openInTime),
    effective: rate(done, fallen),
    onTime: rate(counts.doneOnTime, fallen),
  };
}
