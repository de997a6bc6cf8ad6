import type { Connection } from 'mongoose';
import type { Day } from '../domain/day.ts';
import { RUNNING } from '../domain/task-index.ts';
import { ownFilter } from './own-filter.ts';
import { type TaskRow, taskModel } from './task-store.ts';

/** Open tasks whose clock is the unit's and whose deadline is at the horizon or before, streamed by deadline. */
export function streamReminded(connection: Connection, horizon: Day): AsyncIterable<TaskRow> {
  const filter = {
    'index.open': true,
    'index.settledCurrent': RUNNING,
    'index.dueCurrent': { $lte: horizon },
  };
  return taskModel(connection)
    .find(ownFilter(filter), { 'index.words': 0 })
    .sort({ 'index.dueCurrent': 1, _id: 1 })
    .lean<TaskRow>()
    .cursor() as unknown as AsyncIterable<TaskRow>;
}
