import { assignTasks } from '../../app/assign-tasks.ts';
import { correctDirective } from '../../app/correct-directive.ts';
import { CORRECTION_FIELDS, DIRECTIVE_FIELDS, type Field, TASK_FIELDS } from '../../app/fields.ts';
import { Conflict, Forbidden, type Outcome } from '../../app/outcome.ts';
import { readDeadline } from '../../app/read-command.ts';
import { recordDirective } from '../../app/record-directive.ts';
import { seeDirective } from '../../app/see-directive.ts';
import type { DirectiveRow } from '../../db/directive-store.ts';
import { parseNotation } from '../../domain/notation.ts';
import { grantsOf } from '../../domain/permission.ts';
import type { Task } from '../../domain/task.ts';
import { paths } from '../../paths.ts';
import { fileItems } from '../../present/file-items.ts';
import { formatDay, formatFullDay, formatMoment } from '../../present/format.ts';
import { formParts, unitGroups, withFiles } from '../forms/form-page.ts';
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
import { understoodOf, withDeadline } from './task-pages.ts';

/** A group of units at once, as one choice of the form. */
const GROUP = 'group:';

const { directive: _, parent: __, ...TYPED_TASK } = TASK_FIELDS;
const { version: ___, reason: ____, ...CORRECTED } = CORRECTION_FIELDS;
/** What is asked of a correction on the page: the paper as it should be, and last the reason. */
const TYPED_CORRECTION: Record<string, Field> = { ...CORRECTED, reason: { kind: 'text', required: true } };
const TAKEN_CORRECTION: Record<string, Field> = {
  version: CORRECTION_FIELDS['version'] as Field,
  ...TYPED_CORRECTION,
};
/** What the form shows filled and takes back: emptied, it is wrong, not left as it was. */
const NEVER_EMPTY = ['notation', 'kind', 'issuedOn', 'issuer', 'subject'].map((name) => [name, ''] as const);

/** The answer to a form that couldn't be taken: why, on the page on which it stands. */
function why(outcome: Exclude<Outcome<unknown>, { ok: true }>): Partial<Visit> {
  return 'faults' in outcome ? { faults: outcome.faults } : { refused: outcome.refused };
}

function statusOf(visit: Visit): number {
  return visit.faults.length > 0 || visit.refused !== null ? 422 : 200;
}

function duplicateSummary(visit: Visit, id: string | null) {
  const text = visit.t('directive.duplicate');
  return {
    title: text,
    text: null,
    items: id === null ? [] : [{ href: paths.directive(id), text: visit.t('directive.openThat') }],
  };
}

/** What the notation was understood as, in a sentence; null where it wasn't. */
function notationWords(visit: Visit, typed: string): string | null {
  const read = parseNotation(typed);
  if (!read.ok) return null;
  const { number, symbol } = read;
  return visit.t('directive.understood', { number, symbol, kind: read.kind ?? '–' });
}

/** The form with what the notation says filled in where nothing was typed. */
function understand(visit: Visit): Visit {
  const read = parseNotation(firstOf(visit.form, 'notation'));
  if (!read.ok)
    return {
      ...visit,
      faults: [{ field: 'notation', code: read.code === 'noSuchDay' ? 'notDay' : read.code }],
    };
  const day = read.issuedOn === null ? '' : formatDay(read.issuedOn);
  const form = {
    ...visit.form,
    notation: read.notation,
    kind: firstOf(visit.form, 'kind') || (read.kind ?? ''),
    issuedOn: firstOf(visit.form, 'issuedOn') || day,
  };
  return { ...visit, form };
}

function mustKeep(visit: Visit, assigner: string): void {
  const mine = grantsOf(visit.identity().actor, 'recordDirectives');
  if (!mine.some(({ post }) => post.unit === assigner)) throw new Forbidden();
}

