import type { Block, Paper, PaperColumn } from '../documents/paper.ts';
import type { Workbook } from '../documents/workbook.ts';
import type { Day } from '../domain/day.ts';
import type { PublishedRow } from '../domain/row.ts';
import type { Scheme } from '../domain/scheme.ts';
import { type Counts, ratesOf } from '../domain/statistics.ts';
import type { Basis } from '../domain/task.ts';
import type { Unit } from '../domain/unit.ts';
import { type BoardRow, sumOf, worstFirst } from './board-rows.ts';
import { BUCKETS } from './components.ts';
import { COLUMNS } from './figure-names.ts';
import { formatDay, formatNumber, formatPercent } from './format.ts';
import { organOf } from './organ-words.ts';
import { periodWords } from './period-words.ts';
import { paperFrame, type RankingTable, statusText, tableBlocks } from './ranking-papers.ts';
import { rankingWorkbook } from './ranking-sheets.ts';
import { rateHeadings, rateRows } from './rate-rows.ts';
import { statisticsWorkbook } from './statistics-sheets.ts';

/** What a report says; its ranking is frozen with it, so `proof` is that of the whole. */
export type ReportTable = RankingTable & {
  units: readonly Pick<Unit, 'code' | 'name' | 'peerGroup'>[];
  counts: Readonly<Record<Basis, readonly BoardRow[]>>;
};

/** The parts of a report of which one makes what its files are written from. */
export type ReportParts = Pick<ReportTable, 't' | 'language' | 'assigner' | 'period' | 'units' | 'counts'> & {
  scheme: Scheme;
  cutoff: Day;
  today: Day;
  sha256: string;
  ranking: readonly PublishedRow[];
};

/** A report as its papers and tables take it; units have the names that they had then. */
export function reportTable({ sha256, ranking, ...parts }: ReportParts): ReportTable {
  const names = new Map(parts.units.map(({ code, name }) => [code, name]));
  return {
    ...parts,
    rows: ranking,
    proof: { sha256, settled: true },
    nameOf: (code) => names.get(code) ?? code,
  };
}

/** The three rates of a report under both deadlines. */
export function reportRates(facts: ReportTable): string[][] {
  const { current, original } = facts.counts;
  return rateRows(facts, { current: sumOf(current), original: sumOf(original) });
}

/** The counts of a report in two sentences. */
export function summaryOf({ t, language, period, cutoff, counts }: ReportTable): string[] {
  const sum = sumOf(counts.current);
  const said = Object.fromEntries(
    Object.entries(sum).map(([key, count]) => [key, formatNumber(count, language)]),
  );
  const day = formatDay(cutoff);
  return [
    t('report.summary', { ...said, period: periodWords(period, t), day }),
    t('report.carried', {
      n: formatNumber(sum.carriedIn, language),
      open: formatNumber(sum.carriedInOpen, language),
    }),
  ];
}

function unitColumns({ t }: ReportTable): PaperColumn[] {
  const figure = (heading: string, share: number): PaperColumn => ({ heading, share, align: 'right' });
  return [
    { heading: t('statistics.unit'), share: 28, align: 'left' },
    figure(t('statistics.total'), 9),
    ...BUCKETS.map((bucket) => figure(t(COLUMNS[bucket]), bucket.startsWith('done') ? 11 : 10)),
    figure(t('statistics.column.onTime'), 11),
  ];
}

function figuresOf({ language }: ReportTable, counts: Counts): string[] {
  return [
    formatNumber(counts.total, language),
    ...BUCKETS.map((bucket) => formatNumber(counts[bucket], language)),
    formatPercent(ratesOf(counts).onTime, language),
  ];
}

function unitRows(facts: ReportTable): string[][] {
  const { t, counts, nameOf } = facts;
  const sorted = worstFirst(counts.current, nameOf);
  return [
    ...sorted.map((row) => [nameOf(row.unit), ...figuresOf(facts, row)]),
    [t('statistics.sum'), ...figuresOf(facts, sumOf(sorted))],
  ];
}

function rateColumns({ t }: ReportTable): PaperColumn[] {
  const [rate = '', ...bases] = rateHeadings(t);
  return [
    { heading: rate, share: 60, align: 'left' },
    ...bases.map((heading): PaperColumn => ({ heading, share: 20, align: 'right' })),
  ];
}

function blocksOf(facts: ReportTable): Block[] {
  const { t, scheme } = facts;
  return [
    { kind: 'note', text: statusText(facts) },
    { kind: 'section', text: t('report.all') },
    ...summaryOf(facts).map((text): Block => ({ kind: 'paragraph', text })),
    { kind: 'table', columns: rateColumns(facts), rows: reportRates(facts) },
    { kind: 'section', text: t('report.units') },
    { kind: 'table', columns: unitColumns(facts), rows: unitRows(facts) },
    { kind: 'section', text: t('report.ranking') },
    { kind: 'note', text: t('report.rankingNote') },
    { kind: 'paragraph', text: t('paper.table.scheme', { scheme: scheme.name, version: scheme.version }) },
    ...tableBlocks(facts),
  ];
}

/** The report on a period, ready for number, date and signature. */
export function reportPaper(facts: ReportTable): Paper {
  const { t, assigner, period } = facts;
  const said = { organ: organOf(assigner, t).full, period: periodWords(period, t) };
  return {
    ...paperFrame(facts),
    organ: [assigner.toLocaleUpperCase('vi'), t('paper.office').toLocaleUpperCase('vi')],
    title: t('report.subject', said),
    number: t('report.number'),
    heading: t('report.heading'),
    subject: t('report.subject', said),
    blocks: blocksOf(facts),
    signature: { lines: [t('paper.chief').toLocaleUpperCase('vi')], name: t('paper.blank') },
    recipients: {
      label: t('paper.recipients'),
      lines: [t('paper.recipients.leaders'), t('paper.recipients.file')],
    },
    annexes: [],
  };
}

/** The report as a workbook: the board under both deadlines, then the ranking, a sheet for each group. */
export function reportWorkbook(facts: ReportTable): Workbook {
  const { t, period, units, counts, cutoff, today } = facts;
  const shown = { period, group: null, basis: 'current' as const, asOf: cutoff };
  const status = statusText(facts);
  const board = statisticsWorkbook({ t, shown, units, rows: counts, today, status });
  return { sheets: [...board.sheets, ...rankingWorkbook(facts).sheets] };
}
