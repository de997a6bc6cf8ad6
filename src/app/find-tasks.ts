import { z } from 'zod';
import { COUNTED, countTasks } from '../db/count-queries.ts';
import type { TaskFilter } from '../db/task-filter.ts';
import { findTaskPage, type RowsOf, SORTS, type Sort, sortValue } from '../db/task-queries.ts';
import type { ItemRow } from '../db/task-store.ts';
import type { When } from '../domain/day.ts';
import { foldText } from '../domain/fold-text.ts';
import { parsePeriod } from '../domain/period.ts';
import { type TaskScope, taskScope } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import { STANDINGS } from '../domain/standing.ts';
import { OPEN_STATES, type State } from '../domain/task.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { KINDS, PERIOD, searched } from './fields.ts';
import type { House } from './house.ts';
import { done, Forbidden, faulty, type Outcome } from './outcome.ts';
import { parse } from './parse.ts';

const STATES = [...OPEN_STATES, 'verified', 'recalled', 'discontinued'] as const;

function several<T extends string>(values: readonly T[]) {
  return z
    .string()
    .refine((text) => text.split(',').every((part) => (values as readonly string[]).includes(part)), {
      params: { code: 'notOneOf' },
    })
    .meta({ description: `one, or several by comma: ${values.join(', ')}` });
}

const { day } = KINDS;
const code = z.string().min(1).max(40);
const limit = z
  .string()
  .regex(/^(?:[1-9]\d?|1\d\d|200)$/)
  .meta({ description: 'a whole number from 1 to 200' });

/** The query of a list of tasks as it stands in an address (contract.md, "Task lists"). */
export const TASK_QUERY = z.strictObject({
  unit: code.optional(),
  role: z.enum(['lead', 'coordinating']).optional(),
  group: code.meta({ description: 'the peer group of the lead unit' }).optional(),
  assigner: code.optional(),
  state: several(STATES).optional(),
  standing: several(STANDINGS).optional(),
  basis: z.enum(['current', 'original']).optional(),
  directive: code.optional(),
  monitor: code.optional(),
  handler: code.optional(),
  waits: z.enum(['any', 'submitted', 'declined', 'extension']).optional(),
  q: searched.optional(),
  dueFrom: day.optional(),
  dueTo: day.optional(),
  assignedFrom: day.optional(),
  assignedTo: day.optional(),
  carriedInto: PERIOD.optional(),
  sort: z.enum(SORTS).optional(),
  limit: limit.optional(),
  cursor: z.string().max(400).optional(),
});

export type TaskQuery = z.infer<typeof TASK_QUERY>;

/** A page of tasks; `total` is exact up to 10,000 and `nextCursor` null at the end. */
export type TaskPage<Row = ItemRow> = {
  rows: Row[];
  total: number;
  totalIsExact: boolean;
  nextCursor: string | null;
};

/** What an actor may list, without the part that can hold nothing: the root receives from nobody. */
export function listScope(house: House, actor: Actor): TaskScope {
  const scope = taskScope(actor, 'readTasks');
  if (scope.length === 0) throw new Forbidden();
  const useful = scope.filter(
    (part) => 'assigner' in part || house.directory.unit(part.unit)?.parent !== null,
  );
  return useful.length > 0 ? useful : scope;
}

function split<T extends string>(text: string | undefined): T[] {
  return text === undefined ? [] : (text.split(',') as T[]);
}

/** The words that a search looks for: each must begin a word of the task. */
export function searchWords(q: string | undefined): string[] {
  if (q === undefined) return [];
  return foldText(q)
    .split(/[\s,;:()"“”!?]+/u)
    .filter((word: string) => word !== '')
    .slice(0, 8)
    .map((word: string) => word.slice(0, 40));
}

/** The units of a peer group, of one assigner or of all, whenever they were valid. */
function leadsOf(house: House, group: string, assigner: string | undefined): string[] {
  const units = assigner === undefined ? house.directory.units() : house.directory.childrenOf(assigner);
  return units.filter(({ peerGroup }) => peerGroup === group).map(({ code: unit }) => unit);
}

/** The filter that a query asks for, within what the actor may see. */
export function taskFilter(house: House, query: TaskQuery, actor: Actor, when: When): TaskFilter {
  return {
    scope: listScope(house, actor),
    unit: query.unit ?? null,
    role: query.role ?? null,
    leads: query.group === undefined ? null : leadsOf(house, query.group, query.assigner),
    assigner: query.assigner ?? null,
    states: split<State>(query.state),
    standings: split<(typeof STANDINGS)[number]>(query.standing),
    basis: query.basis ?? 'current',
    directive: query.directive ?? null,
    monitor: query.monitor ?? null,
    handler: query.handler ?? null,
    waits: query.waits ?? null,
    words: searchWords(query.q),
    dueFrom: query.dueFrom ?? null,
    dueTo: query.dueTo ?? null,
    assignedFrom: query.assignedFrom ?? null,
    assignedTo: query.assignedTo ?? null,
    carriedInto: query.carriedInto === undefined ? null : (parsePeriod(query.carriedInto)?.from ?? null),
    today: when.today,
  };
}

/**
 * Lists tasks, each as a page shows it or whole. `raw` is the query of the address. Throws Forbidden for a role without
 * tasks.
 */
export async function findTasksPage<K extends keyof RowsOf = 'item'>(
  house: House,
  raw: unknown,
  actor: Actor,
  when: When,
  kind: K = 'item' as K,
): Promise<Outcome<TaskPage<RowsOf[K]>>> {
  if (taskScope(actor, 'readTasks').length === 0) throw new Forbidden();
  const parsed = parse(TASK_QUERY, raw);
  if (!parsed.ok) return parsed;
  const query = parsed.value;
  const position = query.cursor === undefined ? null : readCursor(query, query.cursor);
  if (query.cursor !== undefined && position === null) return faulty({ field: 'cursor', code: 'badCursor' });
  const filter = taskFilter(house, query, actor, when);
  const sort: Sort = query.sort ?? 'due';
  const most = Number(query.limit ?? 50);
  const [rows, total] = await Promise.all([
    findTaskPage(house.connection, kind, filter, { sort, position, limit: most + 1 }),
    countTasks(house.connection, filter),
  ]);
  const page = rows.slice(0, most);
  const last = page.at(-1);
  const more = rows.length > most && last !== undefined;
  const nextCursor = more
    ? writeCursor(query, { value: sortValue(last, sort, filter.basis), id: last._id })
    : null;
  return done({ rows: page, total: Math.min(total, COUNTED), totalIsExact: total <= COUNTED, nextCursor });
}
