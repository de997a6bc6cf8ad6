import { addCounts, type Counts, emptyCounts, ratesOf } from '../domain/statistics.ts';

/** The counts of a unit, as the board reads them. */
export type BoardRow = { unit: string } & Counts;

/** The sum of the counts of all units. */
export function sumOf(rows: readonly BoardRow[]): Counts {
  return rows.reduce<Counts>((sum, row) => addCounts(sum, row), emptyCounts());
}

/** Worst first: most overdue, then the lowest rate, then by name. */
export function worstFirst(rows: readonly BoardRow[], nameOf: (unit: string) => string): BoardRow[] {
  const rate = (row: BoardRow) => ratesOf(row).onTime ?? 2;
  return [...rows].sort(
    (a, b) =>
      b.openOverdue - a.openOverdue ||
      rate(a) - rate(b) ||
      nameOf(a.unit).localeCompare(nameOf(b.unit), 'vi'),
  );
}
