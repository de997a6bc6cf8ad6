import type { Connection } from 'mongoose';
import { ownFilter } from '../src/db/own-filter.ts';
import { type TaskRow, taskModel } from '../src/db/task-store.ts';
import type { Day } from '../src/domain/day.ts';
import type { Received } from './drafts.ts';

/** The tasks with a deadline that were assigned to a unit since that day, by their codes. */
export async function findReceived(connection: Connection, lead: string, since: Day): Promise<Received[]> {
  const rows = await taskModel(connection)
    .find(ownFilter({ lead, assignedOn: { $gte: since } }), {
      code: 1,
      content: 1,
      assignedOn: 1,
      original: 1,
    })
    .sort({ code: 1 })
    .lean<Pick<TaskRow, 'code' | 'content' | 'assignedOn' | 'original'>[]>();
  return rows.flatMap(({ code, content, assignedOn, original: { day } }) =>
    day === null ? [] : [{ code, content, assignedOn, due: day }],
  );
}
