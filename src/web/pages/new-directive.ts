import { DIRECTIVE_FIELDS } from '../../app/fields.ts';
import { recordDirective } from '../../app/record-directive.ts';
import { parseNotation } from '../../domain/notation.ts';
import { grantsOf } from '../../domain/permission.ts';
import { paths } from '../../paths.ts';
import { formatDay } from '../../present/format.ts';
import { why } from '../forms/form-answer.ts';
import { formParts, withFiles } from '../forms/form-page.ts';
import { formRows, formView, mainButton } from '../forms/form-view.ts';
import { readForm } from '../forms/read-form.ts';
import { firstOf, type Page, type PageAnswer, type PageRoute, type Visit } from '../visit.ts';
import { duplicatePage } from './kept-directive.ts';

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

async function showNewDirective(given: Visit): Promise<Page> {
  const visit = await withFiles(given);
  const { t } = visit;
  const unit = grantsOf(visit.identity().actor, 'recordDirectives')[0]?.post.unit ?? '';
  const first = { issuer: visit.house.directory.unit(unit)?.name ?? '' };
  const { parts, summary } = formParts(visit, DIRECTIVE_FIELDS, first, {});
  return formView(visit, {
    title: t('desk.newPaper'),
    place: 'directives',
    intro: notationWords(visit, firstOf(visit.form, 'notation')),
    summary,
    action: paths.newDirective(),
    multipart: true,
    parts,
    buttons: [
      mainButton(t('directive.record')),
      { text: t('directive.understand'), tone: 'secondary', name: 'step', value: 'understand' },
    ],
    back: paths.directives(),
  });
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
    return duplicatePage(showNewDirective(visit), visit, error);
  }
}

/** The form by which a paper is recorded. */
export const NEW_DIRECTIVE: readonly PageRoute[] = formRows(
  paths.newDirective(),
  'recordDirectives',
  'directive.record',
  showNewDirective,
  record,
);
