import type { Connection } from 'mongoose';
import type { Day } from '../domain/day.ts';
import { booksOfPeriod, type MonthlyBook, placeOfBook } from '../domain/tally.ts';
import type { Basis } from '../domain/task.ts';
import { NO_DAY } from '../domain/task-index.ts';
import { ownFilter } from './own-filter.ts';
import { findBooks } from './tally-store.ts';
import { dueField } from './task-filter.ts';
import { type TaskRow, taskModel } from './task-store.ts';

/** The tasks of an assigner whose day under a basis falls from one day to another. */
export type BoardQuery = { assigner: string; basis: Basis; from: Day; to: Day };

/** How many tasks a unit leads that have an entry (domain/tally.ts) in the book of a month. */
export type EntryCount = { lead: string; month: string; entry: string; count: number };
export type CarriedCount = { lead: string; open: boolean; count: number };

/** The entries of the books of a period: what a board counts, without a look at any task. */
export async function countEntries(
  connection: Connection,
  kind: MonthlyBook,
  { assigner, basis, from, to }: BoardQuery,
): Promise<EntryCount[]> {
  const { first, last } = booksOfPeriod({ kind, assigner, basis }, { from, to });
  const rows = await findBooks(connection, first, last);
  return rows.flatMap(({ _id, counts }) => {
    const of = placeOfBook(_id);
    return Object.entries(counts).map(([entry, count]) => ({ ...of, entry, count }));
  });
}

/** By lead, the tasks due before a day and still open when it began. */
export function carriedPipeline({ assigner, basis, from }: BoardQuery): object[] {
  const due = dueField(basis);
  const match = { assigner, 'index.endedOn': { $gte: from }, [due]: { $lt: from }, 'index.carried': true };
  const id = { lead: '$lead', open: '$index.open' };
  return [{ $match: match }, { $group: { _id: id, count: { $count: {} } } }];
}

/** Counts by lead of the tasks due before a day and still open when it began; a covering index answers it alone. */
export async function countCarried(connection: Connection, query: BoardQuery): Promise<CarriedCount[]> {
  const rows = await taskModel(connection).collection.aggregate(carriedPipeline(query)).toArray();
  return rows.map(({ _id, count }) => ({ ..._id, count }) as CarriedCount);
}

/** The running tasks (domain/running-task.ts) that a unit leads, as texts. */
export type RunningOfLead = { lead: string; texts: string[] };

/** By lead, the texts of the tasks whose clock runs and whose deadline falls in a period: a text begins with it. */
export function runningPipeline({ assigner, basis, from, to }: BoardQuery): object[] {
  const field = basis === 'original' ? 'index.runningOriginal' : 'index.runningCurrent';
  return [
    { $match: { assigner, [field]: { $gte: from, $lt: `${to}~` } } },
    { $group: { _id: '$lead', texts: { $push: `$${field}` } } },
  ];
}

/** What is kept of the running tasks of a period; a covering index answers it alone. */
export async function findRunning(connection: Connection, query: BoardQuery): Promise<RunningOfLead[]> {
  const rows = await taskModel(connection).collection.aggregate(runningPipeline(query)).toArray();
  return rows.map(({ _id, texts }) => ({ lead: _id, texts }) as RunningOfLead);
}

/** Which of these units lead a task that an assigner assigned and that is due in a period. */
export async function findLeads(
  connection: Connection,
  { assigner, basis, from, to }: BoardQuery,
  units: readonly string[],
): Promise<string[]> {
  if (units.length === 0) return [];
  const filter = { lead: { $in: [...units] }, [dueField(basis)]: { $gte: from, $lte: to }, assigner };
  return taskModel(connection).collection.distinct('lead', filter) as Promise<string[]>;
}

/**
 * The tasks of an assigner of which either deadline may fall in a period, streamed: due in it or before it by the
 * original one (or without one), in it or after it by the current one. With `unit` those that it leads or coordinates.
 */
export function streamOfPeriod(
  connection: Connection,
  assigner: string,
  { from, to }: { from: Day; to: Day },
  unit: string | null = null,
): AsyncIterable<TaskRow> {
  const whose = unit === null ? { assigner } : { 'index.units': unit, assigner };
  const filter = {
    ...whose,
    'index.dueCurrent': { $gte: from, $lt: NO_DAY },
    $or: [{ 'index.dueOriginal': { $lte: to } }, { 'index.dueOriginal': NO_DAY }],
  };
  return taskModel(connection)
    .find(ownFilter(filter), { 'index.words': 0 })
    .lean<TaskRow>()
    .cursor() as unknown as AsyncIterable<TaskRow>;
}

/** All tasks that an assigner first assigned in the year of a day or before, streamed by id; codes carry that year. */
export function streamAssigned(connection: Connection, assigner: string, until: Day): AsyncIterable<TaskRow> {
  return taskModel(connection)
    .find(ownFilter({ assigner, code: { $lte: `${assigner}-${until.slice(0, 4)}-~` } }), { 'index.words': 0 })
    .sort({ _id: 1 })
    .hint({ _id: 1 })
    .lean<TaskRow>()
    .cursor() as unknown as AsyncIterable<TaskRow>;
}
