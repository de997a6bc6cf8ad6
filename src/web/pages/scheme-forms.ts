import { actOnScheme, seeApprovable, seeWithdrawable } from '../../app/approve-scheme.ts';
import { atFields, changeScheme, draftScheme } from '../../app/draft-scheme.ts';
import type { Outcome } from '../../app/outcome.ts';
import { Forbidden } from '../../app/outcome.ts';
import { parse } from '../../app/parse.ts';
import { SCHEME_ACTION, SCHEME_INPUT } from '../../app/scheme-requests.ts';
import { mayKeep, seeScheme, seeVersion } from '../../app/see-scheme.ts';
import type { SchemeRow } from '../../db/scheme-store.ts';
import { type Scheme, schemeAsPublished } from '../../domain/scheme.ts';
import { schemeOf } from '../../domain/score-files.ts';
import { paths } from '../../paths.ts';
import { formFields, refusalSummary } from '../../present/form-fields.ts';
import { schemeFields } from '../../present/scheme-fields.ts';
import { schemeTitle } from '../../present/scheme-page.ts';
import { unitGroups } from '../forms/form-page.ts';
import { filledScheme, readSchemeForm } from '../forms/scheme-form.ts';
import { firstOf, type Page, type PageAnswer, type PageRoute, type Visit } from '../visit.ts';
import { editionReader } from './edition-pages.ts';
import { inWords } from './scheme-pages.ts';

/** The answer to a form that couldn't be taken: why, on the page on which it stands. */
function why(outcome: Exclude<Outcome<unknown>, { ok: true }>): Partial<Visit> {
  return 'faults' in outcome ? { faults: outcome.faults } : { refused: outcome.refused };
}

function summaryOf({ t, conflict, refused }: Visit, faults: object | null): object | null {
  if (faults !== null) return faults;
  if (conflict) return { title: t('form.refused.title'), text: t('scheme.meanwhile'), items: [] };
  return refused === null ? null : refusalSummary(refused, t);
}

const statusOf = ({ faults, refused }: Visit) => (faults.length > 0 || refused !== null ? 422 : 200);

/** The scheme as it was typed where that can be read, else as it is kept: what is said in words beside the form. */
function schemeTyped(visit: Visit, kept: Scheme): Scheme {
  if (Object.keys(visit.form).length === 0) return kept;
  const read = schemeOf({ ...readSchemeForm(visit.form), version: kept.version });
  return read.ok ? read.scheme : kept;
}

type Shown = {
  title: string;
  kept: Scheme;
  assigner: string;
  action: string;
  hidden: { name: string; value: string }[];
  back: string;
};

/** The form of a scheme, all of it on one page, with how it reads beside it. */
function formPage(visit: Visit, { title, kept, assigner, action, hidden, back }: Shown): Page {
  const { t } = visit;
  const typed = Object.keys(visit.form).length > 0 ? visit.form : filledScheme(schemeAsPublished(kept));
  const units = unitGroups(visit, assigner).flatMap((group) => group.units);
  const { sections, summary } = schemeFields({ t, typed, faults: visit.faults, units });
  const model = {
    name: kept.name,
    summary: summaryOf(visit, summary),
    action,
    hidden,
    sections,
    buttons: [
      { text: t('scheme.save'), tone: 'primary', name: '', value: '' },
      { text: t('scheme.readAgain'), tone: 'plain', name: 'step', value: 'read' },
    ],
    back: { href: back, text: t('form.cancel') },
    ...inWords(visit, schemeTyped(visit, kept)),
  };
  return { status: statusOf(visit), view: 'scheme-form', title, place: 'ranking', model };
}

/** Whether only to be read again in words: then nothing is kept, and what is wrong is said. */
function readAgain(visit: Visit): Visit | null {
  if (firstOf(visit.form, 'step') !== 'read') return null;
  const typed = readSchemeForm(visit.form);
  const parsed = parse(SCHEME_INPUT, typed);
  if (!parsed.ok) return { ...visit, ...why(atFields(parsed)) };
  const read = schemeOf({ ...typed, version: 1 });
  return read.ok ? visit : { ...visit, faults: read.faults };
}

function followed(visit: Visit): string {
  return firstOf(visit.form, 'follows') || firstOf(visit.query, 'follows') || 'default';
}

async function showNew(visit: Visit): Promise<Page> {
  const { house, t } = visit;
  const { actor } = visit.identity();
  const { id, scheme, assigner } = await seeScheme(house, followed(visit), actor);
  if (!mayKeep(actor, 'draftSchemes', assigner)) throw new Forbidden();
  return formPage(visit, {
    title: t('scheme.new', { from: schemeTitle(scheme, editionReader(visit)) }),
    kept: scheme,
    assigner,
    action: paths.newScheme(),
    hidden: [{ name: 'follows', value: id }],
    back: paths.scheme(id),
  });
}

async function draft(visit: Visit): Promise<PageAnswer> {
  const again = readAgain(visit);
  if (again !== null) return showNew(again);
  const { house, when, t } = visit;
  const input = { follows: followed(visit), scheme: readSchemeForm(visit.form) };
  const outcome = await draftScheme(house, input, visit.identity().actor, when);
  if (!outcome.ok) return showNew({ ...visit, ...why(outcome) });
  return { redirect: paths.scheme(outcome.value._id), flash: t('scheme.done.drafted') };
}

function kept(row: SchemeRow): Scheme {
  const read = schemeOf(row.scheme);
  if (!read.ok) throw new Error(`the scheme ${row._id} is broken`);
  return read.scheme;
}

