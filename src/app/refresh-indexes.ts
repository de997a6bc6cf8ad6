import { readSetting, writeSetting } from '../db/setting-store.ts';
import { refreshStaleIndex, streamTasks, taskOf } from '../db/task-store.ts';
import { canonicalJson } from '../domain/canonical.ts';
import { INDEX_SHAPE, indexOf } from '../domain/task-index.ts';
import type { House } from './house.ts';

const SHAPE_SETTING = 'tasks.indexShape';

/** Brings up to date what is kept beside each task for queries, where it differs from what follows from the task. */
export async function refreshIndexes(house: House): Promise<void> {
  for await (const row of streamTasks(house.connection)) {
    const leadName = house.directory.unit(row.lead)?.name ?? row.lead;
    const index = indexOf(taskOf(row), { ...row.index, subject: '', leadName }, house.calendar());
    if (canonicalJson(index) === canonicalJson(row.index)) continue;
    await refreshStaleIndex(house.connection, row, index);
  }
}

/** The same at the first start of a program that keeps other things beside a task than the one before it did. */
export async function refreshIndexesOfOldShape(house: House): Promise<void> {
  if ((await readSetting(house.connection, SHAPE_SETTING)) === INDEX_SHAPE) return;
  await refreshIndexes(house);
  await writeSetting(house.connection, SHAPE_SETTING, INDEX_SHAPE);
}
