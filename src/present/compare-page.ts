import { LATE_BANDS } from '../domain/late-bands.ts';
import type { Row } from '../domain/row.ts';
import { type Counts, ratesOf } from '../domain/statistics.ts';
import type { Basis } from '../domain/task.ts';
import { paths } from '../paths.ts';
import { BUCKETS } from './components.ts';
import { BUCKET_NAMES, RATES } from './figure-names.ts';
import { formatNumber, formatPercent } from './format.ts';
import { type BoardFacts, changeText, intervalText } from './ranking-board.ts';
import { nameOf, type RankingFacts } from './ranking-facts.ts';
import { rankingQuery } from './ranking-query.ts';
import { componentName, gradeName, inPoints, rangeOf, reasonSentence, speechOf } from './score-words.ts';
import type { Translate } from './words.ts';

/** A unit as it stands beside another. */
export type ComparedFacts = { row: Row; counts: Record<Basis, Counts>; late: readonly number[] };

type CompareRow = { head: string; cells: { text: string }[] };

export type CompareTable = {
  caption: string;
  units: { name: string; href: string }[];
  sections: { title: string; rows: CompareRow[] }[];
};

type Facts = Pick<RankingFacts, 'language' | 't' | 'period' | 'scheme' | 'shipped' | 'unitOf'>;

/** `6 – 10 ngày`, and the bands at both ends in words. */
export function bandText(t: Translate, [from, to]: (typeof LATE_BANDS)[number]): string {
  if (to === 0) return t('reading.band.none');
  return to === null ? t('reading.band.more', { n: from - 1 }) : t('reading.band', { from, to });
}

function resultRows(
  facts: Facts,
  earlier: BoardFacts['earlier'],
  units: readonly ComparedFacts[],
): CompareRow[] {
  const { t, language, scheme } = facts;
  const speech = speechOf(facts);
  const line = (head: string, text: (row: Row) => string): CompareRow => ({
    head,
    cells: units.map(({ row }) => ({ text: text(row) || '–' })),
  });
  const before = (row: Row) => earlier?.rows.find(({ unit }) => unit === row.unit);
  const parts = scheme.components.map(({ name }) =>
    line(componentName(speech, name), ({ parts }) => {
      const part = parts.find(({ component }) => component === name);
      return part === undefined ? '' : inPoints(speech, part.score);
    }),
  );
  return [
    line(t('statistics.group'), ({ group }) => t(`group.${group ?? 'none'}`)),
    line(t('score.column.rank'), (row) => reasonSentence(speech, row, scheme) ?? String(row.rank)),
    line(t('score.column.range'), (row) => rangeOf(t, row)),
    line(t('score.column.score'), ({ score }) => (score === null ? '' : inPoints(speech, score))),
    line(t('reading.column.interval'), (row) => intervalText(speech, row)),
    line(t('score.column.grade'), ({ grade }) => (grade === null ? '' : gradeName(speech, grade))),
    line(t('reading.compare.change'), (row) => changeText(speech, row, before(row))),
    line(t('score.column.tasks'), ({ tasks }) => formatNumber(tasks, language)),
    ...(parts.length > 1 ? parts : []),
  ];
}

function countRows({ t, language }: Facts, units: readonly ComparedFacts[]): CompareRow[] {
  return [
    ...BUCKETS.map((bucket) => ({ head: t(BUCKET_NAMES[bucket]), key: bucket })),
    { head: t('statistics.total'), key: 'total' as const },
  ].map(({ head, key }) => ({
    head,
    cells: units.map(({ counts }) => ({ text: formatNumber(counts.current[key], language) })),
  }));
}

function rateRows({ t, language }: Facts, units: readonly ComparedFacts[]): CompareRow[] {
  const bases = [
    ['current', t('statistics.basis.current')],
    ['original', t('statistics.basis.original')],
  ] as const;
  return RATES.flatMap(([rate, key]) =>
    bases.map(([basis, name]) => ({
      head: `${t(key)} (${name})`,
      cells: units.map(({ counts }) => ({ text: formatPercent(ratesOf(counts[basis])[rate], language) })),
    })),
  );
}

/** Two units side by side, in one table with the units as its columns. */
export function compareTable(
  facts: Facts,
  earlier: BoardFacts['earlier'],
  units: readonly ComparedFacts[],
): CompareTable {
  const { t, language } = facts;
  const lateRows = LATE_BANDS.map((band, at) => ({
    head: bandText(t, band),
    cells: units.map(({ late }) => ({ text: formatNumber(late[at] ?? 0, language) })),
  }));
  return {
    caption: t('reading.compare.caption'),
    units: units.map(({ row }) => ({
      name: nameOf(facts, row.unit),
      href: paths.ranking(row.unit, rankingQuery(facts)),
    })),
    sections: [
      { title: t('score.title'), rows: resultRows(facts, earlier, units) },
      { title: t('reading.compare.counts'), rows: countRows(facts, units) },
      { title: t('statistics.rates'), rows: rateRows(facts, units) },
      { title: t('reading.compare.late'), rows: lateRows },
    ],
  };
}
