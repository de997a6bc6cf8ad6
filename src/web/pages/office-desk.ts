import { findDirectivesPage } from '../../app/find-directives.ts';
import type { TaskPage } from '../../app/find-tasks.ts';
import { waitingDisputes } from '../../app/read-edition.ts';
import { countOverdueByLead } from '../../db/count-queries.ts';
import { addWorkingDays } from '../../domain/calendar.ts';
import { daysBetween, mondayOf } from '../../domain/day.ts';
import { grantsOf } from '../../domain/permission.ts';
import { paths } from '../../paths.ts';
import type { FigureTile } from '../../present/components.ts';
import { daysWords } from '../../present/count-words.ts';
import { formatFullDay, formatNumber } from '../../present/format.ts';
import type { Page, Visit } from '../visit.ts';
import { all, deskTable, type Figure, inOrder, listed, SHOWN, SOON, tile } from './desk-lists.ts';
import { directiveItem } from './directives-pages.ts';
import { OPEN } from './task-address.ts';

/** What waits for the Office's answer, oldest first, with the days it has waited. */
async function waitingOf(visit: Visit, assigner: string) {
  const { t, when } = visit;
  const { rows } = await listed(visit, { assigner, waits: 'any', sort: 'waits' }, SHOWN);
  const kindOf = (row: TaskPage['rows'][number]) =>
    row.state === 'submitted'
      ? 'desk.submitted'
      : row.state === 'declined'
        ? 'desk.declined'
        : 'desk.extensions';
  return rows.map((row) => ({
    href: paths.task(row._id),
    content: row.content,
    lead: visit.house.directory.unit(row.lead)?.name ?? row.lead,
    waits: t('desk.waits', {
      what: t(kindOf(row)),
      days: daysWords(daysBetween(row.index.waitsSince, when.today), t),
    }),
  }));
}

/** As many units as are named as the most overdue. */
const WORST = 10;

async function overdueByUnit(visit: Visit, assigner: string) {
  const { directory } = visit.house;
  const queryOf = (unit: string) => ({ assigner, unit, role: 'lead', state: OPEN, standing: 'overdue' });
  const counted = await countOverdueByLead(visit.house.connection, assigner, visit.when.today);
  return counted
    .map(({ lead, count }) => ({ lead, name: directory.unit(lead)?.name ?? lead, count }))
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'vi'))
    .slice(0, WORST)
    .map(({ lead, name, count }) => ({
      href: paths.tasks(queryOf(lead)),
      name,
      total: formatNumber(count, visit.language),
    }));
}

/** The papers entered this week, from Monday on, by the day on which they were recorded. */
async function enteredOf(visit: Visit, assigner: string) {
  const { t, when, house, language } = visit;
  const monday = mondayOf(when.today);
  const query = { assigner, recordedFrom: monday, recordedTo: when.today };
  const found = await findDirectivesPage(house, { ...query, limit: String(SHOWN) }, visit.identity().actor);
  const page = found.ok ? found.value : { rows: [], total: 0 };
  const total = t('directive.total', { n: formatNumber(page.total, language) });
  return {
    title: t('desk.papers', { day: formatFullDay(monday, t) }),
    papers: page.rows.map(directiveItem),
    all: { href: paths.directives(query), text: t('desk.allPapers', { total }) },
    empty: { text: t('desk.noPapers'), note: null, link: null },
  };
}

/** The disputes that wait for a decision, for whoever decides them; no figure while none waits. */
async function disputed({ house, identity, language, t }: Visit): Promise<FigureTile[]> {
  const { actor } = identity();
  if (grantsOf(actor, 'decideDisputes').length === 0) return [];
  const waiting = (await waitingDisputes(house, actor)).length;
  const figure = formatNumber(waiting, language);
  const shown = {
    figure,
    text: t('desk.disputes'),
    note: null,
    href: paths.disputes(),
    tone: 'warn' as const,
  };
  return waiting === 0 ? [] : [shown];
}

/** The desk of an Office (pages.md, "The Office's desk"). */
export async function showOfficeDesk(visit: Visit, assigner: string): Promise<Page> {
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
  const model = {
    unit: house.directory.unit(assigner)?.name ?? assigner,
    today: formatFullDay(when.today, t),
    record: paths.newDirective(),
    waiting: await waitingOf(visit, assigner),
    figures: [
      ...(await Promise.all(figures.map((figure) => tile(visit, figure)))),
      ...(await disputed(visit)),
    ],
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
    result: null,
    entered: await enteredOf(visit, assigner),
  };
  return { view: 'desk', title: t('desk.title'), place: 'desk', model };
}
