import type { ListedRow } from '../db/task-store.ts';
import type { CellValue, Workbook } from '../documents/workbook.ts';
import type { WorkingCalendar } from '../domain/calendar.ts';
import type { Day } from '../domain/day.ts';
import { formatDay, formatNumber } from './format.ts';
import { standingWords } from './standing-words.ts';
import type { Language, Translate } from './words.ts';

/** A list of tasks; `most` is how many rows it has at most when there are more, null when all are in it. */
export type TaskSheet = {
  t: Translate;
  language: Language;
  rows: AsyncIterable<ListedRow>;
  most: number | null;
  today: Day;
  calendar: WorkingCalendar;
  nameOf: (unit: string) => string;
};

function valuesOf({ t, today, calendar, nameOf }: TaskSheet, row: ListedRow): CellValue[] {
  return [
    row.code,
    row.content,
    row.index.notation,
    row.index.issuedOn,
    nameOf(row.lead),
    row.coordinating.map(nameOf).join('; '),
    row.assignedOn,
    row.original.day,
    row.current.day,
    standingWords(row, { basis: 'current', today, calendar }, t).text,
    t(`state.${row.state}`),
    row.progress / 100,
    row.submittedOn,
  ];
}

async function* valuesOfAll(facts: TaskSheet): AsyncGenerator<CellValue[]> {
  for await (const row of facts.rows) yield valuesOf(facts, row);
}

/** A list of tasks as a workbook, its rows written while they are read. */
export function taskWorkbook(facts: TaskSheet): Workbook {
  const { t, today, most, language } = facts;
  const title = t('paper.tasks.title', { day: formatDay(today) });
  const more = most === null ? [] : [t('paper.tasks.first', { most: formatNumber(most, language) })];
  return {
    sheets: [
      {
        name: t('task.list.title'),
        title: [title, ...more],
        landscape: true,
        columns: [
          { heading: t('task.column.code'), width: 18, kind: 'text' },
          { heading: t('task.column.content'), width: 60, kind: 'text' },
          { heading: t('task.column.paper'), width: 20, kind: 'text' },
          { heading: t('paper.issuedOn'), width: 12, kind: 'day' },
          { heading: t('task.column.lead'), width: 34, kind: 'text' },
          { heading: t('desk.role.coordinating'), width: 34, kind: 'text' },
          { heading: t('paper.assignedOn'), width: 12, kind: 'day' },
          { heading: t('paper.deadline.original'), width: 12, kind: 'day' },
          { heading: t('paper.deadline.current'), width: 12, kind: 'day' },
          { heading: t('task.column.standing'), width: 30, kind: 'text' },
          { heading: t('task.filter.state'), width: 20, kind: 'text' },
          { heading: t('task.column.progress'), width: 10, kind: 'percent' },
          { heading: t('paper.submittedOn'), width: 14, kind: 'day' },
        ],
        rows: valuesOfAll(facts),
      },
    ],
  };
}
