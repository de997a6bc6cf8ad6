import { findTasksPage, type TaskPage } from '../../app/find-tasks.ts';
import { itemOf } from '../../app/read-task.ts';
import { paths } from '../../paths.ts';
import type { FigureTile, TaskTable } from '../../present/components.ts';
import { formatNumber } from '../../present/format.ts';
import { taskItem } from '../../present/task-item.ts';
import type { Visit } from '../visit.ts';
import { readerOf } from './task-reader.ts';

/** A query of the list of tasks. */
export type Query = Record<string, string>;
/** A figure of a desk, and the list that it counts. */
export type Figure = { key: string; query: Query; tone: FigureTile['tone'] };

/** The states of tasks that still wait for somebody. */

/** The standings of what is due within seven days. */
export const SOON = 'dueToday,dueSoon';
/** As many rows as a desk shows of a list. */
export const SHOWN = 12;

/** The first tasks of a list, and how many there are. */
export async function listed(visit: Visit, query: Query, limit: number): Promise<TaskPage> {
  const asked = { ...query, limit: String(limit) };
  const found = await findTasksPage(visit.house, asked, visit.identity().actor, visit.when);
  return found.ok ? found.value : { rows: [], total: 0, totalIsExact: true, nextCursor: null };
}

/** How many tasks a list has, as it says itself. */
export async function counted(visit: Visit, query: Query): Promise<{ total: number; figure: string }> {
  const { total, totalIsExact } = await listed(visit, query, 1);
  return { total, figure: `${totalIsExact ? '' : '> '}${formatNumber(total, visit.language)}` };
}

/** A figure and the list behind it: one query gives both, so they can't differ. */
export async function tile(visit: Visit, { key, query, tone }: Figure): Promise<FigureTile> {
  const { total, figure } = await counted(visit, query);
  return {
    figure,
    text: visit.t(key),
    note: null,
    href: paths.tasks(query),
    tone: total === 0 ? 'plain' : tone,
  };
}

/** Tasks as a desk's table; null where there are none. */
export function deskTable(visit: Visit, rows: TaskPage['rows'], caption: string): TaskTable | null {
  if (rows.length === 0) return null;
  const { t } = visit;
  const heading = (key: string, wide = false) => ({
    text: t(key),
    href: null,
    sorted: null,
    number: false,
    wide,
  });
  const headings = [
    heading('task.column.content'),
    heading('task.column.paper', true),
    heading('task.column.deadline'),
    heading('task.column.standing'),
    heading('task.column.next', true),
  ];
  const items = rows.map((row) => taskItem(row, itemOf(row), readerOf(visit)));
  return { kind: 'desk', paper: true, caption, headings, items };
}

/** The rows of several lists in their order, each task once, at most as many as a desk shows. */
export async function inOrder(visit: Visit, queries: readonly Query[]): Promise<TaskPage['rows']> {
  const pages = await Promise.all(queries.map((query) => listed(visit, query, SHOWN)));
  const rows = pages.flatMap((page) => page.rows);
  return [...new Map(rows.map((row) => [row._id, row])).values()].slice(0, SHOWN);
}

/** The way to a whole list, with its number. */
export async function all(visit: Visit, query: Query) {
  const { total } = await listed(visit, query, 1);
  const count = visit.t('task.list.total', { n: formatNumber(total, visit.language) });
  return { href: paths.tasks(query), text: `${visit.t('desk.all')} (${count})` };
}
