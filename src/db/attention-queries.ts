import type { Connection } from 'mongoose';
import type { Day } from '../domain/day.ts';
import { NO_DAY, RUNNING } from '../domain/task-index.ts';
import type { BoardQuery } from './board-queries.ts';
import { ownFilter } from './own-filter.ts';
import { filterOf, type TaskFilter } from './task-filter.ts';
import { type TaskRow, taskModel } from './task-store.ts';

/** What a leader looks at first: of which tasks, led by which units, and how many at most. */
export type AttentionQuery = BoardQuery & { leads: readonly string[]; today: Day; most: number };

/** The open tasks due in a period that have been overdue longest, longest first. */
export async function findLongestOverdue(
  connection: Connection,
  { assigner, basis, from, to, leads, today, most }: AttentionQuery,
): Promise<TaskRow[]> {
  const due = basis === 'current' ? 'index.dueCurrent' : 'index.dueOriginal';
  const settled = basis === 'current' ? 'index.settledCurrent' : 'index.settledOriginal';
  const filter = {
    assigner,
    lead: { $in: [...leads] },
    [due]: { $gte: from, $lte: to },
    $or: [{ [settled]: RUNNING, [due]: { $lt: today } }, { [settled]: 'overdue' }],
  };
  return taskModel(connection)
    .find(ownFilter(filter), { 'index.words': 0 })
    .sort({ [due]: 1, _id: 1 })
    .limit(most)
    .lean<TaskRow[]>();
}

/** The tasks that have waited longest for the assigner's answer, and since which day, longest first. */
export async function findLongestWaiting(
  connection: Connection,
  { assigner, leads, most }: Pick<AttentionQuery, 'assigner' | 'leads' | 'most'>,
): Promise<{ row: TaskRow; since: Day }[]> {
  const filter = { assigner, lead: { $in: [...leads] }, 'index.waitsSince': { $lt: NO_DAY } };
  const rows = await taskModel(connection)
    .find(ownFilter(filter), { 'index.words': 0 })
    .sort({ 'index.waitsSince': 1, _id: 1 })
    .limit(most)
    .lean<TaskRow[]>();
  return rows.map((row) => ({ row, since: row.index.waitsSince }));
}

const LASTING_REFUSAL = {
  $filter: {
    input: '$holds',
    cond: { $and: [{ $eq: ['$$this.kind', 'declined'] }, { $eq: ['$$this.toSeq', null] }] },
  },
};

/** The day since which a task waits for the assigner, by what it waits with. */
const WAITS_SINCE = {
  submitted: '$submittedOn',
  extension: '$extension.on',
  declined: { $max: { $map: { input: LASTING_REFUSAL, in: '$$this.from' } } },
} as const;

/** The day since which the one that has waited longest of a list of tasks waits; null where none does. */
export async function findOldestWait(
  connection: Connection,
  filter: TaskFilter,
  waits: keyof typeof WAITS_SINCE,
): Promise<Day | null> {
  const [oldest] = await taskModel(connection)
    .collection.aggregate([
      { $match: filterOf({ ...filter, waits }) },
      { $group: { _id: null, since: { $min: WAITS_SINCE[waits] } } },
    ])
    .toArray();
  return (oldest?.['since'] as Day | undefined) ?? null;
}
