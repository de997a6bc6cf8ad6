import type { Connection } from 'mongoose';
import type { Day } from '../domain/day.ts';
import type { AskedTask } from '../domain/questions.ts';
import type { State } from '../domain/task.ts';
import { directiveModel } from './directive-store.ts';
import { findResultDays } from './event-store.ts';
import { ownFilter } from './own-filter.ts';
import { type TaskRow, taskModel } from './task-store.ts';

/** What questions look at of a task, and what is shown of it. */
export type AskedRow = Omit<AskedTask, 'id'> & Pick<TaskRow, '_id' | 'code' | 'content'>;

const FIELDS = {
  code: 1,
  content: 1,
  lead: 1,
  directive: 1,
  clause: 1,
  history: 1,
  holds: 1,
  'original.day': 1,
  submittedOn: 1,
  firstSubmittedOn: 1,
  assignedOn: 1,
  assignedSeq: 1,
  formerLeads: 1,
} as const;

const BATCH = 1000;

function batches<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, at) =>
    items.slice(at * BATCH, (at + 1) * BATCH),
  );
}

async function papersOf(connection: Connection, ids: readonly string[]) {
  type Paper = { _id: string; kind: string; issuedOn: Day };
  const papers = new Map<string, Paper>();
  for (const some of batches(ids)) {
    const rows = await directiveModel(connection)
      .find(ownFilter({ _id: { $in: some } }), { kind: 1, issuedOn: 1 })
      .lean<Paper[]>();
    for (const row of rows) papers.set(row._id, row);
  }
  return papers;
}

/** Of what was taken back nothing is asked. */
const TAKEN_BACK: readonly State[] = ['recalled', 'discontinued'];

/**
 * The tasks of an assigner whose original deadline falls in a period, soonest first, at most `most`, with the kind and date
 * of their directive and the date of the document that their last submission names.
 */
export async function findAsked(
  connection: Connection,
  assigner: string,
  { from, to }: { from: Day; to: Day },
  most: number,
): Promise<AskedRow[]> {
  const rows = await taskModel(connection)
    .find(
      ownFilter({
        assigner,
        'index.dueOriginal': { $gte: from, $lte: to },
        state: { $nin: TAKEN_BACK },
      }),
      FIELDS,
    )
    .sort({ 'index.dueOriginal': 1, _id: 1 })
    .limit(most)
    .lean<AskedRow[]>();
  const papers = await papersOf(connection, [...new Set(rows.map(({ directive }) => directive))]);
  const results = new Map<string, Day | null>();
  for (const some of batches(rows.filter(({ submittedOn }) => submittedOn !== null))) {
    const ids = some.map(({ _id }) => _id);
    for (const { task, day } of await findResultDays(connection, ids)) results.set(task, day);
  }
  return rows.map((row) => ({
    ...row,
    kind: papers.get(row.directive)?.kind ?? '',
    issuedOn: papers.get(row.directive)?.issuedOn ?? row.assignedOn,
    resultOn: results.get(row._id) ?? null,
  }));
}
