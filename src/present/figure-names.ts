import type { Rates } from '../domain/statistics.ts';
import { BUCKETS, type Bucket } from './components.ts';
import type { Translate } from './words.ts';

/** What each bucket is called. */
export const BUCKET_NAMES: Record<Bucket, string> = {
  doneOnTime: 'statistics.bucket.doneOnTime',
  doneLate: 'statistics.bucket.doneLate',
  openInTime: 'statistics.bucket.openInTime',
  openOverdue: 'statistics.bucket.openOverdue',
  noDeadline: 'statistics.bucket.noDeadline',
};

/** What heads the column of each bucket. */
export const COLUMNS: Record<Bucket, string> = {
  doneOnTime: 'statistics.column.doneOnTime',
  doneLate: 'statistics.column.doneLate',
  openInTime: 'statistics.column.openInTime',
  openOverdue: 'statistics.column.openOverdue',
  noDeadline: 'statistics.column.noDeadline',
};

/** The rates in use, and their names. */
export const RATES: readonly [keyof Rates, string][] = [
  ['completion', 'statistics.rate.completion'],
  ['effective', 'statistics.rate.effective'],
  ['onTime', 'statistics.rate.onTime'],
];

/** What heads the columns of a table of units: unit, total, buckets, what was carried in, and the rate on time. */
export function columnHeadings(t: Translate): string[] {
  return [
    t('statistics.unit'),
    t('statistics.total'),
    ...BUCKETS.map((bucket) => t(COLUMNS[bucket])),
    t('statistics.column.carriedIn'),
    t('statistics.column.carriedInOpen'),
    t('statistics.column.onTime'),
  ];
}
