import { findDirectivesPage } from '../../app/find-directives.ts';
import { findTasksPage, type TaskPage } from '../../app/find-tasks.ts';
import { taskOf } from '../../app/read-task.ts';
import { ballOf } from '../../domain/ball.ts';
import { addWorkingDays } from '../../domain/calendar.ts';
import { daysBetween } from '../../domain/day.ts';
import { OPEN_STATES } from '../../domain/task.ts';
import { paths } from '../../paths.ts';
import type { FigureTile, TaskTable } from '../../present/components.ts';
import { daysWords } from '../../present/count-words.ts';
import { formatFullDay, formatNumber } from '../../present/format.ts';
import { taskItem } from '../../present/task-page.ts';
import type { Page, PageAnswer, PageRoute, Visit } from '../visit.ts';
import { directiveItem } from './directives-pages.ts';
import { showStatistics } from './statistics-pages.ts';
import { readerOf } from './task-pages.ts';

type Query = Record<string, string>;
type Figure = { key: string; query: Query; tone: FigureTile['tone'] };

const OPEN = OPEN_STATES.join(',');
const SOON = 'dueToday,dueSoon';
/** As many rows as a desk shows of a list. */
const SHOWN = 12;

async function listed(visit: Visit, query: Query, limit: number): Promise<TaskPage> {
  const asked = { ...query, limit: String(limit) };
  const found = await findTasksPage(visit.house, asked, visit.identity().actor, visit.when);
  return found.ok ? found.value : { rows: [], total: 0, totalIsExact: true, nextCursor: null };
}

/** A figure and the list behind it: one query gives both, so they can't differ. */
async function tile(visit: Visit, { key, query, tone }: Figure): Promise<FigureTile> {
  const { total, totalIsExact } = await listed(visit, query, 1);
  const figure = `${totalIsExact ? '' : '> '}${formatNumber(total, visit.language)}`;
  return {
    figure,
    text: visit.t(key),
    note: null,
    href: paths.tasks(query),
    tone: total === 0 ? 'plain' : tone,
  };
}

function deskTable(visit: Visit, rows: TaskPage['rows'], caption: string): TaskTable | null {
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
  const items = rows.map((row) => taskItem(row, taskOf(row), readerOf(visit)));
  return { kind: 'desk', caption, headings, items };
}

/** The rows of several lists in their order, each task once, at most as many as a desk shows. */
async function inOrder(visit: Visit, queries: readonly Query[]): Promise<TaskPage['rows']> {
  const pages = await Promise.all(queries.map((query) => listed(visit, query, SHOWN)));
  const rows = pages.flatMap((page) => page.rows);
  return [...new Map(rows.map((row) => [row._id, row])).values()].slice(0, SHOWN);
}

async function all(visit: Visit, query: Query) {
  const { total } = await listed(visit, query, 1);
  const count = visit.t('task.list.total', { n: formatNumber(total, visit.language) });
  return { href: paths.tasks(query), text: `${visit.t('desk.all')} (${count})` };
}

async function showUnitDesk(visit: Visit, unit: string): Promise<Page> {
  const { t, when, house } = visit;
  const { username } = visit.identity().actor;
  const lead = { unit, role: 'lead' };
  const running = { ...lead, state: 'assigned,acknowledged,inProgress,returned' };
  const overdue = { ...running, standing: 'overdue' };
  const soon = { ...running, standing: SOON };
  const figures: Figure[] = [
    { key: 'desk.toAcknowledge', query: { ...lead, state: 'assigned' }, tone: 'warn' },
    { key: 'desk.overdue', query: overdue, tone: 'bad' },
    { key: 'desk.dueSoon', query: soon, tone: 'warn' },
    { key: 'desk.returned', query: { ...lead, state: 'returned' }, tone: 'warn' },
    { key: 'desk.mine', query: { handler: username, state: OPEN }, tone: 'plain' },
    { key: 'desk.coordinating', query: { unit, role: 'coordinating', state: OPEN }, tone: 'plain' },
  ];
  const first = [overdue, { ...lead, state: 'returned' }, soon, { ...lead, state: 'assigned' }];
  const rows = await inOrder(visit, first);
  const next = (await listed(visit, { ...running, standing: 'inTime' }, 1)).rows[0]?.current.day ?? null;
  const atOffice: Figure[] = [
    { key: 'desk.submitted', query: { ...lead, waits: 'submitted' }, tone: 'plain' },
    { key: 'desk.declined', query: { ...lead, waits: 'declined' }, tone: 'plain' },
    { key: 'desk.extensions', query: { ...lead, waits: 'extension' }, tone: 'plain' },
  ];
  const model = {
    unit: house.directory.unit(unit)?.name ?? unit,
    today: formatFullDay(when.today, t),
    record: null,
    mine: null,
    waiting: null,
    figures: await Promise.all(figures.map((figure) => tile(visit, figure))),
    lists: [
      {
        title: t('desk.first'),
        table: deskTable(visit, rows, t('desk.first')),
        empty: {
          text: t('desk.empty'),
          note: next === null ? null : t('desk.nextDue', { day: formatFullDay(next, t) }),
          link: null,
        },
        all: await all(visit, { ...lead, state: OPEN }),
      },
    ],
    atOffice: { title: t('desk.atOffice'), figures: await Promise.all(atOffice.map((f) => tile(visit, f))) },
    overdueUnits: null,
    papers: null,
  };
  return { view: 'desk', title: t('desk.title'), place: 'desk', model };
}

