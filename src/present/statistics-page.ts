import type { TaskRow } from '../db/task-store.ts';
import type { WorkingCalendar } from '../domain/calendar.ts';
import { type Day, daysBetween } from '../domain/day.ts';
import { addCounts, type Counts, emptyCounts, type Rates, ratesOf } from '../domain/statistics.ts';
import type { Basis } from '../domain/task.ts';
import type { Unit } from '../domain/unit.ts';
import { paths } from '../paths.ts';
import {
  BUCKETS,
  type Bucket,
  type BucketBar,
  bucketSegments,
  type FiguresTable,
  type Link,
  type PeriodLinks,
} from './components.ts';
import { daysWords } from './count-words.ts';
import { bucketHref, carriedHref, type Shown, totalHref, type Whose } from './figure-links.ts';
import { formatDay, formatNumber, formatPercent } from './format.ts';
import { periodLinks, periodWords } from './period-words.ts';
import { type StandingWords, standingWords, type Tone } from './standing-words.ts';
import type { Language, Translate } from './words.ts';

/** The counts of a unit, as the board reads them. */
export type BoardRow = { unit: string } & Counts;

/** What the page is made of. `other` has the same units under the other deadline. */
export type ProvinceFacts = {
  language: Language;
  t: Translate;
  shown: Shown;
  assigner: string;
  assignerName: string;
  units: readonly Unit[];
  rows: readonly BoardRow[];
  other: readonly BoardRow[];
  overdue: readonly TaskRow[];
  waiting: readonly { row: TaskRow; since: Day }[];
  today: Day;
  calendar: WorkingCalendar;
};

type AttentionItem = { href: string; content: string; lead: string; standing: StandingWords };

export type ProvinceModel = {
  about: string;
  /** What was chosen, for the sheet, on which the choices don't stand. */
  choice: string;
  assignerName: string;
  /** The way back from a past day, of which no lists are shown; null now. */
  now: string | null;
  periods: PeriodLinks;
  groups: PeriodLinks | null;
  bases: PeriodLinks;
  /** The same board month by month. */
  months: Link;
  total: { text: string; figure: string; href: string | null };
  bar: BucketBar;
  carried: { text: string; figure: string; href: string | null; open: string; openHref: string | null };
  rates: FiguresTable;
  overdue: AttentionItem[];
  most: { name: string; text: string; href: string | null }[];
  waiting: AttentionItem[];
  table: FiguresTable;
};

/** What each bucket is called. */
export const BUCKET_NAMES: Record<Bucket, string> = {
  doneOnTime: 'statistics.bucket.doneOnTime',
  doneLate: 'statistics.bucket.doneLate',
  openInTime: 'statistics.bucket.openInTime',
  openOverdue: 'statistics.bucket.openOverdue',
  noDeadline: 'statistics.bucket.noDeadline',
};

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

/** What heads the column of each bucket. */
export const COLUMNS: Record<Bucket, string> = {
  doneOnTime: 'statistics.column.doneOnTime',
  doneLate: 'statistics.column.doneLate',
  openInTime: 'statistics.column.openInTime',
  openOverdue: 'statistics.column.openOverdue',
  noDeadline: 'statistics.column.noDeadline',
};

/** The board of one choice. */
function boardHref(shown: Shown): string {
  return paths.statistics(boardQuery(shown));
}

/** The query of a board; what is as usual isn't in it. */
export function boardQuery({ period, group, basis, asOf }: Shown): Record<string, string> {
  return {
    period: period.text,
    ...(group === null ? {} : { group }),
    ...(basis === 'original' ? { basis } : {}),
    ...(asOf === null ? {} : { asOf }),
  };
}

