import { findEvents } from '../db/event-store.ts';
import { findTask, type TaskRow } from '../db/task-store.ts';
import type { ChainedEvent } from '../domain/event.ts';
import type { Actor } from '../domain/post.ts';
import type { House } from './house.ts';
import { NotFound } from './outcome.ts';
import { seeTask } from './see-task.ts';

/** The task of a stored row, for those who show it. */
export { itemOf, taskOf } from '../db/task-store.ts';

/** The stored row of a task that the caller has just been allowed. */
export async function readTaskRow(house: House, id: string): Promise<TaskRow> {
  const row = await findTask(house.connection, id);
  if (row === null) throw new NotFound();
  return row;
}

/** The ledger of a task, oldest first, if the actor may see the task. */
export async function readTaskEvents(house: House, id: string, actor: Actor): Promise<ChainedEvent[]> {
  await seeTask(house, id, actor);
  return findEvents(house.connection, id);
}
