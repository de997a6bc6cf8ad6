import { NotFound } from '../../app/outcome.ts';
import { taskOf } from '../../app/read-task.ts';
import { seeTaskRow } from '../../app/see-task.ts';
import type { TaskRow } from '../../db/task-store.ts';
import { ACTION_NAMES, type ActionName } from '../../domain/actions.ts';
import type { Task } from '../../domain/task.ts';
import type { Visit } from '../visit.ts';

/** The task of the address. Throws NotFound for one that is not seen. */
export async function taskAsked(visit: Visit): Promise<{ row: TaskRow; task: Task }> {
  const row = await seeTaskRow(visit.house, visit.params['id'] ?? '', visit.identity().actor);
  return { row, task: taskOf(row) };
}

/** The action of the address. Throws NotFound for what is none. */
export function actionAsked(visit: Visit): ActionName {
  const action = ACTION_NAMES.find((name) => name === visit.params['action']);
  if (action === undefined) throw new NotFound();
  return action;
}
