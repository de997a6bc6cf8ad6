import type { Counts } from '../domain/statistics.ts';
import { BUCKETS, type Bucket, type BucketBar, bucketSegments } from './components.ts';
import { bucketHref, type Whose } from './figure-links.ts';
import { BUCKET_NAMES } from './figure-names.ts';
import { formatNumber } from './format.ts';
import type { Reader } from './words.ts';

function figureOf({ language }: Reader, counts: Counts) {
  return (bucket: Bucket) => formatNumber(counts[bucket], language);
}

/** The buckets as a small bar, in the row of a table that has their figures. */
export function smallBucketBar(reader: Reader, counts: Counts): BucketBar {
  const figure = figureOf(reader, counts);
  const label = BUCKETS.map((bucket) => `${reader.t(BUCKET_NAMES[bucket])} ${figure(bucket)}`).join('; ');
  return { label, small: true, segments: bucketSegments(counts), keys: [] };
}

/** The buckets as a bar with their figures under it, each a link to its tasks; `whose` null for none. */
export function bucketBar(reader: Reader, counts: Counts, whose: Whose | null): BucketBar {
  const figure = figureOf(reader, counts);
  const keys = BUCKETS.map((bucket) => ({
    bucket,
    text: reader.t(BUCKET_NAMES[bucket]),
    figure: figure(bucket),
    href: whose === null || counts[bucket] === 0 ? null : bucketHref(whose, bucket),
  }));
  return { ...smallBucketBar(reader, counts), small: false, keys };
}
