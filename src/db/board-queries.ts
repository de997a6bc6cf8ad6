import type { Connection } from 'mongoose';
import { RUNNING_CELL, SETTLED_CELL } from '../domain/board-cell.ts';
import type { Day } from '../domain/day.ts';
import type { Basis } from '../domain/task.ts';
import { NO_DAY } from '../domain/task-index.ts';
import { ownFilter } from './own-filter.ts';
import { type TaskRow, taskModel } from './task-store.ts';

/** The tasks of an assigner whose day under a basis falls from one day to another. */
export type BoardQuery = { assigner: string; basis: Basis; from: Day; to: Day };

/** How many tasks are in a cell (board-cell.ts); `due` is their deadline where the cell's meaning depends on it. */
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

/** Counts by cell of the tasks of a period; a covering index answers it alone. */
export async function countCells(connection: Connection, query: BoardQuery): Promise<CellCount[]> {
  const { day, cell } = fields(query.basis);
  const within = { assigner: query.assigner, [day]: { $gte: query.from, $lte: query.to } };
  const of = (kind: string) => ({ ...within, [cell]: { $gte: `${kind}|`, $lt: `${kind}~` } });
  const [settled, running] = await Promise.all([
    grouped<{ id: string; count: number }>(connection, of(SETTLED_CELL), `$${cell}`),
    grouped<{ id: { cell: string; due: Day }; count: number }>(connection, of(RUNNING_CELL), {
      cell: `$${cell}`,
      due: `$${day}`,
    }),
  ]);
  return [
    ...settled.map(({ id, count }) => ({ cell: id, due: null, count })),
    ...running.map(({ id, count }) => ({ ...id, count })),
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
