import type { Day, Moment } from '../domain/day.ts';
import type { Period } from '../domain/period.ts';
import { type Counts, ratesOf } from '../domain/statistics.ts';
import { paths } from '../paths.ts';
import { sumOf, worstFirst } from './board-rows.ts';
import { asHead, type ChartTable } from './chart-table.ts';
import { BUCKETS, type FiguresTable } from './components.ts';
import { reportDownloads } from './downloads.ts';
import { type FigureCell, figureCell, figureHeading } from './figure-cells.ts';
import { columnHeadings } from './figure-names.ts';
import { formatDay, formatMoment, formatNumber, formatPercent } from './format.ts';
import { periodWords } from './period-words.ts';
import { groupsOf, groupText, rankingRow } from './ranking-papers.ts';
import { rateHeadings } from './rate-rows.ts';
import { type ReportTable, reportRates, summaryOf } from './report-papers.ts';
import { reasonSentence, speechOf } from './score-words.ts';
import type { Reader, Translate } from './words.ts';

/** A report as the list shows it; `assigner` by its name, `counts` those of all its units. */
export type ReportItem = {
  id: string;
  assigner: string;
  period: Period;
  cutoff: Day;
  counts: Counts;
};

/** `Báo cáo tháng 10/2026`. */
export function reportTitle(period: Period, t: Translate): string {
  return t('report.of', { period: periodWords(period, t) });
}

/** The list of reports, each with its files; whose it is stands there where they are of several. */
export function reportRows({ t, language }: Reader, items: readonly ReportItem[]) {
  const several = new Set(items.map(({ assigner }) => assigner)).size > 1;
  return items.map(({ id, assigner, period, cutoff, counts }) => ({
    href: paths.report(id),
    title: reportTitle(period, t),
    assigner: several ? assigner : null,
    cutoff: formatDay(cutoff),
    total: formatNumber(counts.total, language),
    overdue: formatNumber(counts.openOverdue, language),
    onTime: formatPercent(ratesOf(counts).onTime, language),
    files: reportDownloads(t, id).links,
  }));
}

function cellsOf({ language }: Reader, counts: Counts): FigureCell[] {
  const texts = [
    formatNumber(counts.total, language),
    ...BUCKETS.map((bucket) => formatNumber(counts[bucket], language)),
    formatNumber(counts.carriedIn, language),
    formatNumber(counts.carriedInOpen, language),
    formatPercent(ratesOf(counts).onTime, language),
  ];
  return texts.map((text) => figureCell(text));
}

function unitsTable(facts: ReportTable): FiguresTable {
  const { t, counts, nameOf } = facts;
  const sorted = worstFirst(counts.current, nameOf);
  return {
    id: 'units',
    caption: t('statistics.units', { period: periodWords(facts.period, t) }),
    landscape: true,
    headings: columnHeadings(t).map((text, at) => figureHeading(text, at > 0)),
    rows: sorted.map((row) => ({ head: nameOf(row.unit), href: null, cells: cellsOf(facts, row) })),
    foot: { head: t('statistics.sum'), cells: cellsOf(facts, sumOf(sorted)) },
  };
}

function ratesTable(facts: ReportTable): ChartTable {
  const { t } = facts;
  return {
    id: 'rates',
    caption: t('statistics.rates'),
    note: null,
    headings: rateHeadings(t),
    rows: reportRates(facts).map(([head = '', ...texts]) => ({
      head: asHead(head),
      cells: texts.map((text) => ({ text, href: null })),
    })),
    foot: null,
    chart: null,
  };
}

function rankingTables(facts: ReportTable) {
  return groupsOf(facts.rows.filter(({ rank }) => rank !== null)).map(([group, rows]) => ({
    id: `group-${group ?? 'none'}`,
    caption: groupText(facts, group),
    rows: rows.map((row) => {
      const [rank = '', unit = '', score = '', range = '', grade = '', tasks = ''] = rankingRow(facts, row);
      return { rank, unit, href: null, score, range, grade, tasks };
    }),
  }));
}

/** Whoever has no rank, and why. */
function apartOf(facts: ReportTable) {
  return facts.rows.flatMap((row) => {
    const reason = reasonSentence(speechOf(facts), row, facts.scheme);
    return reason === null ? [] : [{ unit: facts.nameOf(row.unit), reason }];
  });
}

/** A report on its page: what its papers say, and its files. */
export function reportModel(facts: ReportTable, { id, madeAt }: { id: string; madeAt: Moment }) {
  const { t, cutoff, scheme, proof } = facts;
  return {
    back: { href: paths.reports(), text: t('report.list') },
    about: t('report.about', { day: formatDay(cutoff), moment: formatMoment(madeAt) }),
    assigner: facts.assigner,
    downloads: reportDownloads(t, id),
    summary: summaryOf(facts),
    rates: ratesTable(facts),
    units: unitsTable(facts),
    scheme: {
      text: t('paper.table.scheme', { scheme: scheme.name, version: scheme.version }),
      name: scheme.name,
    },
    tables: rankingTables(facts),
    apart: apartOf(facts),
    sha256: proof?.sha256 ?? '',
  };
}
