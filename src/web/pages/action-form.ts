import { ACTION_FIELDS, type Field } from '../../app/fields.ts';
import type { Outcome } from '../../app/outcome.ts';
import { readActionDeadline } from '../../app/read-command.ts';
import { readTaskEvents } from '../../app/read-task.ts';
import type { ActionName } from '../../domain/actions.ts';
import type { Deadline, Task } from '../../domain/task.ts';
import { paths } from '../../paths.ts';
import { askedIn, timelineEvent } from '../../present/task-events.ts';
import { filledCorrection, SHOWN_CORRECTION } from '../forms/correction-form.ts';
import { formParts, unitGroups } from '../forms/form-page.ts';
import { formView } from '../forms/form-view.ts';
import { firstOf, type Page, type Visit } from '../visit.ts';
import { actionAsked, taskAsked } from './task-asked.ts';
import { readerOf } from './task-reader.ts';
import { choosable, rebased } from './typed-action.ts';
import { understoodOf, withDeadline } from './typed-deadline.ts';

/** Actions that can't be undone by the same person; their page says so first. */
const FINAL: readonly ActionName[] = ['verify', 'reassign', 'recall', 'discontinue'];

/** What to read beside the form: what happened meanwhile, or what the decision answers. */
async function meanwhileOf(visit: Visit, task: Task, action: ActionName) {
  const events = await readTaskEvents(visit.house, task.id, visit.identity().actor);
  const shown = (key: 'form.meanwhile' | 'form.asked', some: typeof events) => ({
    title: visit.t(key),
    events: some.map((event) => timelineEvent(event, readerOf(visit))),
  });
  const since = Number(firstOf(visit.form, 'version'));
  if (visit.conflict)
    return shown(
      'form.meanwhile',
      events.filter((event) => event.seq > since),
    );
  const asked = askedIn(events, action);
  return asked === undefined || visit.refused !== null ? null : shown('form.asked', [asked]);
}

function warningOf(action: ActionName, unit: string, t: Visit['t']): string | null {
  if (action === 'correct') return t('form.correctHint');
  return FINAL.includes(action) ? t('task.final', { unit }) : null;
}

/** What is chosen from, and how the typed deadline was understood. */
function settingsOf(visit: Visit, task: Task, action: ActionName, deadline: Outcome<Deadline>) {
  const people = visit.house.directory
    .holding(task.lead, ['unitClerk', 'unitHead', 'unitStaff'])
    .map(({ username, name }) => ({ value: username, text: name, lang: 'vi' }));
  return {
    units: unitGroups(visit, task.assigner),
    people,
    understood: firstOf(visit.form, 'deadline') === '' ? null : understoodOf(visit, deadline),
    noDeadline: action === 'correct',
  };
}

/** The version that the form was made of, which is sent back with it; the present one once a change is shown. */
function versionOf(visit: Visit, task: Task): string {
  return visit.conflict ? String(task.version) : firstOf(visit.form, 'version') || String(task.version);
}

/** The form of an action. */
export async function showAction(asked: Visit): Promise<Page> {
  const { task } = await taskAsked(asked);
  const action = actionAsked(asked);
  const given = await rebased(asked, task, action);
  const { t, house, when } = given;
  const deadline = await readActionDeadline(house, task, action, firstOf(given.form, 'deadline'), when);
  const visit = withDeadline(given, deadline);
  const fields: Record<string, Field> = action === 'correct' ? SHOWN_CORRECTION : ACTION_FIELDS[action];
  const first = action === 'correct' ? filledCorrection(task, choosable(visit, task)) : {};
  const lead = house.directory.unit(task.lead)?.name ?? task.lead;
  return formView(visit, {
    title: t(`action.${action}`),
    place: 'tasks',
    intro: `${task.code} · ${task.content}`,
    warning: warningOf(action, lead, t),
    names: [lead],
    ...formParts(visit, fields, first, settingsOf(visit, task, action, deadline)),
    meanwhile: await meanwhileOf(visit, task, action),
    action: paths.action(task.id, action),
    multipart: 'files' in fields,
    hidden: [{ name: 'version', value: versionOf(visit, task) }],
    back: paths.task(task.id),
  });
}