function sumOf(rows: readonly BoardRow[]): Counts {
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

function barOf(facts: ProvinceFacts, counts: Counts, whose: Whose | null, small: boolean): BucketBar {
  const { t, language } = facts;
  const figure = (bucket: Bucket) => formatNumber(counts[bucket], language);
  const keys = BUCKETS.map((bucket) => ({
    bucket,
    text: t(BUCKET_NAMES[bucket]),
    figure: figure(bucket),
    href: whose === null || counts[bucket] === 0 ? null : bucketHref(whose, bucket),
  }));
  const label = BUCKETS.map((bucket) => `${t(BUCKET_NAMES[bucket])} ${figure(bucket)}`).join('; ');
  return { label, small, segments: bucketSegments(counts), keys: small ? [] : keys };
}

type Cell = FiguresTable['rows'][number]['cells'][number];

function cell(text: string, href: string | null, tone: Tone = 'plain'): Cell {
  return { text, names: [], href, number: true, bar: null, tone };
}

function cellsOf(facts: ProvinceFacts, counts: Counts, whose: Whose | null): Cell[] {
  const { language } = facts;
  const linked = (count: number, href: (whose: Whose) => string | null, tone: Tone = 'plain') =>
    cell(
      formatNumber(count, language),
      whose === null || count === 0 ? null : href(whose),
      count === 0 ? 'plain' : tone,
    );
  return [
    linked(counts.total, (one) => totalHref(one, counts)),
    ...BUCKETS.map((bucket) =>
      linked(counts[bucket], (one) => bucketHref(one, bucket), bucket === 'openOverdue' ? 'bad' : 'plain'),
    ),
    linked(counts.carriedIn, (one) => carriedHref(one, false)),
    linked(counts.carriedInOpen, (one) => carriedHref(one, true)),
    cell(formatPercent(ratesOf(counts).onTime, language), null),
    { text: '', names: [], href: null, number: false, bar: barOf(facts, counts, null, true), tone: 'plain' },
  ];
}

function headingsOf(texts: readonly string[], last: 'number' | 'bar'): FiguresTable['headings'] {
  return texts.map((text, at) => ({
    text,
    href: null,
    sorted: null,
    number: at > 0 && (last === 'number' || at < texts.length - 1),
    wide: false,
  }));
}

function tableOf(
  facts: ProvinceFacts,
  rows: readonly BoardRow[],
  nameOf: (unit: string) => string,
  whose: (unit: string | null) => Whose | null,
): FiguresTable {
  const { t, shown } = facts;
  const headings = headingsOf([...columnHeadings(t), t('statistics.shape')], 'bar');
  const foot =
    rows.length < 2 ? null : { head: t('statistics.sum'), cells: cellsOf(facts, sumOf(rows), whose(null)) };
  return {
    id: 'units',
    caption: t('statistics.units', { period: periodWords(shown.period, t) }),
    landscape: true,
    headings,
    rows: rows.map((row) => ({
      head: nameOf(row.unit),
      href: paths.tasks({ unit: row.unit, role: 'lead' }),
      cells: cellsOf(facts, row, whose(row.unit)),
    })),
    foot,
  };
}

/** The rates in use, and their names. */
export const RATES: readonly [keyof Rates, string][] = [
  ['completion', 'statistics.rate.completion'],
  ['effective', 'statistics.rate.effective'],
  ['onTime', 'statistics.rate.onTime'],
];

function ratesTable(
  facts: ProvinceFacts,
  rows: readonly BoardRow[],
  other: readonly BoardRow[],
): FiguresTable {
  const { t, language, shown } = facts;
  const here = ratesOf(sumOf(rows));
  const there = ratesOf(sumOf(other));
  const [current, original] = shown.basis === 'current' ? [here, there] : [there, here];
  return {
    id: 'rates',
    caption: t('statistics.rates'),
    landscape: false,
    headings: headingsOf(
      [t('statistics.rate'), t('statistics.basis.current'), t('statistics.basis.original')],
      'number',
    ),
    rows: RATES.map(([rate, key]) => ({
      head: t(key),
      href: null,
      cells: [current, original].map((rates) => cell(formatPercent(rates[rate], language), null)),
    })),
    foot: null,
  };
}

/** The groups to choose from; `at` is the address of a choice. */
export function groupLinks(
  { t, units, shown }: Pick<ProvinceFacts, 't' | 'units' | 'shown'>,
  at: (shown: Shown) => string,
): PeriodLinks | null {
  const groups = [...new Set(units.flatMap(({ peerGroup }) => peerGroup ?? []))].sort();
  if (units.length < 2 || groups.length === 0) return null;
  const link = (group: string | null, text: string) => ({
    href: at({ ...shown, group }),
    text,
    current: group === shown.group,
  });
  return {
    label: t('statistics.group'),
    links: [
      link(null, t('statistics.group.all')),
      ...groups.map((group) => link(group, t(`group.${group}`))),
    ],
  };
}

/** The deadlines to choose from. */
export function basisLinks(
  { t, shown }: Pick<ProvinceFacts, 't' | 'shown'>,
  at: (shown: Shown) => string,
): PeriodLinks {
  const link = (basis: Basis, text: string) => ({
    href: at({ ...shown, basis }),
    text,
    current: basis === shown.basis,
  });
  return {
    label: t('statistics.basis'),
    links: [link('current', t('statistics.basis.current')), link('original', t('statistics.basis.original'))],
  };
}

function attention(row: TaskRow, standing: StandingWords, name: string): AttentionItem {
  return { href: paths.task(row._id), content: row.content, lead: name, standing };
}

/** The province on one screen (pages.md); for a unit its own row alone. */
export function provinceModel(facts: ProvinceFacts): ProvinceModel {
  const { t, language, shown, assigner, units, today, calendar } = facts;
  const members = new Map(units.map((unit) => [unit.code, unit]));
  const nameOf = (code: string) => members.get(code)?.shortName ?? code;
  const within = ({ unit }: BoardRow) => shown.group === null || members.get(unit)?.peerGroup === shown.group;
  const rows = worstFirst(facts.rows.filter(within), nameOf);
  const sum = sumOf(rows);
  const only = rows.length === 1 ? (rows[0]?.unit ?? null) : null;
  const whoseOf = (unit: string | null) => (shown.asOf === null ? { assigner, unit, shown } : null);
  const whose = whoseOf(only);
  const link = (count: number, href: (whose: Whose) => string | null) =>
    whose === null || count === 0 ? null : href(whose);
  return {
    about:
      shown.asOf === null
        ? t('statistics.about', { period: periodWords(shown.period, t) })
        : t('statistics.aboutAsOf', { period: periodWords(shown.period, t), day: formatDay(shown.asOf) }),
    choice: t('statistics.choice', {
      assigner: facts.assignerName,
      group: shown.group === null ? t('statistics.group.all') : t(`group.${shown.group}`),
      basis: t(shown.basis === 'current' ? 'statistics.basis.current' : 'statistics.basis.original'),
    }),
    assignerName: facts.assignerName,
    now: shown.asOf === null ? null : boardHref({ ...shown, asOf: null }),
    periods: periodLinks(
      shown.period,
      today,
      (period) => boardHref({ ...shown, period: { ...shown.period, text: period } }),
      t,
    ),
    groups: groupLinks(facts, boardHref),
    bases: basisLinks(facts, boardHref),
    months: { href: paths.months(boardQuery(shown)), text: t('reading.months.title') },
    total: {
      text: t('statistics.total'),
      figure: formatNumber(sum.total, language),
      href: link(sum.total, (one) => totalHref(one, sum)),
    },
    bar: barOf(facts, sum, whose, false),
    carried: {
      text: t('statistics.carriedIn'),
      figure: formatNumber(sum.carriedIn, language),
      href: link(sum.carriedIn, (one) => carriedHref(one, false)),
      open: formatNumber(sum.carriedInOpen, language),
      openHref: link(sum.carriedInOpen, (one) => carriedHref(one, true)),
    },
    rates: ratesTable(facts, rows, facts.other.filter(within)),
    overdue: facts.overdue.map((row) =>
      attention(row, standingWords(row, { basis: shown.basis, today, calendar }, t), nameOf(row.lead)),
    ),
    most: rows
      .filter(({ openOverdue }) => openOverdue > 0 && rows.length > 1)
      .slice(0, 3)
      .map((row) => ({
        name: nameOf(row.unit),
        text: t('statistics.overdueTasks', { n: row.openOverdue }),
        href: shown.asOf === null ? bucketHref({ assigner, unit: row.unit, shown }, 'openOverdue') : null,
      })),
    waiting: facts.waiting.map(({ row, since }) => {
      const text = t('statistics.waits', { days: daysWords(daysBetween(since, today), t) });
      return attention(row, { mark: '◇', tone: 'plain', text }, nameOf(row.lead));
    }),
    table: tableOf(facts, rows, nameOf, whoseOf),
  };
}
