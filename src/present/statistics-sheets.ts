import type { CellValue, Column, Sheet, Workbook } from '../documents/workbook.ts';
import { type Counts, ratesOf } from '../domain/statistics.ts';
import type { Basis } from '../domain/task.ts';
import type { Unit } from '../domain/unit.ts';
import { type BoardRow, sumOf, worstFirst } from './board-rows.ts';
import { BUCKETS } from './components.ts';
import type { Shown } from './figure-links.ts';
import { COLUMNS, RATES } from './figure-names.ts';
import { formatDay } from './format.ts';
import { periodWords } from './period-words.ts';
import type { Translate } from './words.ts';

/** What the leader's board shows, under both deadlines. */
export type StatisticsTable = {
  t: Translate;
  shown: Shown;
  units: readonly Pick<Unit, 'code' | 'name' | 'peerGroup'>[];
  rows: Readonly<Record<Basis, readonly BoardRow[]>>;
  today: string;
  /** How far the figures are to be taken; without it they are provisional. */
  status?: string;
};

function columnsOf(t: Translate): Column[] {
  const whole = (heading: string): Column => ({ heading, width: 13, kind: 'whole' });
  return [
    { heading: t('statistics.unit'), width: 44, kind: 'text' },
    { heading: t('statistics.group'), width: 30, kind: 'text' },
    whole(t('statistics.total')),
    ...BUCKETS.map((bucket) => whole(t(COLUMNS[bucket]))),
    whole(t('statistics.column.carriedIn')),
    whole(t('statistics.column.carriedInOpen')),
    ...RATES.map(([, key]): Column => ({ heading: t(key), width: 18, kind: 'percent' })),
  ];
}

function figuresOf(counts: Counts): CellValue[] {
  const rates = ratesOf(counts);
  return [
    counts.total,
    ...BUCKETS.map((bucket) => counts[bucket]),
    counts.carriedIn,
    counts.carriedInOpen,
    ...RATES.map(([rate]) => rates[rate]),
  ];
}

function sheetOf({ t, shown, units, rows, today, status }: StatisticsTable, basis: Basis): Sheet {
  const members = new Map(units.map((unit) => [unit.code, unit]));
  const nameOf = (code: string) => members.get(code)?.name ?? code;
  const within = ({ unit }: BoardRow) => shown.group === null || members.get(unit)?.peerGroup === shown.group;
  const sorted = worstFirst(rows[basis].filter(within), nameOf);
  const name = t(basis === 'current' ? 'paper.deadline.current' : 'paper.deadline.original');
  const period = periodWords(shown.period, t);
  return {
    name,
    title: [
      t('paper.statistics.subject', { period, basis: name.toLocaleLowerCase('vi') }),
      status ?? t('paper.provisional', { day: formatDay(shown.asOf ?? today) }),
    ],
    columns: columnsOf(t),
    landscape: true,
    rows: [
      ...sorted.map((row) => [
        nameOf(row.unit),
        t(`group.${members.get(row.unit)?.peerGroup ?? 'none'}`),
        ...figuresOf(row),
      ]),
      ...(sorted.length < 2 ? [] : [[t('statistics.sum'), null, ...figuresOf(sumOf(sorted))]]),
    ],
  };
}

/** The board of a period as a workbook: a sheet for each deadline, the chosen one first. */
export function statisticsWorkbook(facts: StatisticsTable): Workbook {
  const other: Basis = facts.shown.basis === 'current' ? 'original' : 'current';
  return { sheets: [sheetOf(facts, facts.shown.basis), sheetOf(facts, other)] };
}
