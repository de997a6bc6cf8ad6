import type { Connection } from 'mongoose';
import { RUNNING_CELL, SETTLED_CELL } from '../domain/board-cell.ts';
import { addDays, type Day, daysBetween } from '../domain/day.ts';
import type { Basis } from '../domain/task.ts';
import { NO_DAY } from '../domain/task-index.ts';
import { ownFilter } from './own-filter.ts';
import { type TaskRow, taskModel } from './task-store.ts';

/** The tasks of an assigner whose day under a basis falls from one day to another. */
export type BoardQuery = { assigner: string; basis: Basis; from: Day; to: Day };

/** How many tasks are in a cell (board-cell.ts); `due` is their deadline where their days late depend on it. */
export type CellCount = { cell: string; due: Day | null; count: number };
export type CarriedCount = { lead: string; open: boolean; count: number };

function fields(basis: Basis) {
  return basis === 'current'
    ? { day: 'index.dayCurrent', due: 'index.dueCurrent', cell: 'index.cellCurrent' }
    : { day: 'index.dayOriginal', due: 'index.dueOriginal', cell: 'index.cellOriginal' };
}

async function grouped<T>(connection: Connection, match: object, id: unknown): Promise<T[]> {
  const rows = await taskModel(connection)
    .collection.aggregate([{ $match: match }, { $group: { _id: id, count: { $count: {} } } }])
    .toArray();
  return rows.map((row) => ({ id: row['_id'], count: row['count'] }) as T);
}

/** A stretch of days in two halves, which the database counts side by side. */
function halves(from: Day, to: Day): (readonly [Day, Day])[] {
  const middle = addDays(from, Math.floor(daysBetween(from, to) / 2));
  return middle >= to ? [[from, to]] : [[from, middle] as const, [addDays(middle, 1), to] as const];
}

/**
 * Counts by cell of the tasks of a period; a covering index answers it alone. Tasks whose clock runs are told by their
 * deadline where it is past, since only then their days late depend on it; `due` is null for the others.
 */
export async function countCells(
  connection: Connection,
  { assigner, basis, from, to }: BoardQuery,
  today: Day,
): Promise<CellCount[]> {
  const { day, cell } = fields(basis);
  const of = (kind: string, within: object) => ({
    assigner,
    [day]: within,
    [cell]: { $gte: `${kind}|`, $lt: `${kind}~` },
  });
  const alike = (kind: string, within: object) =>
    grouped<{ id: string; count: number }>(connection, of(kind, within), `$${cell}`);
  const past = { $gte: from, $lte: to, $lt: today };
  const [late, ...others] = await Promise.all([
    grouped<{ id: { cell: string; due: Day }; count: number }>(connection, of(RUNNING_CELL, past), {
      cell: `$${cell}`,
      due: `$${day}`,
    }),
    alike(RUNNING_CELL, { $gte: from > today ? from : today, $lte: to }),
    ...halves(from, to).map(([first, last]) => alike(SETTLED_CELL, { $gte: first, $lte: last })),
  ]);
  return [
    ...late.map(({ id, count }) => ({ ...id, count })),
    ...others.flat().map(({ id, count }) => ({ cell: id, due: null, count })),
  ];
}

/** Counts by lead of the tasks due before a day and still open when it began; a covering index answers it alone. */
export async function countCarried(
  connection: Connection,
  { assigner, basis, from }: BoardQuery,
): Promise<CarriedCount[]> {
  const { due } = fields(basis);
  const match = { assigner, 'index.endedOn': { $gte: from }, [due]: { $lt: from }, 'index.carried': true };
  const rows = await grouped<{ id: { lead: string; open: boolean }; count: number }>(connection, match, {
    lead: '$lead',
    open: '$index.open',
  });
  return rows.map(({ id, count }) => ({ ...id, count }));
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
