import { ACTION_FIELDS } from '../../app/fields.ts';
import { readTaskEvents } from '../../app/read-task.ts';
import type { ActionName } from '../../domain/actions.ts';
import { fold } from '../../domain/evolve.ts';
import type { Task } from '../../domain/task.ts';
import { filledCorrection, readCorrection, rebasedCorrection } from '../forms/correction-form.ts';
import { unitGroups } from '../forms/form-page.ts';
import { readForm } from '../forms/read-form.ts';
import { firstOf, type Visit } from '../visit.ts';

/** The units that may be chosen in the forms of a task. */
export function choosable(visit: Visit, task: Task): ReadonlySet<string> {
  const groups = unitGroups(visit, task.assigner);
  return new Set(groups.flatMap(({ units }) => units.map(({ value }) => value)));
}

/** The task as the form showed it: that of the version which the form carries. */
async function shownTask(visit: Visit, task: Task): Promise<Task> {
  const version = Number(firstOf(visit.form, 'version')) || task.version;
  if (version >= task.version) return task;
  const events = await readTaskEvents(visit.house, task.id, visit.identity().actor);
  return fold(events.filter(({ seq }) => seq <= version)) ?? task;
}

/** What was typed into a correction which somebody overtook, over the task as it is now; any other visit as it is. */
export async function rebased(visit: Visit, task: Task, action: ActionName): Promise<Visit> {
  if (action !== 'correct' || !visit.conflict) return visit;
  const units = choosable(visit, task);
  const shown = filledCorrection(await shownTask(visit, task), units);
  return { ...visit, form: rebasedCorrection(visit.form, shown, filledCorrection(task, units)) };
}

/** The fields of an action as they were typed. */
export async function typedFields(
  visit: Visit,
  task: Task,
  action: ActionName,
): Promise<Record<string, unknown>> {
  if (action !== 'correct') return readForm(ACTION_FIELDS[action], visit.form);
  return readCorrection(visit.form, filledCorrection(await shownTask(visit, task), choosable(visit, task)));
}