async function showNewDirective(given: Visit): Promise<Page> {
  const visit = await withFiles(given);
  const { t } = visit;
  const unit = grantsOf(visit.identity().actor, 'recordDirectives')[0]?.post.unit ?? '';
  const first = { issuer: visit.house.directory.unit(unit)?.name ?? '' };
  const { parts, summary } = formParts(visit, DIRECTIVE_FIELDS, first, {});
  const model = {
    intro: notationWords(visit, firstOf(visit.form, 'notation')),
    warning: null,
    summary,
    meanwhile: null,
    action: paths.newDirective(),
    multipart: true,
    hidden: [],
    parts,
    buttons: [
      { text: t('directive.record'), tone: 'primary', name: '', value: '' },
      { text: t('directive.understand'), tone: 'secondary', name: 'step', value: 'understand' },
    ],
    back: { href: paths.directives(), text: t('form.cancel') },
  };
  return { status: statusOf(visit), view: 'form', title: t('desk.newPaper'), place: 'directives', model };
}

async function duplicate(page: Promise<Page>, visit: Visit, error: unknown): Promise<Page> {
  if (!(error instanceof Conflict && error.code === 'duplicate')) throw error;
  const shown = await page;
  return { ...shown, status: 409, model: { ...shown.model, summary: duplicateSummary(visit, error.id) } };
}

async function record(given: Visit): Promise<PageAnswer> {
  const visit = await withFiles(given);
  if (visit.faults.length > 0) return showNewDirective(visit);
  if (firstOf(visit.form, 'step') === 'understand') return showNewDirective(understand(visit));
  const typed = readForm(DIRECTIVE_FIELDS, visit.form);
  try {
    const outcome = await recordDirective(visit.house, typed, visit.identity().actor, visit.when);
    if (!outcome.ok) return showNewDirective({ ...visit, ...why(outcome) });
    const flash = visit.t('directive.recorded', { notation: outcome.value.notation });
    return { redirect: paths.directive(outcome.value._id), flash, names: [outcome.value.notation] };
  } catch (error) {
    return duplicate(showNewDirective(visit), visit, error);
  }
}

async function kept(visit: Visit): Promise<DirectiveRow> {
  const row = await seeDirective(visit.house, visit.params['id'] ?? '', visit.identity().actor);
  mustKeep(visit, row.assigner);
  return row;
}

/** The files that a correction took away, which stay where they are. */
function filesTaken(row: DirectiveRow, at: number, visit: Visit) {
  const after = row.corrections[at + 1]?.filesBefore ?? row.files;
  const left = new Set(after.map(({ id }) => id));
  const before = row.corrections[at]?.filesBefore ?? [];
  return fileItems(
    before.filter(({ id }) => !left.has(id)),
    visit.language,
  );
}

/** The corrections of a paper since a version, oldest first, as events. */
export function correctionEvents(row: DirectiveRow, visit: Visit, since = 1) {
  return row.corrections.slice(since - 1).map(({ at, by, reason: text, before }, place) => ({
    sentence: visit.t('directive.corrected', { before: `${before['notation']}, ${before['subject']}` }),
    names: [`${before['notation']}, ${before['subject']}`, visit.house.directory.person(by)?.name ?? by],
    text,
    paper: null,
    files: filesTaken(row, since - 1 + place, visit),
    who: visit.house.directory.person(by)?.name ?? by,
    moment: formatMoment(at),
    at,
  }));
}

async function showCorrection(given: Visit): Promise<Page> {
  const { t } = given;
  const row = await kept(given);
  const visit = await withFiles(given, row.files);
  const { notation, kind, issuedOn, issuer, subject, signer } = row;
  const first = { notation, kind, issuedOn: formatDay(issuedOn), issuer, subject, signer: signer ?? '' };
  const { parts, summary } = formParts(visit, TYPED_CORRECTION, first, {});
  const version = visit.conflict
    ? String(row.version)
    : firstOf(visit.form, 'version') || String(row.version);
  const model = {
    intro: t('task.of', { notation, day: formatDay(issuedOn) }),
    warning: null,
    summary,
    meanwhile: visit.conflict
      ? {
          title: t('form.meanwhile'),
          events: correctionEvents(row, visit, Number(firstOf(visit.form, 'version'))),
        }
      : null,
    action: paths.correctDirective(row._id),
    multipart: true,
    hidden: [{ name: 'version', value: version }],
    parts,
    buttons: [{ text: t('directive.correct'), tone: 'primary', name: '', value: '' }],
    back: { href: paths.directive(row._id), text: t('form.cancel') },
  };
  return { status: statusOf(visit), view: 'form', title: t('directive.correct'), place: 'directives', model };
}

