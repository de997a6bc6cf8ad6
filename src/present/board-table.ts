import { type Counts, ratesOf } from '../domain/statistics.ts';
import { paths } from '../paths.ts';
import { type BoardRow, sumOf } from './board-rows.ts';
import { smallBucketBar } from './bucket-bar.ts';
import { BUCKETS, type FiguresTable } from './components.ts';
import { type FigureCell, figureCell, figureHeading } from './figure-cells.ts';
import { bucketHref, carriedHref, type Shown, totalHref, type Whose } from './figure-links.ts';
import { columnHeadings } from './figure-names.ts';
import { formatNumber, formatPercent } from './format.ts';
import { periodWords } from './period-words.ts';
import type { Reader } from './words.ts';

function cellsOf(reader: Reader, counts: Counts, whose: Whose | null): FigureCell[] {
  const { language } = reader;
  const linked = (count: number, href: (whose: Whose) => string | null, tone: FigureCell['tone'] = 'plain') =>
    figureCell(
      formatNumber(count, language),
      count === 0 ? {} : { href: whose === null ? null : href(whose), tone },
    );
  return [
    linked(counts.total, (one) => totalHref(one, counts)),
    ...BUCKETS.map((bucket) =>
      linked(counts[bucket], (one) => bucketHref(one, bucket), bucket === 'openOverdue' ? 'bad' : 'plain'),
    ),
    linked(counts.carriedIn, (one) => carriedHref(one, false)),
    linked(counts.carriedInOpen, (one) => carriedHref(one, true)),
    figureCell(formatPercent(ratesOf(counts).onTime, language)),
    figureCell('', { number: false, bar: smallBucketBar(reader, counts) }),
  ];
}

/** A row for each unit and one for their sum; `whoseOf` says whose tasks a figure leads to, null for no link. */
export function boardTable(
  reader: Reader & { shown: Shown },
  rows: readonly BoardRow[],
  nameOf: (unit: string) => string,
  whoseOf: (unit: string | null) => Whose | null,
): FiguresTable {
  const { t, shown } = reader;
  const [unit = '', ...figures] = columnHeadings(t);
  return {
    id: 'units',
    caption: t('statistics.units', { period: periodWords(shown.period, t) }),
    landscape: true,
    headings: [
      figureHeading(unit, false),
      ...figures.map((text) => figureHeading(text)),
      figureHeading(t('statistics.shape'), false),
    ],
    rows: rows.map((row) => ({
      head: nameOf(row.unit),
      href: paths.tasks({ unit: row.unit, role: 'lead' }),
      cells: cellsOf(reader, row, whoseOf(row.unit)),
    })),
    foot:
      rows.length < 2
        ? null
        : { head: t('statistics.sum'), cells: cellsOf(reader, sumOf(rows), whoseOf(null)) },
  };
}
