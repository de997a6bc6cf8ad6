import { countTasks, findTaskPage, type TaskFilter } from '../db/task-queries.ts';
import type { TaskRow } from '../db/task-store.ts';
import type { When } from '../domain/day.ts';
import type { Actor } from '../domain/post.ts';
import { type TaskQuery, taskFilter } from './find-tasks.ts';
import type { House } from './house.ts';

/** A figure of a desk: the list it counts, and how many there are. */
export type DeskFigure = { key: string; query: TaskQuery; total: number };

const OPEN = 'assigned,acknowledged,inProgress,returned';

/** The lists of a unit's desk; `me` is the handler's own. */
function unitLists(unit: string, me: string): { key: string; query: TaskQuery }[] {
  const led = { unit, role: 'lead' } as const;
  return [
    { key: 'toAcknowledge', query: { ...led, state: 'assigned' } },
    { key: 'overdue', query: { ...led, standing: 'overdue', state: OPEN } },
    { key: 'dueSoon', query: { ...led, standing: 'dueToday,dueSoon', state: OPEN } },
    { key: 'returned', query: { ...led, state: 'returned' } },
    { key: 'mine', query: { handler: me, state: OPEN } },
    { key: 'coordinating', query: { unit, role: 'coordinating', state: OPEN } },
    { key: 'atOffice', query: { ...led, state: 'submitted,declined' } },
  ];
}

/** The lists of an Office's desk. */
function officeLists(assigner: string, me: string): { key: string; query: TaskQuery }[] {
  return [
    { key: 'submitted', query: { assigner, state: 'submitted' } },
    { key: 'extensions', query: { assigner, waits: 'extension' } },
    { key: 'declined', query: { assigner, state: 'declined' } },
    { key: 'overdue', query: { assigner, standing: 'overdue', state: OPEN } },
    { key: 'dueSoon', query: { assigner, standing: 'dueToday,dueSoon', state: OPEN } },
    { key: 'toAcknowledge', query: { assigner, state: 'assigned' } },
    { key: 'monitored', query: { monitor: me, state: `${OPEN},submitted,declined,suspended` } },
  ];
}

/** So many tasks stand on a desk; the rest is one click away. */
const SHOWN = 15;

export type Desk = { kind: 'unit' | 'office'; figures: DeskFigure[]; first: TaskRow[]; all: TaskQuery };

async function firstOf(house: House, filters: readonly TaskFilter[]): Promise<TaskRow[]> {
  const rows = new Map<string, TaskRow>();
  for (const filter of filters) {
    if (rows.size >= SHOWN) break;
    for (const row of await findTaskPage(house.connection, filter, 'due', null, SHOWN))
      rows.set(row._id, row);
  }
  return [...rows.values()].slice(0, SHOWN);
}

/** The desk of whoever works with tasks: an Office's, or a unit's. */
export async function readDesk(house: House, actor: Actor, when: When): Promise<Desk> {
  const office = actor.posts.find(({ role }) => role === 'officeStaff' || role === 'officeHead');
  const unit = office?.unit ?? actor.posts[0]?.unit ?? '';
  const lists = office === undefined ? unitLists(unit, actor.username) : officeLists(unit, actor.username);
  const filterOf = (query: TaskQuery) => taskFilter(house, query, actor, when);
  const figures: DeskFigure[] = [];
  for (const { key, query } of lists) {
    figures.push({ key, query, total: await countTasks(house.connection, filterOf(query)) });
  }
  const order =
    office === undefined
      ? ['overdue', 'returned', 'dueSoon', 'toAcknowledge']
      : ['submitted', 'extensions', 'declined'];
  const queries = order.flatMap((key) => lists.find((list) => list.key === key)?.query ?? []);
  const all: TaskQuery =
    office === undefined
      ? { unit, role: 'lead', state: OPEN }
      : { assigner: unit, state: `${OPEN},submitted,declined,suspended` };
  return {
    kind: office === undefined ? 'unit' : 'office',
    figures,
    first: await firstOf(house, queries.map(filterOf)),
    all,
  };
}
