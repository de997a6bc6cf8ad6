import type { Connection } from 'mongoose';
import type { Day } from '../domain/day.ts';
import { bookOfAll, totalOf } from '../domain/tally.ts';
import { RUNNING } from '../domain/task-index.ts';
import { findCounts } from './tally-store.ts';
import { countedFilters, type Filter, isImplied, type TaskFilter } from './task-filter.ts';
import { taskModel } from './task-store.ts';

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
