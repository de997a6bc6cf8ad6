import { taskFilter } from '../../app/find-tasks.ts';
import { readRanking } from '../../app/read-ranking.ts';
import { findOldestWait } from '../../db/attention-queries.ts';
import { daysBetween } from '../../domain/day.ts';
import { paths } from '../../paths.ts';
import type { FigureTile } from '../../present/components.ts';
import { daysWords } from '../../present/count-words.ts';
import { formatFullDay, formatNumber } from '../../present/format.ts';
import { rangeOf } from '../../present/score-words.ts';
import type { Page, Visit } from '../visit.ts';
import { all, counted, deskTable, type Figure, inOrder, listed, SOON, tile } from './desk-lists.ts';
import { OPEN } from './task-address.ts';

type Lead = { unit: string; role: 'lead' };

/** What a unit has waiting at the Office. */
const AT_OFFICE = [
  ['submitted', 'desk.submitted'],
  ['declined', 'desk.declined'],
  ['extension', 'desk.extensions'],
] as const;

/** What of one kind waits at the Office, and since how many days the first of it. */
async function waitingTile(
  visit: Visit,
  lead: Lead,
  [waits, key]: (typeof AT_OFFICE)[number],
): Promise<FigureTile> {
  const { house, when, t } = visit;
  const shown = await tile(visit, { key, query: { ...lead, waits }, tone: 'plain' });
  const filter = taskFilter(house, lead, visit.identity().actor, when);
  const since = await findOldestWait(house.connection, filter, waits);
  if (since === null) return shown;
  return { ...shown, note: t('desk.longest', { days: daysWords(daysBetween(since, when.today), t) }) };
}

async function rankOf(visit: Visit, unit: string) {
  const { house, t, when, language } = visit;
  const period = when.today.slice(0, 4);
  const assigner = house.directory.unit(unit)?.parent ?? '';
  const ranking = await readRanking(house, { period, assigner }, visit.identity().actor, when);
  const row = ranking.ok ? ranking.value.rows.find((one) => one.unit === unit) : undefined;
  if (row === undefined) return null;
  const href = paths.ranking(unit, { period });
  if (row.rank === null) return { href, text: t('desk.result.noRank') };
  const rank = formatNumber(row.rank, language);
  return { href, text: t('desk.result.rank', { rank, range: rangeOf(t, row) }) };
}

/** What became of the tasks due this year, each figure with its list, and the unit's place in its group. */
async function resultOf(visit: Visit, unit: string) {
  const year = visit.when.today.slice(0, 4);
  const due = { unit, role: 'lead', dueFrom: `${year}-01-01`, dueTo: `${year}-12-31` };
  const figure = async (key: string, standing: string) => {
    const query = { ...due, standing };
    const { figure: n } = await counted(visit, query);
    return { href: paths.tasks(query), text: visit.t(key, { n }) };
  };
  return {
    done: await figure('desk.result.done', 'doneOnTime,doneLate'),
    onTime: await figure('desk.result.onTime', 'doneOnTime'),
    rank: await rankOf(visit, unit),
  };
}

/** The desk of a unit (pages.md, "The unit's desk"). */
export async function showUnitDesk(visit: Visit, unit: string): Promise<Page> {
  const { t, when, house } = visit;
  const { username } = visit.identity().actor;
  const lead: Lead = { unit, role: 'lead' };
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
  const atOffice = AT_OFFICE.map((kind) => waitingTile(visit, lead, kind));
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
    atOffice: { title: t('desk.atOffice'), figures: await Promise.all(atOffice) },
    result: await resultOf(visit, unit),
    overdueUnits: null,
    entered: null,
  };
  return { view: 'desk', title: t('desk.title'), place: 'desk', model };
}
