import { actOnTask, mustMayAct } from '../../app/act-on-task.ts';
import { ACTION_FIELDS, type Field } from '../../app/fields.ts';
import { readNotices } from '../../app/notices.ts';
import { NotFound, type Outcome } from '../../app/outcome.ts';
import { readActionDeadline } from '../../app/read-command.ts';
import { readTaskEvents, taskOf } from '../../app/read-task.ts';
import { type Related, relatedTasks } from '../../app/related-tasks.ts';
import { repeatsReport } from '../../app/repeats-report.ts';
import { seeTaskRow } from '../../app/see-task.ts';
import type { TaskRow } from '../../db/task-store.ts';
import { ACTION_NAMES, type ActionName } from '../../domain/actions.ts';
import { hintsFor } from '../../domain/deadline.ts';
import { refusalOf } from '../../domain/decide.ts';
import { fold } from '../../domain/evolve.ts';
import type { Deadline, Task } from '../../domain/task.ts';
import { paths } from '../../paths.ts';
import { hintWords, reasonOfDeadline } from '../../present/deadline-words.ts';
import type { Understood } from '../../present/form-fields.ts';
import { formatDay, formatFullDay } from '../../present/format.ts';
import { standingWords } from '../../present/standing-words.ts';
import { askedIn, timelineEvent } from '../../present/task-events.ts';
import { actionsOf } from '../../present/task-json.ts';
import { FINAL, nextStep, type TaskReader, taskFacts } from '../../present/task-page.ts';
import { fileAnswer } from '../api/file-routes.ts';
import {
  filledCorrection,
  readCorrection,
  rebasedCorrection,
  SHOWN_CORRECTION,
} from '../forms/correction-form.ts';
import { formParts, unitGroups, withFiles } from '../forms/form-page.ts';
import { readForm } from '../forms/read-form.ts';
import { firstOf, type Page, type PageAnswer, type PageRoute, type Raw, type Visit } from '../visit.ts';

/** What the views of tasks are told of this visit. */
export function readerOf(visit: Visit): TaskReader {
  return {
    names: visit.house.directory,
    actor: visit.identity().actor,
    today: visit.when.today,
    calendar: visit.house.calendar(),
    t: visit.t,
    language: visit.language,
  };
}

async function seen(visit: Visit): Promise<{ row: TaskRow; task: Task }> {
  const row = await seeTaskRow(visit.house, visit.params['id'] ?? '', visit.identity().actor);
  return { row, task: taskOf(row) };
}

/** `mục 2`, or as it was typed where that says already what part it is. */
function clauseOf(clause: string, t: Visit['t']): string {
  return /^\p{L}{2}/u.test(clause) ? clause : t('task.clauseOf', { clause });
}

function aboutOf(task: Task, { t, names }: TaskReader): string {
  const name = (code: string) => names.unit(code)?.name ?? code;
  const parts = [
    ...(task.clause === null ? [] : [clauseOf(task.clause, t)]),
    t('task.assignedBy', { unit: name(task.assigner) }),
    t('task.leads', { unit: name(task.lead) }),
    ...(task.coordinating.length === 0
      ? []
      : [t('task.coordinates', { units: task.coordinating.map(name).join(', ') })]),
  ];
  return parts.join(' · ');
}

function relatedItem({ task, seen: visible }: Related, reader: TaskReader) {
  const { t, names, today, calendar } = reader;
  return {
    href: visible ? paths.task(task.id) : null,
    code: task.code,
    lead: names.unit(task.lead)?.name ?? task.lead,
    standing: standingWords(task, { basis: 'current', today, calendar }, t),
  };
}

async function relatedOf(visit: Visit, task: Task, reader: TaskReader) {
  const { children, group } = await relatedTasks(visit.house, task, visit.identity().actor);
  const part = (title: string, items: Related[]) =>
    items.length === 0 ? [] : [{ title, items: items.map((item) => relatedItem(item, reader)) }];
  return [...part(visit.t('task.children'), children), ...part(visit.t('task.group'), group)];
}

async function showTask(visit: Visit): Promise<Page> {
  const { row, task } = await seen(visit);
  const reader = readerOf(visit);
  const { t } = visit;
  await readNotices(visit.house, visit.identity(), visit.when, { task: task.id });
  const events = await readTaskEvents(visit.house, task.id, visit.identity().actor);
  const next = nextStep(task, reader);
  const others = actionsOf(task, reader.actor, reader.names).filter((action) => action !== next);
  const link = (action: ActionName) => ({ href: paths.action(task.id, action), text: t(`action.${action}`) });
  const model = {
    code: task.code,
    content: task.content,
    standing: standingWords(task, { basis: 'current', today: reader.today, calendar: reader.calendar }, t),
    directive: {
      href: paths.directive(task.directive),
      text: t('task.of', { notation: row.index.notation, day: formatDay(row.index.issuedOn) }),
    },
    about: aboutOf(task, reader),
    names: [
      ...(task.clause?.includes(' ') ? [task.clause] : []),
      ...[task.assigner, task.lead, ...task.coordinating].map(
        (code) => reader.names.unit(code)?.name ?? code,
      ),
    ],
    next: next === null ? null : link(next),
    others: others.map(link),
    facts: taskFacts(task, reader),
    related: await relatedOf(visit, task, reader),
    events: events.toReversed().map((event) => timelineEvent(event, reader)),
  };
  return { view: 'task', title: `${task.code} · ${task.content.slice(0, 80)}`, place: 'tasks', model };
}

