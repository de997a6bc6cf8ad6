import { findDirectivesPage } from '../../app/find-directives.ts';
import { findTasksPage, type TaskPage } from '../../app/find-tasks.ts';
import { taskOf } from '../../app/read-task.ts';
import { STANDINGS } from '../../domain/standing.ts';
import { OPEN_STATES } from '../../domain/task.ts';
import { paths } from '../../paths.ts';
import type { Heading, TaskTable } from '../../present/components.ts';
import { taskDownloads } from '../../present/downloads.ts';
import { type Choice, formFields } from '../../present/form-fields.ts';
import { formatDay, formatNumber } from '../../present/format.ts';
import { taskItem } from '../../present/task-page.ts';
import { hasWords } from '../../present/words.ts';
import {
  allOf,
  type Form,
  firstOf,
  type Page,
  type PageAnswer,
  type PageRoute,
  type Visit,
} from '../visit.ts';
import { directiveItem } from './directives-pages.ts';
import { ALL, DAYS, hasEmpty, OPEN, type Query, queryOf, remaining, without } from './task-address.ts';
import { readerOf } from './task-pages.ts';

/** How many earlier pages an address remembers. */
const MOST_BACK = 20;
const FIRST = '-';
const CLOSED = ['verified', 'recalled', 'discontinued'] as const;

/** The filters that the form shows; the others stay in the address and are shown as chips. */
const IN_FORM = ['q', 'group', 'unit', 'standing', 'state', 'dueFrom', 'dueTo', 'monitor', 'basis'];

/** The filters whose values are data: names, and what was typed. */
const DATA_CHIPS = ['q', 'unit', 'assigner', 'monitor', 'handler', 'directive'];

const CHIP_NAMES: Record<string, string> = {
  q: 'task.filter.q',
  unit: 'task.filter.unit',
  group: 'statistics.group',
  role: 'desk.filter.role',
  assigner: 'desk.filter.assigner',
  standing: 'task.filter.standing',
  state: 'task.filter.state',
  basis: 'task.filter.basis',
  directive: 'task.column.paper',
  monitor: 'task.monitor',
  handler: 'task.handler',
  waits: 'desk.filter.waits',
  dueFrom: 'task.filter.dueFrom',
  dueTo: 'task.filter.dueTo',
  assignedFrom: 'desk.filter.assignedFrom',
  assignedTo: 'desk.filter.assignedTo',
  carriedInto: 'desk.filter.carriedInto',
};
const ROLES: Record<string, string> = { lead: 'desk.role.lead', coordinating: 'desk.role.coordinating' };
const WAITS: Record<string, string> = {
  any: 'desk.waits.any',
  submitted: 'desk.submitted',
  declined: 'desk.declined',
  extension: 'desk.extensions',
};

function chipValue(visit: Visit, name: string, value: string, page: TaskPage): string {
  const { t } = visit;
  const { directory } = visit.house;
  switch (name) {
    case 'unit':
    case 'assigner':
      return directory.unit(value)?.name ?? value;
    case 'monitor':
    case 'handler':
      return directory.person(value)?.name ?? value;
    case 'standing':
      return value
        .split(',')
        .map((one) => t(`standing.${one}`))
        .join(', ');
    case 'state':
      if (value === OPEN) return t('task.filter.open');
      return value
        .split(',')
        .map((one) => t(`state.${one}`))
        .join(', ');
    case 'group':
      return hasWords(`group.${value}`) ? t(`group.${value}`) : value;
    case 'basis':
      return t(value === 'original' ? 'task.basis.original' : 'task.basis.current');
    case 'role':
      return t(ROLES[value] ?? value);
    case 'waits':
      return t(WAITS[value] ?? value);
    case 'directive':
      return page.rows[0]?.index.notation ?? value;
    default:
      return DAYS.some((day) => day === name) ? formatDay(value) : value;
  }
}

function chipsOf(visit: Visit, query: Query, page: TaskPage) {
  const set = Object.entries(query).filter(
    ([name, value]) => CHIP_NAMES[name] !== undefined && value !== ALL,
  );
  if (set.length === 0) return null;
  const chips = set.map(([name, value]) => {
    const shown = chipValue(visit, name, value, page);
    return {
      href: paths.tasks(remaining(without(query, name, 'cursor'))),
      text: visit.t('task.chip', { name: visit.t(CHIP_NAMES[name] ?? name), value: shown }),
      names: DATA_CHIPS.includes(name) ? [shown] : [],
    };
  });
  return { chips, clear: { href: paths.tasks({ state: ALL }), text: visit.t('task.list.everything') } };
}

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
  const items = rows.map((row) => taskItem(row, taskOf(row), reader));
  return { kind: 'list', paper, caption, headings: listHeadings(visit, query, paper), items };
}

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

/** `120 nhiệm vụ`, or `trên 10.000 nhiệm vụ`. */
export function totalWords({ t, language }: Visit, page: { total: number; totalIsExact: boolean }): string {
  const n = formatNumber(page.total, language);
  return page.totalIsExact ? t('task.list.total', { n }) : t('task.list.totalMore', { n });
}

function unitChoices(visit: Visit): Choice[] {
  const assigners = visit.identity().actor.posts.map((post) => post.unit);
  const units = assigners.flatMap((code) => visit.house.directory.childrenOf(code));
  return units.map(({ code, name }) => ({ value: code, text: name, lang: 'vi' }));
}

