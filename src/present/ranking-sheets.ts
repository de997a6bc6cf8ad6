import type { Column, Workbook, Sheet as WorkbookSheet } from '../documents/workbook.ts';
import type { PublishedRow } from '../domain/row.ts';
import { periodWords } from './period-words.ts';
import { groupsOf, groupText, type RankingTable, statusText } from './ranking-papers.ts';
import { componentName, gradeName, reasonSentence, speechOf } from './score-words.ts';
import { type Sheet, standingSentences } from './sheet-paper.ts';

function titleOf(facts: RankingTable, first: string): string[] {
  const { t, scheme } = facts;
  return [
    first,
    t('paper.table.scheme', { scheme: scheme.name, version: scheme.version }),
    statusText(facts),
  ];
}

function columnsOf({ t }: RankingTable): Column[] {
  return [
    { heading: t('score.column.rank'), width: 8, kind: 'whole' },
    { heading: t('statistics.unit'), width: 44, kind: 'text' },
    { heading: t('score.column.score'), width: 10, kind: 'points' },
    { heading: t('paper.rankFrom'), width: 10, kind: 'whole' },
    { heading: t('paper.rankTo'), width: 10, kind: 'whole' },
    { heading: t('score.column.grade'), width: 32, kind: 'text' },
    { heading: t('score.column.tasks'), width: 11, kind: 'whole' },
    { heading: t('paper.weight'), width: 11, kind: 'whole' },
    { heading: t('paper.note'), width: 46, kind: 'text' },
  ];
}

/** A ranking as a workbook: a sheet for each group, whoever has no rank with the reason. */
export function rankingWorkbook(facts: RankingTable): Workbook {
  const { t, period, scheme, nameOf } = facts;
  const said = { period: periodWords(period, t) };
  return {
    sheets: groupsOf(facts.rows).map(
      ([group, rows]): WorkbookSheet => ({
        name: groupText(facts, group),
        title: titleOf(facts, `${t('paper.table.subject', said)}: ${groupText(facts, group)}`),
        columns: columnsOf(facts),
        landscape: true,
        rows: rows.map((row) => [
          row.rank,
          nameOf(row.unit),
          row.score,
          row.rankFrom,
          row.rankTo,
          row.grade === null ? null : gradeName(speechOf(facts), row.grade),
          row.tasks,
          row.weight,
          reasonSentence(speechOf(facts), row, scheme),
        ]),
      }),
    ),
  };
}

/** The lines of one unit as a workbook, costliest first; above them score and rank as its sheet says them. */
export function linesWorkbook(
  facts: RankingTable,
  row: PublishedRow,
  { lines, counted }: Pick<Sheet, 'lines' | 'counted'>,
): Workbook {
  const { t, period, nameOf } = facts;
  const name = nameOf(row.unit);
  const said = { unit: name, period: periodWords(period, t) };
  return {
    sheets: [
      {
        name,
        title: [...titleOf(facts, t('paper.sheet.subject', said)), ...standingSentences(facts, row, counted)],
        columns: [
          { heading: t('task.column.code'), width: 18, kind: 'text' },
          { heading: t('task.column.content'), width: 60, kind: 'text' },
          { heading: t('paper.sheet.component'), width: 22, kind: 'text' },
          { heading: t('paper.weight'), width: 11, kind: 'whole' },
          { heading: t('score.column.score'), width: 10, kind: 'points' },
          { heading: t('paper.note'), width: 60, kind: 'text' },
        ],
        landscape: true,
        rows: lines.map(({ code, content, component, weight, points, sentence }) => [
          code,
          content,
          componentName(speechOf(facts), component),
          weight,
          points,
          sentence,
        ]),
      },
    ],
  };
}