async function showEdit(visit: Visit): Promise<Page> {
  const { house, t } = visit;
  const row = await seeVersion(house, visit.params['id'] ?? '', visit.identity().actor, 'draftSchemes');
  return formPage(visit, {
    title: t('scheme.editTitle', { scheme: schemeTitle(row.scheme, editionReader(visit)) }),
    kept: kept(row),
    assigner: row.assigner,
    action: paths.editScheme(row._id),
    hidden: [{ name: 'revision', value: String(row.revision) }],
    back: paths.scheme(row._id),
  });
}

function revisionIn(visit: Visit): number {
  return Number(firstOf(visit.form, 'revision')) || 1;
}

async function edit(visit: Visit): Promise<PageAnswer> {
  const again = readAgain(visit);
  if (again !== null) return showEdit(again);
  const { house, when, t } = visit;
  const input = { revision: revisionIn(visit), scheme: readSchemeForm(visit.form) };
  const outcome = await changeScheme(house, visit.params['id'] ?? '', input, visit.identity().actor, when);
  if (!outcome.ok) return showEdit({ ...visit, ...why(outcome) });
  return { redirect: paths.scheme(outcome.value._id), flash: t('scheme.done.changed') };
}

type Step = { title: string; warning: string; parts: object[]; summary: object | null; action: string };

function stepPage(visit: Visit, row: SchemeRow, { title, warning, parts, summary, action }: Step): Page {
  const model = {
    intro: null,
    warning,
    names: [row.scheme.name],
    summary: summaryOf(visit, summary),
    meanwhile: null,
    action,
    multipart: false,
    hidden: [{ name: 'revision', value: String(row.revision) }],
    parts,
    buttons: [{ text: title, tone: 'primary', name: '', value: '' }],
    back: { href: paths.scheme(row._id), text: visit.t('form.cancel') },
  };
  return { status: statusOf(visit), view: 'form', title, place: 'ranking', model };
}

async function showApprove(visit: Visit): Promise<Page> {
  const { house, t, when } = visit;
  const row = await seeApprovable(house, visit.params['id'] ?? '', visit.identity().actor);
  const f = formFields(t, visit.form, visit.faults);
  const next = String(Number(when.today.slice(0, 4)) + 1);
  const hint = t('scheme.hint.period');
  const parts = [
    {
      component: 'field-text',
      field: f.text('from', { label: t('scheme.field.from'), hint, width: 'short', value: next }),
    },
    {
      component: 'field-text',
      field: f.text('to', {
        label: t('scheme.field.to'),
        hint: t('scheme.hint.to'),
        optional: true,
        width: 'short',
      }),
    },
  ];
  return stepPage(visit, row, {
    title: t('scheme.approve'),
    warning: t('scheme.will.approve', { scheme: schemeTitle(row.scheme, editionReader(visit)) }),
    parts,
    summary: f.summary(),
    action: paths.approveScheme(row._id),
  });
}

async function showWithdraw(visit: Visit): Promise<Page> {
  const { house, t } = visit;
  const row = await seeWithdrawable(house, visit.params['id'] ?? '', visit.identity().actor);
  const f = formFields(t, visit.form, visit.faults);
  const parts = [{ component: 'field-textarea', field: f.textarea('reason', { label: t('label.reason') }) }];
  return stepPage(visit, row, {
    title: t('scheme.withdraw'),
    warning: t('scheme.will.withdraw', { scheme: schemeTitle(row.scheme, editionReader(visit)) }),
    parts,
    summary: f.summary(),
    action: paths.withdrawScheme(row._id),
  });
}

type Show = (visit: Visit) => Promise<Page>;

/** Takes one of the two steps, from what was typed to the page that follows. */
async function take(
  visit: Visit,
  show: Show,
  typed: Record<string, unknown>,
  flash: string,
): Promise<PageAnswer> {
  const { house, when } = visit;
  const id = visit.params['id'] ?? '';
  const parsed = parse(SCHEME_ACTION, { ...typed, revision: revisionIn(visit) });
  const { actor } = visit.identity();
  const outcome = parsed.ok ? await actOnScheme(house, id, parsed.value, actor, when) : parsed;
  if (!outcome.ok) return show({ ...visit, ...why(outcome) });
  return { redirect: paths.scheme(id), flash };
}

function approve(visit: Visit): Promise<PageAnswer> {
  const [from, to] = [firstOf(visit.form, 'from').trim(), firstOf(visit.form, 'to').trim()];
  const typed = { action: 'approve', from, to: to === '' ? null : to };
  return take(visit, showApprove, typed, visit.t('scheme.done.approved'));
}

function withdraw(visit: Visit): Promise<PageAnswer> {
  const typed = { action: 'withdraw', reason: firstOf(visit.form, 'reason') };
  return take(visit, showWithdraw, typed, visit.t('scheme.done.withdrawn'));
}

function form(
  path: string,
  permission: 'draftSchemes' | 'approveSchemes',
  show: Show,
  post: PageRoute['handler'],
  audit: string,
): PageRoute[] {
  return [
    { method: 'GET', path, permission, audit: null, handler: show },
    { method: 'POST', path, permission, audit, handler: post, show },
  ];
}

/** The forms by which schemes are drafted, changed, approved and withdrawn. */
export const SCHEME_FORMS: readonly PageRoute[] = [
  ...form(paths.newScheme(), 'draftSchemes', showNew, draft, 'scheme.draft'),
  ...form(paths.editScheme(':id'), 'draftSchemes', showEdit, edit, 'scheme.change'),
  ...form(paths.approveScheme(':id'), 'approveSchemes', showApprove, approve, 'scheme.approve'),
  ...form(paths.withdrawScheme(':id'), 'draftSchemes', showWithdraw, withdraw, 'scheme.withdraw'),
];