function groupChoices(visit: Visit): Choice[] {
  const assigners = visit.identity().actor.posts.map((post) => post.unit);
  const units = assigners.flatMap((code) => visit.house.directory.childrenOf(code));
  const groups = new Set(units.flatMap(({ peerGroup }) => peerGroup ?? []));
  return [...groups].sort().map((group) => ({ value: group, text: visit.t(`group.${group}`) }));
}

function filterFields(visit: Visit, query: Query, faults: Visit['faults']) {
  const { t } = visit;
  const typed: Form = Object.fromEntries(
    Object.keys(query).map((name) => [name, firstOf(visit.query, name)]),
  );
  for (const day of DAYS) {
    if (query[day] !== undefined && /^\d{4}-\d\d-\d\d$/.test(query[day])) typed[day] = formatDay(query[day]);
  }
  typed['state'] ??= ALL;
  const f = formFields(t, typed, faults);
  const chosen = (name: string, label: string, options: Choice[]) => ({
    component: 'field-select',
    field: f.select(name, { label, width: 'full', options: withSet(visit, query[name], options) }),
  });
  const select = (name: string, label: string, options: readonly Choice[], none = t('task.list.all')) =>
    chosen(name, label, [{ value: '', text: none }, ...options]);
  const text = (name: string, label: string, width: 'full' | 'day') => ({
    component: 'field-text',
    field: f.text(name, { label, width }),
  });
  const units = unitChoices(visit);
  const groups = groupChoices(visit);
  const offices = visit
    .identity()
    .actor.posts.flatMap(({ unit }) => visit.house.directory.holding(unit, ['officeStaff', 'officeHead']));
  const parts = [
    text('q', t('task.filter.q'), 'full'),
    ...(groups.length === 0 ? [] : [select('group', t('statistics.group'), groups)]),
    ...(units.length === 0 ? [] : [select('unit', t('task.filter.unit'), units)]),
    select(
      'standing',
      t('task.filter.standing'),
      STANDINGS.map((value) => ({ value, text: t(`standing.${value}`) })),
    ),
    chosen('state', t('task.filter.state'), [
      { value: OPEN, text: t('task.filter.open') },
      { value: ALL, text: t('task.list.all') },
      ...[...OPEN_STATES, ...CLOSED].map((value) => ({ value, text: t(`state.${value}`) })),
    ]),
    text('dueFrom', t('task.filter.dueFrom'), 'full'),
    text('dueTo', t('task.filter.dueTo'), 'full'),
    ...(units.length === 0
      ? []
      : [
          select(
            'monitor',
            t('task.monitor'),
            offices.map(({ username, name }) => ({ value: username, text: name, lang: 'vi' })),
          ),
        ]),
    select(
      'basis',
      t('task.filter.basis'),
      [{ value: 'original', text: t('task.basis.original') }],
      t('task.basis.current'),
    ),
  ];
  return { parts, summary: f.summary() };
}

/** The choices with what is set, where it is none of them (several standings at once), so that filtering keeps it. */
function withSet(visit: Visit, set: string | undefined, options: Choice[]): Choice[] {
  if (set === undefined || options.some(({ value }) => value === set)) return options;
  return [...options, { value: set, text: visit.t('desk.filter.kept') }];
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

/** How many of each kind the search shows. */
const FOUND = '20';

async function showSearch(visit: Visit): Promise<Page> {
  const { t, house } = visit;
  const q = firstOf(visit.query, 'q').slice(0, 200).trim();
  const { actor } = visit.identity();
  const tasks = q === '' ? null : await findTasksPage(house, { q, limit: FOUND }, actor, visit.when);
  const papers = q === '' ? null : await findDirectivesPage(house, { q, limit: FOUND }, actor);
  const foundTasks = tasks?.ok === true ? tasks.value : null;
  const foundPapers = papers?.ok === true ? papers.value : null;
  const fields = formFields(t, { q });
  const tasksTotal = foundTasks === null ? '' : totalWords(visit, foundTasks);
  const model = {
    action: paths.search(),
    q: fields.text('q', { label: t('frame.search.label'), type: 'search' }),
    asked: q !== '',
    tasks:
      foundTasks === null || foundTasks.total === 0 ? null : listTable(visit, foundTasks.rows, tasksTotal),
    tasksAll: foundTasks?.nextCursor ? { href: paths.tasks({ q }), text: tasksTotal } : null,
    papers: foundPapers === null ? [] : foundPapers.rows.map(directiveItem),
    papersAll: foundPapers?.nextCursor
      ? {
          href: paths.directives({ q }),
          text: t('directive.total', { n: formatNumber(foundPapers.total, visit.language) }),
        }
      : null,
    empty: { text: t('desk.search.none'), note: t('desk.search.noneNote'), link: null },
  };
  return { view: 'search', title: t('desk.search.title'), model };
}

export const TASKS_PAGES: readonly PageRoute[] = [
  { method: 'GET', path: paths.tasks(), permission: 'readTasks', audit: null, handler: showTasks },
  { method: 'GET', path: paths.search(), permission: 'readTasks', audit: null, handler: showSearch },
];
