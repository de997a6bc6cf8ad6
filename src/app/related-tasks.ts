import { findChildTasks, findTasksOfDirective, type TaskRow, taskOf } from '../db/task-store.ts';
import { isWithin, taskScope } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import type { Task } from '../domain/task.ts';
import type { House } from './house.ts';

/** A task beside another; `seen` is false where only its standing may be shown. */
export type Related = { row: TaskRow; task: Task; seen: boolean };

/**
 * Tasks passed down from this one, of which whoever sees it sees the standing (design.md, section 5), and those
 * assigned together with it that the actor may see.
 */
export async function relatedTasks(
  house: House,
  task: Task,
  actor: Actor,
): Promise<{ children: Related[]; group: Related[] }> {
  const scope = taskScope(actor, 'readTasks');
  const related = (row: TaskRow): Related => ({ row, task: taskOf(row), seen: isWithin(scope, row) });
  const children = (await findChildTasks(house.connection, task.id)).map(related);
  const beside = task.group === null ? [] : await findTasksOfDirective(house.connection, task.directive);
  const group = beside.filter((row) => row.group === task.group && row._id !== task.id).map(related);
  return { children, group: group.filter(({ seen }) => seen) };
}
