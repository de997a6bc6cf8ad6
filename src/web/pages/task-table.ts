import type { TaskPage } from '../../app/find-tasks.ts';
import { itemOf } from '../../app/read-task.ts';
import { paths } from '../../paths.ts';
import type { Heading, TaskTable } from '../../present/components.ts';
import { formatNumber } from '../../present/format.ts';
import { taskItem } from '../../present/task-item.ts';
import type { Visit } from '../visit.ts';
import { type Query, without } from './task-address.ts';
import { readerOf } from './task-reader.ts';

function heading(visit: Visit, key: string, more: Partial<Heading> = {}): Heading {
  return { text: visit.t(key), href: null, sorted: null, number: false, wide: false, ...more };
}

/** The headings of a list of tasks, each sorted one a link; without a query nothing sorts. */
function listHeadings(visit: Visit, query: Query | null, paper: boolean): Heading[] {
  const sort = query?.['sort'] ?? 'due';
  const by = (to: string) =>
    query === null ? null : paths.tasks({ ...without(query, 'cursor', 'sort'), sort: to });
  const sorted = (name: string) =>
    query === null ? null : sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : null;
  return [
    heading(visit, 'task.column.code', { href: by('code'), sorted: sorted('code') }),
    heading(visit, 'task.column.content'),
    ...(paper ? [heading(visit, 'task.column.paper', { wide: true })] : []),
    heading(visit, 'task.column.lead', { href: by('lead'), sorted: sorted('lead') }),
    heading(visit, 'task.column.deadline', {
      href: by(sort === 'due' ? '-due' : 'due'),
      sorted: sorted('due'),
      wide: true,
    }),
    heading(visit, 'task.column.standing'),
    heading(visit, 'task.column.progress', { number: true, wide: true }),
    heading(visit, 'task.column.changed', { wide: true }),
  ];
}

/** A table of tasks as lists show them; `query` makes its headings sort, `paper` names the paper of each. */
export function listTable(
  visit: Visit,
  rows: TaskPage['rows'],
  caption: string,
  { query = null, paper = true }: { query?: Query | null; paper?: boolean } = {},
): TaskTable {
  const reader = readerOf(visit);
  const items = rows.map((row) => taskItem(row, itemOf(row), reader));
  return { kind: 'list', paper, caption, headings: listHeadings(visit, query, paper), items };
}

/** `120 nhiệm vụ`, or `trên 10.000 nhiệm vụ`. */
export function totalWords({ t, language }: Visit, page: { total: number; totalIsExact: boolean }): string {
  const n = formatNumber(page.total, language);
  return page.totalIsExact ? t('task.list.total', { n }) : t('task.list.totalMore', { n });
}
