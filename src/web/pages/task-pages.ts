import { actOnTask, mustMayAct } from '../../app/act-on-task.ts';
import { readNotices } from '../../app/notices.ts';
import { readTaskEvents } from '../../app/read-task.ts';
import { relatedTasks } from '../../app/related-tasks.ts';
import { repeatsReport } from '../../app/repeats-report.ts';
import { refusalOf } from '../../domain/decide.ts';
import { paths } from '../../paths.ts';
import { taskModel } from '../../present/task-page.ts';
import { fileAnswer } from '../api/file-routes.ts';
import { withFiles } from '../forms/form-page.ts';
import { firstOf, type Page, type PageAnswer, type PageRoute, type Raw, type Visit } from '../visit.ts';
import { showAction } from './action-form.ts';
import { actionAsked, taskAsked } from './task-asked.ts';
import { readerOf } from './task-reader.ts';
import { typedFields } from './typed-action.ts';

async function showTask(visit: Visit): Promise<Page> {
  const { house, when } = visit;
  const identity = visit.identity();
  const { row, task } = await taskAsked(visit);
  await readNotices(house, identity, when, { task: task.id });
  const events = await readTaskEvents(house, task.id, identity.actor);
  const related = await relatedTasks(house, task, identity.actor);
  const model = taskModel({ task, paper: row.index, events, ...related }, readerOf(visit));
  return { view: 'task', title: `${task.code} · ${task.content.slice(0, 80)}`, place: 'tasks', model };
}

/** The form before anything is typed: whoever may never do that gets 403, and what the state forbids is said at once. */
async function openAction(visit: Visit): Promise<Page> {
  const { task } = await taskAsked(visit);
  const action = actionAsked(visit);
  await mustMayAct(visit.house, task.id, { action }, visit.identity().actor);
  return showAction({ ...visit, refused: refusalOf(task, action) });
}

async function act(visit: Visit): Promise<PageAnswer> {
  const id = visit.params['id'] ?? '';
  const action = actionAsked(visit);
  const filled = await withFiles(visit);
  const { form } = filled;
  if (visit.faults.length > 0 || firstOf(form, 'step') === 'understand') return showAction(filled);
  const version = Number(firstOf(form, 'version'));
  const { actor } = visit.identity();
  const { task } = await taskAsked(visit);
  const fields = await typedFields(filled, task, action);
  if (await repeatsReport(visit.house, task, { action, version, fields }, actor)) {
    return showAction({ ...filled, refused: 'sameAsBefore' });
  }
  const outcome = await actOnTask(visit.house, id, { action, version, fields }, actor, visit.when);
  if (!outcome.ok) {
    const why = 'faults' in outcome ? { faults: outcome.faults } : { refused: outcome.refused };
    return showAction({ ...filled, ...why });
  }
  const flash = visit.t('task.didWhat', { action: visit.t(`action.${action}`), code: outcome.value.code });
  return { redirect: paths.task(id), flash };
}

const ACTION = paths.action(':id', ':action');

export const TASK_PAGES: readonly PageRoute[] = [
  { method: 'GET', path: paths.task(':id'), permission: 'readTasks', audit: 'task.read', handler: showTask },
  {
    method: 'GET',
    path: ACTION,
    permission: 'actOnTasks',
    audit: null,
    handler: openAction,
  },
  {
    method: 'POST',
    path: ACTION,
    permission: 'actOnTasks',
    audit: 'task.act',
    handler: act,
    show: showAction,
  },
  {
    method: 'GET',
    path: paths.file(':id'),
    permission: 'readFiles',
    audit: 'file.read',
    handler: async (visit) => (await fileAnswer(visit)) as Raw,
  },
];
