import { correctDirective } from '../../app/correct-directive.ts';
import { CORRECTION_FIELDS, type Field } from '../../app/fields.ts';
import type { DirectiveRow } from '../../db/directive-store.ts';
import { paths } from '../../paths.ts';
import { fileItems } from '../../present/file-items.ts';
import { formatDay, formatMoment } from '../../present/format.ts';
import { why } from '../forms/form-answer.ts';
import { formParts, withFiles } from '../forms/form-page.ts';
import { formRows, formView } from '../forms/form-view.ts';
import { readForm } from '../forms/read-form.ts';
import { firstOf, type Page, type PageAnswer, type PageRoute, type Visit } from '../visit.ts';
import { duplicatePage, keptDirective } from './kept-directive.ts';

const { version: _, reason: __, ...CORRECTED } = CORRECTION_FIELDS;
/** What is asked of a correction on the page: the paper as it should be, and last the reason. */
const TYPED_CORRECTION: Record<string, Field> = { ...CORRECTED, reason: { kind: 'text', required: true } };
const TAKEN_CORRECTION: Record<string, Field> = {
  version: CORRECTION_FIELDS['version'] as Field,
  ...TYPED_CORRECTION,
};
/** What the form shows filled and takes back: emptied, it is wrong, not left as it was. */
const NEVER_EMPTY = ['notation', 'kind', 'issuedOn', 'issuer', 'subject'].map((name) => [name, ''] as const);

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
  const row = await keptDirective(given);
  const visit = await withFiles(given, row.files);
  const { notation, kind, issuedOn, issuer, subject, signer } = row;
  const first = { notation, kind, issuedOn: formatDay(issuedOn), issuer, subject, signer: signer ?? '' };
  const { parts, summary } = formParts(visit, TYPED_CORRECTION, first, {});
  const version = visit.conflict
    ? String(row.version)
    : firstOf(visit.form, 'version') || String(row.version);
  const meanwhile = correctionEvents(row, visit, Number(firstOf(visit.form, 'version')));
  return formView(visit, {
    title: t('directive.correct'),
    place: 'directives',
    intro: t('task.of', { notation, day: formatDay(issuedOn) }),
    summary,
    meanwhile: visit.conflict ? { title: t('form.meanwhile'), events: meanwhile } : null,
    action: paths.correctDirective(row._id),
    multipart: true,
    hidden: [{ name: 'version', value: version }],
    parts,
    back: paths.directive(row._id),
  });
}

async function correct(given: Visit): Promise<PageAnswer> {
  const row = await keptDirective(given);
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
    return duplicatePage(showCorrection(visit), visit, error);
  }
}

/** The form by which a paper is corrected. */
export const CORRECT_DIRECTIVE: readonly PageRoute[] = formRows(
  paths.correctDirective(':id'),
  'correctDirectives',
  'directive.correct',
  showCorrection,
  correct,
);