async function correct(given: Visit): Promise<PageAnswer> {
  const row = await kept(given);
  const visit = await withFiles(given, row.files);
  if (visit.faults.length > 0) return showCorrection(visit);
  const typed = readForm(TYPED_CORRECTION, visit.form);
  const empty = { signer: null, files: [], ...Object.fromEntries(NEVER_EMPTY) };
  const input = { ...empty, ...typed, version: Number(firstOf(visit.form, 'version')) };
  const { actor } = visit.identity();
  try {
    const outcome = await correctDirective(visit.house, row._id, input, actor, visit.when, TAKEN_CORRECTION);
    if (!outcome.ok) return showCorrection({ ...visit, ...why(outcome) });
    return { redirect: paths.directive(row._id), flash: visit.t('directive.correctedFlash') };
  } catch (error) {
    return duplicate(showCorrection(visit), visit, error);
  }
}

/** The receiving units as choices: whole groups first, then each by its group. */
function groupsWithAll(visit: Visit, assigner: string) {
  const groups = unitGroups(visit, assigner);
  const all = visit.house.directory.childrenOf(assigner);
  const codes = [...new Set(all.map((unit) => unit.peerGroup ?? 'none'))];
  const whole = codes.map((code) => ({ value: `${GROUP}${code}`, text: visit.t(`group.${code}`) }));
  return [{ text: visit.t('directive.wholeGroups'), units: whole }, ...groups];
}

/** The form with whole groups replaced by their units that receive today. */
function spread(visit: Visit, assigner: string): Form {
  const { directory } = visit.house;
  const open = directory
    .childrenOf(assigner)
    .filter(({ validTo }) => validTo === null || validTo >= visit.when.today);
  const codesOf = (value: string) =>
    value.startsWith(GROUP)
      ? open.filter(({ peerGroup }) => `${GROUP}${peerGroup ?? 'none'}` === value).map(({ code }) => code)
      : [value];
  const units = (name: string) => [...new Set(allOf(visit.form, name).flatMap(codesOf))];
  return { ...visit.form, leadUnits: units('leadUnits'), coordinatingUnits: units('coordinatingUnits') };
}

async function showNewTask(given: Visit): Promise<Page> {
  const { t, house, when } = given;
  const row = await kept(given);
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
  const model = {
    intro: `${row.notation} · ${row.subject}`,
    warning: null,
    summary,
    meanwhile: null,
    action: paths.newTask(row._id),
    multipart: false,
    hidden: [],
    parts,
    buttons: [{ text: t('directive.assign'), tone: 'primary', name: '', value: '' }],
    back: { href: paths.directive(row._id), text: t('form.cancel') },
  };
  return { status: statusOf(visit), view: 'form', title: t('directive.addTask'), place: 'directives', model };
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
  const row = await kept(visit);
  if (firstOf(visit.form, 'step') === 'understand') return showNewTask(visit);
  const typed = { ...readForm(TYPED_TASK, spread(visit, row.assigner)), directive: row._id };
  const outcome = await assignTasks(visit.house, typed, visit.identity().actor, visit.when);
  if (!outcome.ok) return showNewTask({ ...visit, ...why(outcome) });
  const tasks = outcome.value;
  const names = tasks.map(({ lead }) => visit.house.directory.unit(lead)?.name ?? lead);
  return { redirect: paths.directive(row._id), flash: assignedWords(visit, tasks, names), names };
}

type Show = (visit: Visit) => Promise<Page>;

function formRows(
  path: string,
  permission: 'recordDirectives' | 'correctDirectives' | 'assignTasks',
  audit: string,
  show: Show,
  take: (visit: Visit) => Promise<PageAnswer>,
): PageRoute[] {
  return [
    { method: 'GET', path, permission, audit: null, handler: show },
    { method: 'POST', path, permission, audit, handler: take, show },
  ];
}

/** The forms of papers and their tasks; before the page of a paper, whose path takes any word. */
export const DIRECTIVE_FORMS: readonly PageRoute[] = [
  ...formRows(paths.newDirective(), 'recordDirectives', 'directive.record', showNewDirective, record),
  ...formRows(
    paths.correctDirective(':id'),
    'correctDirectives',
    'directive.correct',
    showCorrection,
    correct,
  ),
  ...formRows(paths.newTask(':id'), 'assignTasks', 'task.assign', showNewTask, assign),
];
