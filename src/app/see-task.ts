import { findTask, type TaskRow, taskOf } from '../db/task-store.ts';
import { isWithin, type Permission, taskScope } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import type { Task } from '../domain/task.ts';
import type { House } from './house.ts';
import { Forbidden, NotFound } from './outcome.ts';

/** The row of a task, if the actor may see it. Throws Forbidden for a role without tasks, NotFound for another's task. */
export async function seeTaskRow(
  house: House,
  id: string,
  actor: Actor,
  permission: Permission = 'readTasks',
): Promise<TaskRow> {
  const scope = taskScope(actor, permission);
  if (scope.length === 0) throw new Forbidden();
  const row = await findTask(house.connection, id);
  if (row === null || !isWithin(scope, row)) throw new NotFound();
  return row;
}

/** The task, if the actor may see it. Throws as `seeTaskRow` does. */
export async function seeTask(
  house: House,
  id: string,
  actor: Actor,
  permission: Permission = 'readTasks',
): Promise<Task> {
  return taskOf(await seeTaskRow(house, id, actor, permission));
}