/** What waits for the Office's answer, oldest first, with the days it has waited. */
async function waitingOf(visit: Visit, assigner: string) {
  const { t, when } = visit;
  const { rows } = await listed(visit, { assigner, waits: 'any' }, 200);
  const since = (row: TaskPage['rows'][number]) =>
    ballOf(taskOf(row)).since ?? row.extension?.on ?? row.changedAt.slice(0, 10);
  const kindOf = (row: TaskPage['rows'][number]) =>
    row.state === 'submitted'
      ? 'desk.submitted'
      : row.state === 'declined'
        ? 'desk.declined'
        : 'desk.extensions';
  return rows
    .map((row) => ({ row, since: since(row) }))
    .sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))
    .slice(0, SHOWN)
    .map(({ row, since: from }) => ({
      href: paths.task(row._id),
      content: row.content,
      lead: visit.house.directory.unit(row.lead)?.name ?? row.lead,
      waits: t('desk.waits', { what: t(kindOf(row)), days: daysWords(daysBetween(from, when.today), t) }),
    }));
}

/** As many units as are named as the most overdue. */
const WORST = 10;

async function overdueByUnit(visit: Visit, assigner: string) {
  const { directory } = visit.house;
  const queryOf = (unit: string) => ({ assigner, unit, role: 'lead', state: OPEN, standing: 'overdue' });
  const counted = await Promise.all(
    directory.childrenOf(assigner).map(async ({ code, name }) => {
      const { total } = await listed(visit, queryOf(code), 1);
      return { href: paths.tasks(queryOf(code)), name, total };
    }),
  );
  return counted
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total || a.name.localeCompare(b.name, 'vi'))
    .slice(0, WORST)
    .map(({ total, ...unit }) => ({ ...unit, total: formatNumber(total, visit.language) }));
}

async function showOfficeDesk(visit: Visit, assigner: string): Promise<Page> {
  const { t, when, house } = visit;
  const { actor } = visit.identity();
  const twoDaysAgo = addWorkingDays(house.calendar(), when.today, -3);
  const soon = { assigner, state: OPEN, standing: SOON };
  const figures: Figure[] = [
    { key: 'desk.submitted', query: { assigner, waits: 'submitted' }, tone: 'warn' },
    { key: 'desk.extensions', query: { assigner, waits: 'extension' }, tone: 'warn' },
    { key: 'desk.declined', query: { assigner, waits: 'declined' }, tone: 'warn' },
    { key: 'desk.overdue', query: { assigner, state: OPEN, standing: 'overdue' }, tone: 'bad' },
    { key: 'desk.dueSoon', query: soon, tone: 'warn' },
    {
      key: 'desk.notAcknowledged',
      query: { assigner, state: 'assigned', assignedTo: twoDaysAgo },
      tone: 'warn',
    },
    { key: 'desk.monitored', query: { assigner, monitor: actor.username, state: OPEN }, tone: 'plain' },
  ];
  const mine = await inOrder(visit, [
    { assigner, monitor: actor.username, waits: 'any' },
    { assigner, monitor: actor.username, state: OPEN, standing: 'overdue' },
  ]);
  const papers = await findDirectivesPage(house, { limit: '5' }, actor);
  const model = {
    unit: house.directory.unit(assigner)?.name ?? assigner,
    today: formatFullDay(when.today, t),
    record: paths.newDirective(),
    waiting: await waitingOf(visit, assigner),
    figures: await Promise.all(figures.map((figure) => tile(visit, figure))),
    mine: deskTable(visit, mine, t('desk.monitored')),
    lists: [
      {
        title: t('desk.dueSoon'),
        table: deskTable(visit, (await listed(visit, soon, SHOWN)).rows, t('desk.dueSoon')),
        empty: { text: t('task.list.none'), note: null, link: null },
        all: await all(visit, { assigner, state: OPEN }),
      },
    ],
    atOffice: null,
    overdueUnits: await overdueByUnit(visit, assigner),
    papers: papers.ok ? papers.value.rows.map(directiveItem) : [],
  };
  return { view: 'desk', title: t('desk.title'), place: 'desk', model };
}

/** The desk of whoever comes: the Office's, the leader's province, the unit's; the administrator has no tasks. */
async function showDesk(visit: Visit): Promise<PageAnswer> {
  const { posts } = visit.identity().actor;
  const office = posts.find(({ role }) => role === 'officeStaff' || role === 'officeHead');
  if (office !== undefined) return showOfficeDesk(visit, office.unit);
  if (posts.some(({ role }) => role === 'leader' || role === 'inspector'))
    return { ...(await showStatistics(visit)), place: 'desk' };
  const unit = posts.find(({ role }) => role.startsWith('unit'));
  if (unit !== undefined) return showUnitDesk(visit, unit.unit);
  return { redirect: paths.admin() };
}

export const DESK_PAGES: readonly PageRoute[] = [
  { method: 'GET', path: paths.desk(), permission: 'signedIn', audit: null, handler: showDesk },
];
