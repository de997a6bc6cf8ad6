import type { Connection, QueryFilter } from 'mongoose';
import { addDays, type Day } from '../domain/day.ts';
import type { TaskScope } from '../domain/permission.ts';
import { deadlineUnder, SOON_DAYS, type Standing } from '../domain/standing.ts';
import { bookOfAll, totalOf } from '../domain/tally.ts';
import type { Basis, State } from '../domain/task.ts';
import { NO_DAY, RUNNING } from '../domain/task-index.ts';
import { ownFilter } from './own-filter.ts';
import { findCounts } from './tally-store.ts';
import { type ListedRow, type TaskRow, taskModel, taskSchema } from './task-store.ts';

/** How a list is sorted (contract.md, "Task lists"). */
export const SORTS = ['due', '-due', '-assignedOn', 'lead', 'code', 'waits'] as const;

export type Sort = (typeof SORTS)[number];

/** Which tasks: all that is set must hold; nothing here is text from a request but values of checked types. */
export type TaskFilter = {
  scope: TaskScope;
  unit: string | null;
  role: 'lead' | 'coordinating' | null;
  /** Led by one of these units. */
  leads: readonly string[] | null;
  assigner: string | null;
  states: readonly State[];
  standings: readonly Standing[];
  basis: Basis;
  directive: string | null;
  monitor: string | null;
  handler: string | null;
  /** What waits for the assigner's answer, of this kind or of any. */
  waits: 'any' | 'submitted' | 'declined' | 'extension' | null;
  words: readonly string[];
  dueFrom: Day | null;
  dueTo: Day | null;
  assignedFrom: Day | null;
  assignedTo: Day | null;
  /** Due before this day, and still open when it began. */
  carriedInto: Day | null;
  today: Day;
};

/** Where the page before ended: the value sorted by, and the id. */
export type Position = { value: string; id: string };

type Filter = QueryFilter<TaskRow>;

/** The field of the deadline by which a basis goes. */
export function dueField(basis: Basis): 'index.dueCurrent' | 'index.dueOriginal' {
  return basis === 'current' ? 'index.dueCurrent' : 'index.dueOriginal';
}

function settledField(basis: Basis): 'index.settledCurrent' | 'index.settledOriginal' {
  return basis === 'current' ? 'index.settledCurrent' : 'index.settledOriginal';
}

/** The days of a deadline on which an open task stands so today, while the unit's clock runs. */
function dueRange(standing: Standing, today: Day): Record<string, Day> | null {
  const soon = addDays(today, SOON_DAYS);
  switch (standing) {
    case 'overdue':
      return { $lt: today };
    case 'dueToday':
      return { $eq: today };
    case 'dueSoon':
      return { $gt: today, $lte: soon };
    case 'inTime':
      return { $gt: soon };
    default:
      return null;
  }
}

/** Filters of which no task meets two, and which together are the standings. */
function standingFilters(standings: readonly Standing[], basis: Basis, today: Day): Filter[] {
  const settled = { [settledField(basis)]: { $in: [...standings] } };
  const running = standings.flatMap((standing) => {
    const range = dueRange(standing, today);
    return range === null ? [] : [{ [settledField(basis)]: RUNNING, [dueField(basis)]: range }];
  });
  return [settled, ...running];
}

function scopeFilter(scope: TaskScope): Filter {
  const parts = scope.map((part) =>
    'assigner' in part ? { assigner: part.assigner } : { 'index.units': part.unit },
  );
  return parts.length === 1 ? (parts[0] as Filter) : { $or: parts };
}

