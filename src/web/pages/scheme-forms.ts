import { atFields, changeScheme, draftScheme } from '../../app/draft-scheme.ts';
import { Forbidden } from '../../app/outcome.ts';
import { parse } from '../../app/parse.ts';
import { SCHEME_INPUT } from '../../app/scheme-requests.ts';
import { mayKeep, seeScheme, seeVersion } from '../../app/see-scheme.ts';
import { schemeAsPublished } from '../../domain/published-scheme.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { keptScheme, schemeOf } from '../../domain/score-files.ts';
import { paths } from '../../paths.ts';
import { schemeFields } from '../../present/scheme-fields.ts';
import { schemeTitle } from '../../present/scheme-page.ts';
import { statusOf, summaryOf, why } from '../forms/form-answer.ts';
import { unitGroups } from '../forms/form-page.ts';
import { formRows } from '../forms/form-view.ts';
import { filledScheme, readSchemeForm, revisionIn } from '../forms/scheme-form.ts';
import { firstOf, type Page, type PageAnswer, type PageRoute, type Visit } from '../visit.ts';
import { editionReader } from './edition-pages.ts';
import { inWords } from './scheme-pages.ts';

/** The scheme as it was typed where that can be read, else as it is kept: what is said in words beside the form. */
function schemeTyped(visit: Visit, kept: Scheme): Scheme {
  if (Object.keys(visit.form).length === 0) return kept;
  const read = schemeOf({ ...readSchemeForm(visit.form), version: kept.version });
  return read.ok ? read.scheme : kept;
}

/** Of a component only that of another body is named by hand, in a table of its own: a fault of its name stands there. */
function atTyped(fault: Visit['faults'][number]): Visit['faults'][number] {
  return /^components\.\d+\.name$/.test(fault.field) ? { ...fault, field: 'others' } : fault;
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
  const { sections, summary } = schemeFields({ t, typed, faults: visit.faults.map(atTyped), units });
  const model = {
    name: kept.name,
    summary: summaryOf(visit, summary, t('scheme.meanwhile')),
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

async function showEdit(visit: Visit): Promise<Page> {
  const { house, t } = visit;
  const row = await seeVersion(house, visit.params['id'] ?? '', visit.identity().actor, 'draftSchemes');
  return formPage(visit, {
    title: t('scheme.editTitle', { scheme: schemeTitle(row.scheme, editionReader(visit)) }),
    kept: keptScheme(row),
    assigner: row.assigner,
    action: paths.editScheme(row._id),
    hidden: [{ name: 'revision', value: String(row.revision) }],
    back: paths.scheme(row._id),
  });
}

async function edit(visit: Visit): Promise<PageAnswer> {
  const again = readAgain(visit);
  if (again !== null) return showEdit(again);
  const { house, when, t } = visit;
  const input = { revision: revisionIn(visit.form), scheme: readSchemeForm(visit.form) };
  const outcome = await changeScheme(house, visit.params['id'] ?? '', input, visit.identity().actor, when);
  if (!outcome.ok) return showEdit({ ...visit, ...why(outcome) });
  return { redirect: paths.scheme(outcome.value._id), flash: t('scheme.done.changed') };
}

/** The forms by which schemes are drafted and changed. */
export const SCHEME_FORMS: readonly PageRoute[] = [
  ...formRows(paths.newScheme(), 'draftSchemes', 'scheme.draft', showNew, draft),
  ...formRows(paths.editScheme(':id'), 'draftSchemes', 'scheme.change', showEdit, edit),
];
