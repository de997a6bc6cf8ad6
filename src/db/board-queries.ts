import type { Connection } from 'mongoose';
import type { Day } from '../domain/day.ts';
import type { Standing } from '../domain/standing.ts';
import type { Basis } from '../domain/task.ts';
import { NO_DAY } from '../domain/task-index.ts';
import { ownFilter } from './own-filter.ts';
import { type TaskRow, taskModel } from './task-store.ts';

/** The tasks of an assigner whose deadline under a basis falls from one day to another. */
export type BoardQuery = { assigner: string; basis: Basis; from: Day; to: Day };

/** How many tasks of a lead stand alike; `settled` is null while the unit's clock runs. */
export type StandingCount = {
  lead: string;
  settled: Standing | null;
  due: 'before' | 'today' | 'after';
  count: number;
};
export type CarriedCount = { lead: string; open: boolean; count: number };
export type LateCount = { lead: string; late: number; weight: number; count: number };

function fields(basis: Basis) {
  return basis === 'current'
    ? { due: 'index.dueCurrent', settled: 'index.settledCurrent', late: 'index.lateCurrent' }
    : { due: 'index.dueOriginal', settled: 'index.settledOriginal', late: 'index.lateOriginal' };
}

async function groups<T>(connection: Connection, match: object, id: object): Promise<T[]> {
  const rows = await taskModel(connection)
    .collection.aggregate([{ $match: match }, { $group: { _id: id, count: { $sum: 1 } } }])
    .toArray();
  return rows.map((row) => ({ ...row['_id'], count: row['count'] }) as T);
}

/** Counts by lead and standing of the tasks due in a period; a covering index answers it alone. */
export async function countStandings(
  connection: Connection,
  { assigner, basis, from, to }: BoardQuery,
  today: Day,
): Promise<StandingCount[]> {
  const { due, settled } = fields(basis);
  const side = {
    $cond: [
      { $lt: [`$${due}`, today] },
      'before',
      { $cond: [{ $eq: [`$${due}`, today] }, 'today', 'after'] },
    ],
  };
  const id = { lead: '$lead', settled: `$${settled}`, due: side };
  return groups(connection, { assigner, [due]: { $gte: from, $lte: to } }, id);
}

/** Counts by lead of the tasks without a deadline that were assigned in a period. */
export async function countWithoutDeadline(
  connection: Connection,
  { assigner, basis, from, to }: BoardQuery,
): Promise<StandingCount[]> {
  const { due, settled } = fields(basis);
  const match = { assigner, [due]: NO_DAY, assignedOn: { $gte: from, $lte: to } };
  return groups(connection, match, { lead: '$lead', settled: `$${settled}`, due: 'after' });
}

/** Counts by lead of the tasks due before a day and still open when it began. */
export async function countCarried(
  connection: Connection,
  { assigner, basis, from }: BoardQuery,
): Promise<CarriedCount[]> {
  const { due } = fields(basis);
  const open = [{ 'index.endedOn': null }, { 'index.endedOn': { $gte: from } }];
  const match = { assigner, [due]: { $lt: from }, $or: open };
  return groups(connection, match, { lead: '$lead', open: '$index.open' });
}

/** Counts by lead, days late and weight of what is done; a covering index answers it alone. */
export async function countLate(
  connection: Connection,
  { assigner, basis, from, to }: BoardQuery,
): Promise<LateCount[]> {
  const { due, late } = fields(basis);
  const match = { assigner, [due]: { $gte: from, $lte: to }, [late]: { $gte: 0 } };
  return groups(connection, match, { lead: '$lead', late: `$${late}`, weight: '$weight' });
}

/** Tasks due in a period before today, open and not done: those that may be overdue, judged one by one. */
export async function findPastDue(
  connection: Connection,
  { assigner, basis, from, to }: BoardQuery,
  today: Day,
): Promise<TaskRow[]> {
  const { due, late } = fields(basis);
  const filter = {
    assigner,
    'index.open': true,
    [late]: null,
    [due]: { $gte: from, $lte: to, $lt: today },
  };
  return taskModel(connection).find(ownFilter(filter), { 'index.words': 0 }).lean<TaskRow[]>();
}

/** All tasks that a unit leads for an assigner, due in a period. */
export async function findLed(
  connection: Connection,
  { assigner, basis, from, to }: BoardQuery,
  lead: string,
): Promise<TaskRow[]> {
  const { due } = fields(basis);
  return taskModel(connection)
    .find(ownFilter({ assigner, lead, [due]: { $gte: from, $lte: to } }), { 'index.words': 0 })
    .lean<TaskRow[]>();
}

/** All tasks that an assigner first assigned in the year of a day or before, streamed by id; codes carry that year. */
export function streamAssigned(connection: Connection, assigner: string, until: Day): AsyncIterable<TaskRow> {
  return taskModel(connection)
    .find(ownFilter({ assigner, code: { $lte: `${assigner}-${until.slice(0, 4)}-~` } }), { 'index.words': 0 })
    .sort({ _id: 1 })
    .lean<TaskRow>()
    .cursor() as unknown as AsyncIterable<TaskRow>;
}