function unitFilter(unit: string, role: TaskFilter['role']): Filter {
  if (role === 'lead') return { lead: unit };
  return role === 'coordinating' ? { coordinating: unit } : { 'index.units': unit };
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

function range(field: string, from: Day | null, to: Day | null): Filter[] {
  if (from === null && to === null) return [];
  return [{ [field]: { ...(from === null ? {} : { $gte: from }), ...(to === null ? {} : { $lte: to }) } }];
}

function waitsFilter(waits: NonNullable<TaskFilter['waits']>): Filter {
  if (waits === 'any') return { 'index.waitsSince': { $lt: NO_DAY } };
  return waits === 'extension' ? { 'index.open': true, extension: { $ne: null } } : { state: waits };
}

/** Whether the tasks of the unit asked for are all within the scope, so that saying it again only costs. */
function isImplied({ scope, unit }: TaskFilter): boolean {
  return unit !== null && scope.some((part) => 'unit' in part && part.unit === unit);
}

/** All that a list asks for but the standings. */
function partsOf(filter: TaskFilter): Filter[] {
  const due = dueField(filter.basis);
  const parts: Filter[] = isImplied(filter) ? [] : [scopeFilter(filter.scope)];
  if (filter.unit !== null) parts.push(unitFilter(filter.unit, filter.role));
  if (filter.assigner !== null) parts.push({ assigner: filter.assigner });
  if (filter.leads !== null) parts.push({ lead: { $in: [...filter.leads] } });
  if (filter.states.length > 0) parts.push({ state: { $in: [...filter.states] } });
  if (filter.directive !== null) parts.push({ directive: filter.directive });
  if (filter.monitor !== null) parts.push({ monitor: filter.monitor });
  if (filter.handler !== null) parts.push({ handler: filter.handler });
  if (filter.waits !== null) parts.push(waitsFilter(filter.waits));
  for (const word of filter.words) parts.push({ 'index.words': new RegExp(`^${escaped(word)}`) });
  parts.push(...range(due, filter.dueFrom, filter.dueTo));
  if (filter.dueTo === null && filter.dueFrom !== null) parts.push({ [due]: { $lt: NO_DAY } });
  parts.push(...range('assignedOn', filter.assignedFrom, filter.assignedTo));
  if (filter.carriedInto !== null) {
    parts.push({ [due]: { $lt: filter.carriedInto }, 'index.endedOn': { $gte: filter.carriedInto } });
    parts.push({ 'index.carried': true });
  }
  return parts;
}

function both(parts: Filter[]): Filter {
  return parts.length === 1 ? (parts[0] as Filter) : { $and: parts };
}

/** The filter of the database for a list. */
export function filterOf(filter: TaskFilter): Filter {
  const { standings, basis, today } = filter;
  const parts = partsOf(filter);
  return both(standings.length === 0 ? parts : [...parts, { $or: standingFilters(standings, basis, today) }]);
}

/** Filters that no task meets twice, and that together are the list: each can be counted from an index alone. */
export function countedFilters(filter: TaskFilter): Filter[] {
  const { standings, basis, today } = filter;
  const parts = partsOf(filter);
  if (standings.length === 0) return [both(parts)];
  return standingFilters(standings, basis, today).map((standing) => both([...parts, standing]));
}

/** The field that a sort goes by, and its direction; ids decide among equals. */
export function sortOf(sort: Sort, basis: Basis): { field: string; direction: 1 | -1 } {
  switch (sort) {
    case 'due':
      return { field: dueField(basis), direction: 1 };
    case '-due':
      return { field: dueField(basis), direction: -1 };
    case '-assignedOn':
      return { field: 'assignedOn', direction: -1 };
    case 'waits':
      return { field: 'index.waitsSince', direction: 1 };
    default:
      return { field: sort, direction: 1 };
  }
}

function after(field: string, direction: 1 | -1, position: Position | null): Filter[] {
  if (position === null) return [];
  const { value, id } = position;
  const beyond = direction === 1 ? '$gt' : '$lt';
  const from = direction === 1 ? '$gte' : '$lte';
  return [
    { [field]: { [from]: value } },
    { $or: [{ [field]: { [beyond]: value } }, { [field]: value, _id: { [beyond]: id } }] },
  ];
}

const SHOWN = ['index.notation', 'index.issuedOn', 'index.waitsSince'];

/** What is kept for queries alone is left where it is: decoding rows is what a list costs. */
const NOT_SHOWN = Object.fromEntries(
  Object.keys(taskSchema.paths)
    .filter((path) => path.startsWith('index.') && !SHOWN.includes(path))
    .map((path) => [path, 0] as const),
);

async function rowsOf(
  connection: Connection,
  parts: Filter[],
  field: string,
  direction: 1 | -1,
  limit: number,
): Promise<ListedRow[]> {
  return taskModel(connection)
    .find(ownFilter({ $and: parts } as Filter), NOT_SHOWN)
    .sort({ [field]: direction, _id: direction })
    .limit(limit)
    .lean<ListedRow[]>();
}

/**
 * A page of tasks behind a position, at most `limit`; keyset paging, so that the last page costs what the first does.
 * Sorting down by the deadline puts tasks without one last, too: they follow in a second query.
 */
export async function findTaskPage(
  connection: Connection,
  filter: TaskFilter,
  sort: Sort,
  position: Position | null,
  limit: number,
): Promise<ListedRow[]> {
  const base = filterOf(filter);
  const { field, direction } = sortOf(sort, filter.basis);
  if (sort !== '-due') {
    return rowsOf(connection, [base, ...after(field, direction, position)], field, direction, limit);
  }
  const among =
    position?.value === NO_DAY ? null : [{ [field]: { $lt: NO_DAY } }, ...after(field, -1, position)];
  const rows = among === null ? [] : await rowsOf(connection, [base, ...among], field, -1, limit);
  if (rows.length === limit) return rows;
  const behind = position?.value === NO_DAY ? after(field, -1, position) : [];
  const rest = [base, { [field]: NO_DAY }, ...behind];
  return [...rows, ...(await rowsOf(connection, rest, field, -1, limit - rows.length))];
}

/** The value of a row by which a sort goes. */
export function sortValue(row: ListedRow, sort: Sort, basis: Basis): string {
  if (sort === 'due' || sort === '-due') {
    return deadlineUnder(row, basis) ?? NO_DAY;
  }
  if (sort === '-assignedOn') return row.assignedOn;
  if (sort === 'waits') return row.index.waitsSince;
  return sort === 'lead' ? row.lead : row.code;
}

/** Beyond so many a total is only known to be more. */
export const COUNTED = 10_000;

/** A command is told what a query takes from the connection; the plain count is twice as quick as an aggregation. */
const MAJORITY = { readConcern: { level: 'majority' } } as const;

/** Whether a list asks for nothing but whose tasks they are. */
function asksForAll({
  scope: _,
  unit: __,
  assigner: ___,
  basis: ____,
  today: _____,
  ...asked
}: TaskFilter): boolean {
  return Object.values(asked).every(
    (value) => value === null || (Array.isArray(value) && value.length === 0),
  );
}

/** The books that together hold what a list asks for, each task at least once; null when no book tells. */
function booksOf(filter: TaskFilter): string[] | null {
  const { scope, unit, assigner } = filter;
  if (!asksForAll(filter)) return null;
  if (unit !== null) return isImplied(filter) && assigner === null ? [bookOfAll({ unit })] : null;
  if (assigner === null) return scope.map(bookOfAll);
  return scope.some((part) => 'assigner' in part && part.assigner === assigner)
    ? [bookOfAll({ assigner })]
    : null;
}

/** The total as books tell it; null when one has to count: another filter, or books that may share tasks. */
async function keptTotal(connection: Connection, filter: TaskFilter): Promise<number | null> {
  const names = booksOf(filter);
  if (names === null) return null;
  const counts = await findCounts(connection, names);
  const totals = names.map((name) => totalOf(counts.get(name) ?? {}));
  const most = Math.max(...totals);
  return totals.length === 1 || most > COUNTED ? Math.min(most, COUNTED + 1) : null;
}

async function countOf(connection: Connection, query: Filter): Promise<number> {
  const db = connection.getClient().db(connection.name);
  const { collectionName } = taskModel(connection).collection;
  const command = { count: collectionName, query, limit: COUNTED + 1, ...MAJORITY };
  return (await db.command(command))['n'] as number;
}

/** How many tasks there are, up to one more than `COUNTED`: as a book tells it, else counted. */
export async function countTasks(connection: Connection, filter: TaskFilter): Promise<number> {
  const kept = await keptTotal(connection, filter);
  if (kept !== null) return kept;
  const counts = await Promise.all(countedFilters(filter).map((query) => countOf(connection, query)));
  return Math.min(
    counts.reduce((sum, count) => sum + count, 0),
    COUNTED + 1,
  );
}

/** How many tasks of an assigner are overdue today under the current deadline, by lead; a covering index answers it. */
export async function countOverdueByLead(
  connection: Connection,
  assigner: string,
  today: Day,
): Promise<{ lead: string; count: number }[]> {
  const open = { assigner, 'index.open': true };
  const overdue = {
    $or: [
      { 'index.settledCurrent': 'overdue' },
      { 'index.settledCurrent': RUNNING, 'index.dueCurrent': { $lt: today } },
    ],
  };
  const rows = await taskModel(connection)
    .collection.aggregate([
      { $match: { ...open, ...overdue } },
      { $group: { _id: '$lead', count: { $count: {} } } },
    ])
    .toArray();
  return rows.map((row) => ({ lead: row['_id'] as string, count: row['count'] as number }));
}

/** Whether a directive has a task within a scope. */
export async function hasTaskWithin(
  connection: Connection,
  directive: string,
  scope: TaskScope,
): Promise<boolean> {
  const found = await taskModel(connection).exists(
    ownFilter({ $and: [{ directive }, scopeFilter(scope)] } as Filter),
  );
  return found !== null;
}

/** The directives of which a unit sees a task, newest tasks first, at most `limit`. */
export async function directivesOfUnits(connection: Connection, scope: TaskScope): Promise<string[]> {
  return taskModel(connection).distinct('directive', ownFilter(scopeFilter(scope))) as unknown as Promise<
    string[]
  >;
}
