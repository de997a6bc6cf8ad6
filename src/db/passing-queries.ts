import type { Connection } from 'mongoose';
import { ownFilter } from './own-filter.ts';
import { type TaskRow, taskModel } from './task-store.ts';

/** What tells of an open task whether it passes, and what about it. */
export type ConcernedRow = Pick<TaskRow, '_id' | 'lead' | 'coordinating' | 'state' | 'holds'>;

/** The open tasks of an assigner that one of its units leads or coordinates; an index of open tasks is read. */
export function openTasksConcerning(assigner: string, units: readonly string[]): object {
  return ownFilter({ assigner, 'index.open': true, 'index.units': { $in: [...units] } });
}

/** The open tasks of an assigner that concern one of these units, streamed. */
export function streamConcerning(
  connection: Connection,
  assigner: string,
  units: readonly string[],
): AsyncIterable<ConcernedRow> {
  return taskModel(connection)
    .find(openTasksConcerning(assigner, units), { lead: 1, coordinating: 1, state: 1, holds: 1 })
    .lean<ConcernedRow>()
    .cursor() as unknown as AsyncIterable<ConcernedRow>;
}

/** How many open tasks an assigner has. */
export async function countOpenAssigned(connection: Connection, assigner: string): Promise<number> {
  return taskModel(connection).countDocuments({ assigner, 'index.open': true });
}

/** The ids of the tasks that a unit leads, from an index alone. */
export async function findIdsLedBy(connection: Connection, lead: string): Promise<string[]> {
  const rows = await taskModel(connection).find({ lead }, { _id: 1 }).lean<{ _id: string }[]>();
  return rows.map(({ _id }) => _id);
}

/** Whether anything has happened since a moment to a task that concerns one of these units or that it assigned. */
export async function hasChangedSince(
  connection: Connection,
  units: readonly string[],
  moment: string,
): Promise<boolean> {
  const codes = [...units];
  const filter = {
    changedAt: { $gte: moment },
    $or: [{ 'index.units': { $in: codes } }, { assigner: { $in: codes } }],
  };
  return (await taskModel(connection).exists(ownFilter(filter))) !== null;
}
