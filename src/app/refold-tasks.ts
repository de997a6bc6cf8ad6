import { findEventsOf } from '../db/event-store.ts';
import { readSetting, writeSetting } from '../db/setting-store.ts';
import { putTask, refreshStaleIndex, streamTasks, type TaskRow, taskOf } from '../db/task-store.ts';
import { canonicalJson } from '../domain/canonical.ts';
import { fold } from '../domain/evolve.ts';
import type { Task } from '../domain/task.ts';
import { indexOf, TASK_SHAPE, type TaskIndex } from '../domain/task-index.ts';
import type { House } from './house.ts';

const SHAPE_SETTING = 'tasks.shape';
const BATCH = 500;

function indexNow(house: House, task: Task, row: TaskRow): TaskIndex {
  const leadName = house.directory.unit(task.lead)?.name ?? task.lead;
  return indexOf(task, { ...row.index, subject: '', leadName }, house.calendar());
}

/** Brings up to date what is kept beside each task for queries, where it differs from what follows from the task. */
export async function refreshIndexes(house: House): Promise<void> {
  for await (const row of streamTasks(house.connection)) {
    const index = indexNow(house, taskOf(row), row);
    if (canonicalJson(index) === canonicalJson(row.index)) continue;
    await refreshStaleIndex(house.connection, row, index);
  }
}

async function refold(house: House, rows: readonly TaskRow[]): Promise<void> {
  const ids = rows.map(({ _id }) => _id);
  const events = Map.groupBy(await findEventsOf(house.connection, ids), (event) => event.task);
  for (const row of rows) {
    const task = fold(events.get(row._id) ?? []);
    if (task !== null) await putTask(house.connection, row, task, indexNow(house, task, row));
  }
}

/** Folds every task anew at the first start of a program that keeps other things of it than the one before it did. */
export async function refoldTasksOfOldShape(house: House): Promise<void> {
  if ((await readSetting(house.connection, SHAPE_SETTING)) === TASK_SHAPE) return;
  let batch: TaskRow[] = [];
  for await (const row of streamTasks(house.connection)) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    await refold(house, batch);
    batch = [];
  }
  await refold(house, batch);
  await writeSetting(house.connection, SHAPE_SETTING, TASK_SHAPE);
}
