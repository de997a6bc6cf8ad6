import type { Chart } from '../documents/draw-chart.ts';
import type { Period } from '../domain/period.ts';
import { addCounts, type Counts, emptyCounts } from '../domain/statistics.ts';
import type { Unit } from '../domain/unit.ts';
import { paths } from '../paths.ts';
import { basisLinks, boardQuery, groupLinks } from './board-links.ts';
import { asHead, type ChartTable } from './chart-table.ts';
import type { Bucket } from './components.ts';
import { bucketHref, type Shown } from './figure-links.ts';
import { BUCKET_NAMES, COLUMNS } from './figure-names.ts';
import { formatDay, formatNumber } from './format.ts';
import { periodLinks, periodWords, shortPeriod } from './period-words.ts';
import type { Language, Translate } from './words.ts';

/** The four buckets of official reports, as they lie on one another, and how each looks. */
const FOUR = [
  ['doneOnTime', 'good'],
  ['doneLate', 'late'],
  ['openInTime', 'plain'],
  ['openOverdue', 'bad'],
] as const satisfies readonly (readonly [Bucket, string])[];

/** What the page is made of; `unit` is the one that is looked at, null for all that are chosen. */
export type MonthsFacts = {
  language: Language;
  t: Translate;
  shown: Shown;
  assigner: string;
  units: readonly Unit[];
  unit: Unit | null;
  months: readonly { month: Period; counts: Counts }[];
  today: string;
};

type ShownMonths = Shown & { unit: string | null };

/** The query of the page and of its chart; what is as usual isn't in it. */
export function monthsQuery({ unit, ...shown }: ShownMonths): Record<string, string> {
  return { ...boardQuery(shown), ...(unit === null ? {} : { unit }) };
}

/** The four buckets by month as columns. */
export function monthsChart({ t, language, months }: Omit<MonthsFacts, 'units'>): Chart {
  return {
    kind: 'stacks',
    columns: months.map(({ month }) => shortPeriod(month, t)),
    parts: FOUR.map(([bucket, look]) => ({
      name: t(BUCKET_NAMES[bucket]),
      look,
      values: months.map(({ counts }) => counts[bucket]),
      texts: months.map(({ counts }) => formatNumber(counts[bucket], language)),
    })),
  };
}

function sumOfFour(counts: Counts): number {
  return FOUR.reduce((sum, [bucket]) => sum + counts[bucket], 0);
}

function cellsOf({ language, assigner, unit, shown }: MonthsFacts, counts: Counts, period: Period) {
  const whose = { assigner, unit: unit?.code ?? null, shown: { ...shown, period } };
  const linked = (bucket: Bucket) => shown.asOf === null && counts[bucket] > 0;
  return [
    ...FOUR.map(([bucket]) => ({
      text: formatNumber(counts[bucket], language),
      href: linked(bucket) ? bucketHref(whose, bucket) : null,
    })),
    { text: formatNumber(sumOfFour(counts), language), href: null },
  ];
}

function tableOf(facts: MonthsFacts): ChartTable {
  const { t, shown, months, unit } = facts;
  const sum = months.reduce((all, { counts }) => addCounts(all, counts), emptyCounts());
  const period = periodWords(shown.period, t);
  return {
    id: 'months',
    caption: t('reading.months.caption', { period }),
    note:
      sum.noDeadline === 0
        ? null
        : t('reading.months.noDeadline', { n: formatNumber(sum.noDeadline, facts.language) }),
    headings: [
      t('reading.months.month'),
      ...FOUR.map(([bucket]) => t(COLUMNS[bucket])),
      t('reading.months.sum'),
    ],
    rows: months.map(({ month, counts }) => ({
      head: asHead(periodWords(month, t)),
      cells: cellsOf(facts, counts, month),
    })),
    foot: { head: t('statistics.sum'), cells: cellsOf(facts, sum, shown.period) },
    chart: {
      src: paths.monthsChart(monthsQuery({ ...shown, unit: unit?.code ?? null })),
      alt: t('reading.months.alt', { period }),
    },
  };
}

/** The board of statistics month by month, of all units or one. */
export function monthsModel(facts: MonthsFacts) {
  const { t, shown, unit, units, today } = facts;
  const at = (other: Shown) => paths.months(monthsQuery({ ...other, unit: unit?.code ?? null }));
  const period = periodWords(shown.period, t);
  return {
    back: { href: paths.statistics(boardQuery(shown)), text: t('statistics.title') },
    about:
      shown.asOf === null
        ? t('statistics.about', { period })
        : t('statistics.aboutAsOf', { period, day: formatDay(shown.asOf) }),
    unit: unit?.name ?? null,
    periods: periodLinks(
      shown.period,
      today,
      (text) => at({ ...shown, period: { ...shown.period, text } }),
      t,
    ),
    groups: unit === null ? groupLinks({ t, units, shown }, at) : null,
    bases: basisLinks({ t, shown }, at),
    table: tableOf(facts),
  };
}
