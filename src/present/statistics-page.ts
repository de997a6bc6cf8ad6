import type { Unit } from '../domain/unit.ts';
import { paths } from '../paths.ts';
import { type AttentionFacts, type BoardAttention, boardAttention } from './board-attention.ts';
import { basisLinks, boardHref, boardQuery, groupLinks } from './board-links.ts';
import { type BoardRow, sumOf, worstFirst } from './board-rows.ts';
import { boardTable } from './board-table.ts';
import { bucketBar } from './bucket-bar.ts';
import type { BucketBar, FiguresTable, Link, PeriodLinks } from './components.ts';
import { figureCell, figureHeading } from './figure-cells.ts';
import { carriedHref, type Shown, totalHref, type Whose } from './figure-links.ts';
import { formatDay, formatNumber } from './format.ts';
import { periodLinks, periodWords } from './period-words.ts';
import { rateHeadings, rateRows } from './rate-rows.ts';
import type { Reader } from './words.ts';

/** What the page is made of. `other` has the same units under the other deadline. */
export type ProvinceFacts = Reader &
  AttentionFacts & {
    shown: Shown;
    assigner: string;
    assignerName: string;
    units: readonly Unit[];
    rows: readonly BoardRow[];
    other: readonly BoardRow[];
  };

export type ProvinceModel = BoardAttention & {
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
  table: FiguresTable;
};

/** What is shown, in words. */
function saidOf({ t, shown, assignerName }: ProvinceFacts) {
  const period = periodWords(shown.period, t);
  return {
    about:
      shown.asOf === null
        ? t('statistics.about', { period })
        : t('statistics.aboutAsOf', { period, day: formatDay(shown.asOf) }),
    choice: t('statistics.choice', {
      assigner: assignerName,
      group: shown.group === null ? t('statistics.group.all') : t(`group.${shown.group}`),
      basis: t(shown.basis === 'current' ? 'statistics.basis.current' : 'statistics.basis.original'),
    }),
    assignerName,
  };
}

/** The ways to the same board of other choices. */
function choicesOf(facts: ProvinceFacts) {
  const { t, shown, today } = facts;
  const ofPeriod = (text: string) => boardHref({ ...shown, period: { ...shown.period, text } });
  return {
    now: shown.asOf === null ? null : boardHref({ ...shown, asOf: null }),
    periods: periodLinks(shown.period, today, ofPeriod, t),
    groups: groupLinks(facts, boardHref),
    bases: basisLinks(facts, boardHref),
    months: { href: paths.months(boardQuery(shown)), text: t('reading.months.title') },
  };
}

/** The sum of the units in figures and as a bar, leading to the tasks of `whose`. */
function totalsOf(facts: ProvinceFacts, rows: readonly BoardRow[], whose: Whose | null) {
  const { t, language } = facts;
  const sum = sumOf(rows);
  const link = (count: number, href: (whose: Whose) => string | null) =>
    whose === null || count === 0 ? null : href(whose);
  return {
    total: {
      text: t('statistics.total'),
      figure: formatNumber(sum.total, language),
      href: link(sum.total, (one) => totalHref(one, sum)),
    },
    bar: bucketBar(facts, sum, whose),
    carried: {
      text: t('statistics.carriedIn'),
      figure: formatNumber(sum.carriedIn, language),
      href: link(sum.carriedIn, (one) => carriedHref(one, false)),
      open: formatNumber(sum.carriedInOpen, language),
      openHref: link(sum.carriedInOpen, (one) => carriedHref(one, true)),
    },
  };
}

function ratesTable(
  facts: ProvinceFacts,
  rows: readonly BoardRow[],
  other: readonly BoardRow[],
): FiguresTable {
  const { t, shown } = facts;
  const [here, there] = [sumOf(rows), sumOf(other)];
  const counts =
    shown.basis === 'current' ? { current: here, original: there } : { current: there, original: here };
  return {
    id: 'rates',
    caption: t('statistics.rates'),
    landscape: false,
    headings: rateHeadings(t).map((text, at) => figureHeading(text, at > 0)),
    rows: rateRows(facts, counts).map(([head = '', ...texts]) => ({
      head,
      href: null,
      cells: texts.map((text) => figureCell(text)),
    })),
    foot: null,
  };
}

/** The province on one screen (pages.md); for a unit its own row alone. */
export function provinceModel(facts: ProvinceFacts): ProvinceModel {
  const { shown, assigner, units } = facts;
  const members = new Map(units.map((unit) => [unit.code, unit]));
  const nameOf = (code: string) => members.get(code)?.shortName ?? code;
  const within = ({ unit }: BoardRow) => shown.group === null || members.get(unit)?.peerGroup === shown.group;
  const rows = worstFirst(facts.rows.filter(within), nameOf);
  const [first, ...more] = rows;
  const only = first === undefined || more.length > 0 ? null : first.unit;
  const whoseOf = (unit: string | null) => (shown.asOf === null ? { assigner, unit, shown } : null);
  return {
    ...saidOf(facts),
    ...choicesOf(facts),
    ...totalsOf(facts, rows, whoseOf(only)),
    rates: ratesTable(facts, rows, facts.other.filter(within)),
    ...boardAttention(facts, rows, nameOf, whoseOf),
    table: boardTable(facts, rows, nameOf, whoseOf),
  };
}
