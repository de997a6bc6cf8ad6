/** What the cells of a column hold: `day` is `YYYY-MM-DD`, `percent` a fraction from 0 to 1, `points` has two decimals. */
export type ColumnKind = 'text' | 'whole' | 'points' | 'percent' | 'day';

/** `width` in characters, as spreadsheets count it. */
export type Column = { heading: string; width: number; kind: ColumnKind };

export type CellValue = string | number | null;

/** A table on a sheet of its own, its heading frozen and printed on each page; `title` stands above it, line by line. */
export type Sheet = {
  name: string;
  title: readonly string[];
  columns: readonly Column[];
  rows: Iterable<readonly CellValue[]> | AsyncIterable<readonly CellValue[]>;
  landscape: boolean;
};

export type Workbook = { sheets: readonly Sheet[] };
