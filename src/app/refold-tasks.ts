import { inTransaction } from '../db/connect.ts';
import { findEventsOf } from '../db/event-store.ts';
import { readSetting, writeSetting } from '../db/setting-store.ts';
import { moveTallies } from '../db/tally-store.ts';
import { findTasks, putTasks, streamTasks, type TaskRow, taskOf } from '../db/task-store.ts';
import { canonicalJson } from '../domain/canonical.ts';
import { fold } from '../domain/evolve.ts';
import type { Task } from '../domain/task.ts';
import { TASK_SHAPE, type TaskIndex } from '../domain/task-index.ts';
import type { House } from './house.ts';
import { indexTask } from './index-task.ts';

const SHAPE_SETTING = 'tasks.shape';
const BATCH = 500;

/** Does something to all tasks, some at a time. */
async function inBatches(house: House, work: (rows: readonly TaskRow[]) => Promise<void>): Promise<void> {
  let batch: TaskRow[] = [];
  for await (const row of streamTasks(house.connection)) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    await work(batch);
    batch = [];
  }
  if (batch.length > 0) await work(batch);
}

/**
 * Writes tasks anew, each as `anew` makes it of its row now, null where it is as it should be; and moves the books that
 * count them, in one transaction.
 */
async function write(
  house: House,
  ids: readonly string[],
  anew: (row: TaskRow) => { task: Task; index: TaskIndex } | null,
): Promise<void> {
  if (ids.length === 0) return;
  await inTransaction(house.connection, async (session) => {
    const rows = await findTasks(house.connection, ids, session);
    const changed = rows.flatMap((row) => anew(row) ?? []);
    const written = new Set(changed.map(({ task }) => task.id));
    const before = rows.filter(({ _id }) => written.has(_id)).flatMap(({ index }) => index.tallies ?? []);
    await putTasks(house.connection, session, changed);
    await moveTallies(
      house.connection,
      session,
      before,
      changed.flatMap(({ index }) => index.tallies),
    );
  });
}

function reindexed(house: House, row: TaskRow): { task: Task; index: TaskIndex } | null {
  const task = taskOf(row);
  const index = indexTask(house, task, row.index);
  return canonicalJson(index) === canonicalJson(row.index) ? null : { task, index };
}

async function reindex(house: House, batch: readonly TaskRow[]): Promise<void> {
  const stale = batch.filter((row) => reindexed(house, row) !== null).map(({ _id }) => _id);
  await write(house, stale, (row) => reindexed(house, row));
}

/** Brings up to date what is kept beside each task for queries, where it differs from what follows from the task. */
export async function refreshIndexes(house: House): Promise<void> {
  await inBatches(house, (batch) => reindex(house, batch));
}

/** The same of the tasks with these ids. */
export async function refreshIndexesOf(house: House, ids: readonly string[]): Promise<void> {
  for (let i = 0; i < ids.length; i += BATCH) {
    await reindex(house, await findTasks(house.connection, ids.slice(i, i + BATCH)));
  }
}

async function refold(house: House, batch: readonly TaskRow[]): Promise<void> {
  const ids = batch.map(({ _id }) => _id);
  const events = Map.groupBy(await findEventsOf(house.connection, ids), (event) => event.task);
  await write(house, ids, (row) => {
    const task = fold(events.get(row._id) ?? []);
    return task === null || task.version !== row.version
      ? null
      : { task, index: indexTask(house, task, row.index) };
  });
}

/** Folds every task anew at the first start of a program that keeps other things of it than the one before it did. */
export async function refoldTasksOfOldShape(house: House): Promise<void> {
  if ((await readSetting(house.connection, SHAPE_SETTING)) === TASK_SHAPE) return;
  await inBatches(house, (batch) => refold(house, batch));
  await writeSetting(house.connection, SHAPE_SETTING, TASK_SHAPE);
}
