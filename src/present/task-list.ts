import type { ListedRow } from '../db/task-store.ts';
import type { Task } from '../domain/task.ts';
import type { Heading, TaskTable } from './components.ts';
import { type Reader, taskItem } from './task-page.ts';
import type { Translate } from './words.ts';

type Column = { key: string; sort: string | null; wide: boolean; number: boolean };

const LIST: readonly Column[] = [
  { key: 'code', sort: 'code', wide: false, number: false },
  { key: 'content', sort: null, wide: false, number: false },
  { key: 'paper', sort: null, wide: true, number: false },
  { key: 'lead', sort: 'lead', wide: false, number: false },
  { key: 'deadline', sort: 'due', wide: true, number: false },
  { key: 'standing', sort: null, wide: false, number: false },
  { key: 'progress', sort: null, wide: true, number: true },
  { key: 'changed', sort: null, wide: true, number: false },
];

const DESK: readonly Column[] = ['content', 'paper', 'deadline', 'standing', 'next'].map((key) => {
  return { key, sort: null, wide: key === 'paper' || key === 'next', number: false };
});

/** The address of the list sorted another way; null where sorting is not offered. */
export type SortLink = (sort: string) => { href: string; sorted: Heading['sorted'] };

function headings(columns: readonly Column[], t: Translate, link: SortLink | null): Heading[] {
  return columns.map(({ key, sort, wide, number }) => {
    const way = link === null || sort === null ? { href: null, sorted: null } : link(sort);
    return { text: t(`task.column.${key}`), ...way, wide, number };
  });
}

/** Rows of tasks as a table: of a desk, or of the list with headings that sort it. */
export function taskTable(
  kind: TaskTable['kind'],
  rows: readonly { row: ListedRow; task: Task }[],
  reader: Reader,
  caption: string,
  link: SortLink | null,
): TaskTable {
  const columns = kind === 'desk' ? DESK : LIST;
  const items = rows.map(({ row, task }) => taskItem(row, task, reader));
  return { kind, caption, headings: headings(columns, reader.t, link), items };
}