function actionOf(visit: Visit): ActionName {
  const action = ACTION_NAMES.find((name) => name === visit.params['action']);
  if (action === undefined) throw new NotFound();
  return action;
}

/** How a typed deadline is understood, shown beneath it; null where it isn't. */
export function understoodOf({ t, house, when }: Visit, read: Outcome<Deadline>): Understood | null {
  if (!read.ok) return null;
  const { day } = read.value;
  const reason = reasonOfDeadline(read.value, t);
  if (day === null) return { day: t('standing.noDeadline'), reason, hints: [] };
  const hints = hintsFor(day, { calendar: house.calendar(), today: when.today });
  return { day: formatFullDay(day, t), reason, hints: hintWords(hints, t) };
}

/** What the form shows of a typed deadline: how it was understood, and, where that was asked for, why it wasn't. */
export function withDeadline(visit: Visit, read: Outcome<Deadline>): Visit {
  if (firstOf(visit.form, 'step') !== 'understand' || read.ok || !('faults' in read)) return visit;
  return { ...visit, faults: [...visit.faults, ...read.faults] };
}

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

/** The units that may be chosen in the forms of a task. */
function choosable(visit: Visit, task: Task): ReadonlySet<string> {
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
async function rebased(visit: Visit, task: Task, action: ActionName): Promise<Visit> {
  if (action !== 'correct' || !visit.conflict) return visit;
  const units = choosable(visit, task);
  const shown = filledCorrection(await shownTask(visit, task), units);
  return { ...visit, form: rebasedCorrection(visit.form, shown, filledCorrection(task, units)) };
}

/** The fields of an action as they were typed. */
async function typedFields(visit: Visit, task: Task, action: ActionName): Promise<Record<string, unknown>> {
  if (action !== 'correct') return readForm(ACTION_FIELDS[action], visit.form);
  return readCorrection(visit.form, filledCorrection(await shownTask(visit, task), choosable(visit, task)));
}

/** The form of an action. */
async function showAction(asked: Visit): Promise<Page> {
  const { task } = await seen(asked);
  const action = actionOf(asked);
  const given = await rebased(asked, task, action);
  const { t, house, when } = given;
  const typed = firstOf(given.form, 'deadline');
  const deadline = await readActionDeadline(house, task, action, typed, when);
  const visit = withDeadline(given, deadline);
  const fields: Record<string, Field> = action === 'correct' ? SHOWN_CORRECTION : ACTION_FIELDS[action];
  const people = house.directory
    .holding(task.lead, ['unitClerk', 'unitHead', 'unitStaff'])
    .map(({ username, name }) => ({ value: username, text: name, lang: 'vi' }));
  const settings = {
    units: unitGroups(visit, task.assigner),
    people,
    understood: typed === '' ? null : understoodOf(visit, deadline),
    noDeadline: action === 'correct',
  };
  const first = action === 'correct' ? filledCorrection(task, choosable(visit, task)) : {};
  const { parts, summary } = formParts(visit, fields, first, settings);
  const lead = house.directory.unit(task.lead)?.name ?? task.lead;
  const kept =
    visit.conflict || firstOf(visit.form, 'version') === '' ? task.version : firstOf(visit.form, 'version');
  const model = {
    intro: `${task.code} · ${task.content}`,
    warning: warningOf(action, lead, t),
    names: [lead],
    summary,
    meanwhile: await meanwhileOf(visit, task, action),
    action: paths.action(task.id, action),
    multipart: 'files' in fields,
    hidden: [{ name: 'version', value: String(kept) }],
    parts,
    buttons: [{ text: t(`action.${action}`), tone: 'primary', name: '', value: '' }],
    back: { href: paths.task(task.id), text: t('form.cancel') },
  };
  const status = visit.faults.length > 0 || visit.refused !== null ? 422 : 200;
  return { status, view: 'form', title: t(`action.${action}`), place: 'tasks', model };
}

/** The form before anything is typed: whoever may never do that gets 403, and what the state forbids is said at once. */
async function openAction(visit: Visit): Promise<Page> {
  const { task } = await seen(visit);
  const action = actionOf(visit);
  await mustMayAct(visit.house, task.id, { action }, visit.identity().actor);
  return showAction({ ...visit, refused: refusalOf(task, action) });
}

async function act(visit: Visit): Promise<PageAnswer> {
  const id = visit.params['id'] ?? '';
  const action = actionOf(visit);
  const filled = await withFiles(visit);
  const { form } = filled;
  if (visit.faults.length > 0 || firstOf(form, 'step') === 'understand') return showAction(filled);
  const version = Number(firstOf(form, 'version'));
  const { actor } = visit.identity();
  const { task } = await seen(visit);
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

export const TASK_PAGES: readonly PageRoute[] = [
  { method: 'GET', path: paths.task(':id'), permission: 'readTasks', audit: 'task.read', handler: showTask },
  {
    method: 'GET',
    path: paths.action(':id', ':action'),
    permission: 'actOnTasks',
    audit: null,
    handler: openAction,
  },
  {
    method: 'POST',
    path: paths.action(':id', ':action'),
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
