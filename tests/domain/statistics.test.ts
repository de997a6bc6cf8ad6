import { describe, expect, it } from 'vitest';
import { STANDINGS } from '../../src/domain/standing.ts';
import { addCounts, bucketOf, emptyCounts, ratesOf } from '../../src/domain/statistics.ts';

/** The Government's own tasks as it reported them for August 2016. */
const AUGUST_2016 = {
  ...emptyCounts(),
  total: 3726,
  doneOnTime: 1310,
  doneLate: 429,
  openInTime: 1812,
  openOverdue: 175,
};

const percent = (rate: number | null): string | null =>
  rate === null ? null : `${(rate * 100).toFixed(1)} %`;

describe('bucketOf', () => {
  it('puts every standing into its bucket', () => {
    expect(Object.fromEntries(STANDINGS.map((standing) => [standing, bucketOf(standing)]))).toEqual({
      notCounted: null,
      noDeadline: 'noDeadline',
      doneOnTime: 'doneOnTime',
      doneLate: 'doneLate',
      overdue: 'openOverdue',
      dueToday: 'openInTime',
      dueSoon: 'openInTime',
      inTime: 'openInTime',
    });
  });
});

describe('ratesOf', () => {
  it('gives the three official rates of August 2016', () => {
    const { completion, effective, onTime } = ratesOf(AUGUST_2016);
    expect([percent(completion), percent(onTime), percent(effective)]).toEqual([
      '46.7 %',
      '68.4 %',
      '90.9 %',
    ]);
  });

  it('is the same with tasks that have no deadline or were carried in', () => {
    const more = { ...AUGUST_2016, total: 3736, noDeadline: 10, carriedIn: 40, carriedInOpen: 12 };
    expect(ratesOf(more)).toEqual(ratesOf(AUGUST_2016));
  });

  it('has no rate where there is nothing to divide by', () => {
    expect(ratesOf(emptyCounts())).toEqual({ completion: null, effective: null, onTime: null });
    expect(ratesOf({ ...emptyCounts(), total: 4, openInTime: 4 })).toEqual({
      completion: 0,
      effective: null,
      onTime: null,
    });
  });
});

describe('addCounts', () => {
  it('adds every figure, and nothing to none', () => {
    const counts = {
      total: 1,
      doneOnTime: 2,
      doneLate: 3,
      openInTime: 4,
      openOverdue: 5,
      noDeadline: 6,
      carriedIn: 7,
      carriedInOpen: 8,
    };
    expect(addCounts(counts, emptyCounts())).toEqual(counts);
    expect(Object.values(addCounts(counts, counts))).toEqual([2, 4, 6, 8, 10, 12, 14, 16]);
  });
});
