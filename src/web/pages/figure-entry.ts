import { enterFigures } from '../../app/enter-figures.ts';
import type { Fault } from '../../app/outcome.ts';
import { paths } from '../../paths.ts';
import { monthText } from '../../present/figures-page.ts';
import { formFields } from '../../present/form-fields.ts';
import { changedFigures, type FiguresAsked, firstTyped, withPasted } from '../forms/figure-form.ts';
import { formRows } from '../forms/form-view.ts';
import { readForm } from '../forms/read-form.ts';
import { firstOf, type Page, type PageAnswer, type PageRoute, type Visit } from '../visit.ts';
import { figuresAsked } from './figures-asked.ts';
import { unusable } from './statistics-pages.ts';

/** A cell for each unit, their paper, and where one pastes. */
function fieldsOf(visit: Visit, asked: FiguresAsked) {
  const { t } = visit;
  const typed = Object.keys(visit.form).length > 0 ? visit.form : firstTyped(asked, visit);
  const f = formFields(t, typed, visit.faults);
  return {
    rows: asked.units.map(({ code, name }) => f.text(`points.${code}`, { label: name, width: 'short' })),
    notation: f.text('document.notation', { label: t('label.document'), width: 'half' }),
    issuedOn: f.text('document.issuedOn', {
      label: t('label.issuedOn'),
      hint: t('form.dayHint'),
      width: 'day',
    }),
    reason: f.textarea('reason', {
      label: t('figure.reason'),
      hint: t('figure.reasonHint'),
      optional: true,
      rows: 2,
    }),
    pasted: f.textarea('pasted', {
      label: t('figure.pasted'),
      hint: t('figure.pastedHint'),
      optional: true,
      rows: 4,
    }),
    summary: f.summary(),
  };
}

async function showEntry(visit: Visit): Promise<Page> {
  const { t } = visit;
  const asked = await figuresAsked(visit);
  if (asked === null) return unusable(visit, paths.figures());
  const { criterion, month } = asked;
  const { summary, ...fields } = fieldsOf(visit, asked);
  const meanwhile = { title: t('form.refused.title'), text: t('edition.meanwhile'), items: [] };
  const model = {
    back: { href: paths.figures({ period: month.slice(0, 4) }), text: t('figure.title') },
    about: t('figure.about', { criterion, month: monthText(month) }),
    action: paths.enterFigures({ criterion, month }),
    workbook: { href: paths.importFigures({ criterion, month }), text: t('figure.import') },
    criterion,
    ...fields,
    summary: summary ?? (visit.conflict ? meanwhile : null),
    tried: visit.request.method === 'POST' && visit.faults.length === 0 && !visit.conflict,
  };
  const status = visit.faults.length > 0 ? 422 : 200;
  return { status, view: 'figures-entry', title: t('figure.enter'), place: 'ranking', model };
}

const PAPER = {
  document: { kind: 'paper', required: true },
  reason: { kind: 'text', required: false },
} as const;

/** Faults of figures at the cells in which they were typed. */
function atCells(faults: readonly Fault[], figures: readonly { unit: string }[]): Fault[] {
  return faults.map((fault) => {
    const at = /^figures\.(\d+)\./.exec(fault.field)?.[1];
    return at === undefined ? fault : { ...fault, field: `points.${figures[Number(at)]?.unit}` };
  });
}

async function takeEntry(visit: Visit): Promise<PageAnswer> {
  const { house, when, t, form } = visit;
  const { actor } = visit.identity();
  const asked = await figuresAsked(visit);
  if (asked === null) return unusable(visit, paths.figures());
  if (firstOf(form, 'pasted').trim() !== '') return showEntry(withPasted(visit, asked));
  const figures = changedFigures(asked, form);
  const { criterion, month } = asked;
  const redirect = paths.figures({ period: month.slice(0, 4) });
  if (figures.length === 0) return { redirect, flash: t('figure.nothingNew') };
  const { document = {}, reason } = readForm(PAPER, form);
  const input = { criterion, month, document, figures, ...(reason === undefined ? {} : { reason }) };
  const outcome = await enterFigures(house, input, actor, when);
  if (outcome.ok) return { redirect, flash: t('figure.entered', { n: outcome.value.length }) };
  return showEntry({ ...visit, faults: atCells('faults' in outcome ? outcome.faults : [], figures) });
}

export const FIGURE_ENTRY: readonly PageRoute[] = formRows(
  paths.enterFigures(),
  'enterFigures',
  'figures.enter',
  showEntry,
  takeEntry,
);
