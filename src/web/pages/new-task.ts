import { assignTasks, newFormId, SENT_ALREADY } from '../../app/assign-tasks.ts';
import { KINDS, TASK_FIELDS } from '../../app/fields.ts';
import { readDeadline } from '../../app/read-command.ts';
import type { Task } from '../../domain/task.ts';
import { isValidOn } from '../../domain/unit.ts';
import { paths } from '../../paths.ts';
import { formatFullDay } from '../../present/format.ts';
import { why } from '../forms/form-answer.ts';
import { formParts, unitGroups } from '../forms/form-page.ts';
import { formRows, formView, mainButton } from '../forms/form-view.ts';
import { readForm } from '../forms/read-form.ts';
import {
  allOf,
  type Form,
  firstOf,
  type Page,
  type PageAnswer,
  type PageRoute,
  type Visit,
} from '../visit.ts';
import { keptDirective } from './kept-directive.ts';
import { understoodOf, withDeadline } from './typed-deadline.ts';

/** A group of units at once, as one choice of the form. */
const GROUP = 'group:';

const { directive: _, parent: __, ...TYPED_TASK } = TASK_FIELDS;

/** The receiving units as choices: whole groups first, then each by its group. */
function groupsWithAll(visit: Visit, assigner: string) {
  const groups = unitGroups(visit, assigner);
  const { directory } = visit.house;
  const open = directory.childrenOf(assigner).filter((unit) => isValidOn(unit, visit.when.today));
  const codes = [...new Set(open.map((unit) => unit.peerGroup ?? 'none'))];
  const whole = codes.map((code) => ({ value: `${GROUP}${code}`, text: visit.t(`group.${code}`) }));
  return [{ text: visit.t('directive.wholeGroups'), units: whole }, ...groups];
}

/** The form with whole groups replaced by their units that receive today. */
function spread(visit: Visit, assigner: string): Form {
  const { directory } = visit.house;
  const open = directory.childrenOf(assigner).filter((unit) => isValidOn(unit, visit.when.today));
  const codesOf = (value: string) =>
    value.startsWith(GROUP)
      ? open.filter(({ peerGroup }) => `${GROUP}${peerGroup ?? 'none'}` === value).map(({ code }) => code)
      : [value];
  const units = (name: string) => [...new Set(allOf(visit.form, name).flatMap(codesOf))];
  return { ...visit.form, leadUnits: units('leadUnits'), coordinatingUnits: units('coordinatingUnits') };
}

/** The id of a form, so that it is taken once. */
const FORM = 'form';

function formOf(visit: Visit): string | null {
  const id = firstOf(visit.form, FORM);
  return KINDS.id.safeParse(id).success ? id : null;
}

async function showNewTask(given: Visit): Promise<Page> {
  const { t, house, when } = given;
  const row = await keptDirective(given);
  const typed = firstOf(given.form, 'deadline');
  const deadline = readDeadline(house, typed, row.assigner, row.issuedOn, when);
  const none = typed === '' && firstOf(given.form, 'deadline.none') === 'yes';
  const visit = none ? given : withDeadline(given, deadline);
  const people = house.directory
    .holding(row.assigner, ['officeStaff', 'officeHead'])
    .map(({ username, name }) => ({ value: username, text: name, lang: 'vi' }));
  const understood = typed === '' ? null : understoodOf(visit, deadline);
  const settings = { units: groupsWithAll(visit, row.assigner), people, understood, noDeadline: true };
  const { parts, summary } = formParts(visit, TYPED_TASK, {}, settings);
  return formView(visit, {
    title: t('directive.addTask'),
    place: 'directives',
    intro: `${row.notation} · ${row.subject}`,
    summary,
    action: paths.newTask(row._id),
    hidden: [{ name: FORM, value: formOf(given) ?? newFormId() }],
    parts,
    buttons: [mainButton(t('directive.assign'))],
    back: paths.directive(row._id),
  });
}

/** As many units as the sentence of what was assigned names. */
const NAMED = 3;

function assignedWords(visit: Visit, tasks: readonly Task[], names: readonly string[]): string {
  const { t } = visit;
  const some = names.slice(0, NAMED).join(', ');
  const units =
    names.length > NAMED ? t('directive.andOthers', { units: some, n: names.length - NAMED }) : some;
  const day = tasks[0]?.current.day ?? null;
  return day === null
    ? t('directive.assignedWithoutDeadline', { units })
    : t('directive.assigned', { units, day: formatFullDay(day, t) });
}

async function assign(visit: Visit): Promise<PageAnswer> {
  const row = await keptDirective(visit);
  if (firstOf(visit.form, 'step') === 'understand') return showNewTask(visit);
  const typed = { ...readForm(TYPED_TASK, spread(visit, row.assigner)), directive: row._id };
  const { house, when } = visit;
  const outcome = await assignTasks(house, typed, visit.identity().actor, when, formOf(visit));
  if (outcome === SENT_ALREADY)
    return { redirect: paths.directive(row._id), flash: visit.t('directive.sentAlready') };
  if (!outcome.ok) return showNewTask({ ...visit, ...why(outcome) });
  const tasks = outcome.value;
  const names = tasks.map(({ lead }) => visit.house.directory.unit(lead)?.name ?? lead);
  return { redirect: paths.directive(row._id), flash: assignedWords(visit, tasks, names), names };
}

/** The form by which a task of a paper is assigned. */
export const NEW_TASK: readonly PageRoute[] = formRows(
  paths.newTask(':id'),
  'assignTasks',
  'task.assign',
  showNewTask,
  assign,
);
