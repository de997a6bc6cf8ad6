/** How many working days late, in bands that read at a glance; the last has no end. */
export const LATE_BANDS: readonly (readonly [from: number, to: number | null])[] = [
  [0, 0],
  [1, 5],
  [6, 10],
  [11, 30],
  [31, null],
];

/** How many of these numbers of working days late fall into each band, in the order of `LATE_BANDS`. */
export function countByBand(daysLate: readonly number[]): number[] {
  return LATE_BANDS.map(
    ([from, to]) => daysLate.filter((days) => days >= from && (to === null || days <= to)).length,
  );
}
