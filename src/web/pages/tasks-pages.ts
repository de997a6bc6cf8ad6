import { findTasksPage, type TaskPage } from '../../app/find-tasks.ts';
import { paths } from '../../paths.ts';
import { taskDownloads } from '../../present/downloads.ts';
import { allOf, type PageAnswer, type PageRoute, type Visit } from '../visit.ts';
import { ALL, hasEmpty, type Query, queryOf, without } from './task-address.ts';
import { chipsOf } from './task-chips.ts';
import { filterFields } from './task-filters.ts';
import { listTable, totalWords } from './task-table.ts';

/** How many earlier pages an address remembers. */
const MOST_BACK = 20;
const FIRST = '-';

/** The filters that the form shows; the others stay in the address and are shown as chips. */
const IN_FORM = ['q', 'group', 'unit', 'standing', 'state', 'dueFrom', 'dueTo', 'monitor', 'basis'];

function pagesOf(visit: Visit, query: Query, page: TaskPage, total: string) {
  const { t } = visit;
  const back = allOf(visit.query, 'back');
  const at = query['cursor'] ?? FIRST;
  const rest = without(query, 'cursor');
  const last = back.at(-1);
  const previous =
    last === undefined
      ? at === FIRST
        ? null
        : paths.tasks(rest)
      : paths.tasks({ ...rest, ...(last === FIRST ? {} : { cursor: last }), back: back.slice(0, -1) });
  const next =
    page.nextCursor === null
      ? null
      : paths.tasks({ ...rest, cursor: page.nextCursor, back: [...back, at].slice(-MOST_BACK) });
  return previous === null && next === null
    ? null
    : { label: t('pages.label'), summary: total, previous, next };
}

async function showTasks(visit: Visit): Promise<PageAnswer> {
  const { t, house } = visit;
  const query = queryOf(visit);
  if (hasEmpty(visit)) return { redirect: paths.tasks(query) };
  const asked = query['state'] === ALL ? without(query, 'state') : query;
  const found = await findTasksPage(house, asked, visit.identity().actor, visit.when);
  const faults = found.ok || !('faults' in found) ? [] : found.faults;
  const page: TaskPage = found.ok
    ? found.value
    : { rows: [], total: 0, totalIsExact: true, nextCursor: null };
  const total = totalWords(visit, page);
  const shown = filterFields(visit, query, faults);
  const inForm = (name: string) =>
    IN_FORM.includes(name) && shown.parts.some(({ field }) => field.name === name);
  const model = {
    total,
    action: paths.tasks(),
    hidden: Object.entries(without(query, 'cursor'))
      .filter(([name]) => found.ok && !inForm(name))
      .map(([name, value]) => ({ name, value })),
    ...shown,
    chips: found.ok ? chipsOf(visit, query, page) : null,
    table: page.rows.length === 0 ? null : listTable(visit, page.rows, total, { query }),
    empty: { text: t('task.list.none'), note: t('task.list.noneNote'), link: null },
    pages: pagesOf(visit, query, page, total),
    downloads: taskDownloads(t, without(query, 'cursor', 'limit')),
  };
  return { status: found.ok ? 200 : 422, view: 'tasks', title: t('task.list.title'), place: 'tasks', model };
}

export const TASKS_PAGES: readonly PageRoute[] = [
  { method: 'GET', path: paths.tasks(), permission: 'readTasks', audit: null, handler: showTasks },
];
