import { workbookFile } from '../../app/documents.ts';
import { type FiguresTried, type FigureTrial, tryFigures, WORKBOOK_BOUNDS } from '../../app/try-figures.ts';
import { paths } from '../../paths.ts';
import { figuresTemplate, triedRows, triedSentence } from '../../present/figures-import.ts';
import { monthText, pointsText } from '../../present/figures-page.ts';
import { formFields } from '../../present/form-fields.ts';
import { formatNumber } from '../../present/format.ts';
import { downloaded } from '../downloaded.ts';
import { type FiguresAsked, firstTyped } from '../forms/figure-form.ts';
import type { Form, Page, PageAnswer, PageRoute, Visit } from '../visit.ts';
import { figureReaderOf } from './figure-reader.ts';
import { figuresAsked } from './figures-asked.ts';
import { unusable } from './statistics-pages.ts';

/** The statuses of a file that is refused as a whole (contract.md, "Imports"). */
const STATUS = {
  tooLarge: 413,
  notWorkbook: 415,
  encrypted: 415,
  macros: 415,
  doctype: 422,
  unsafePath: 422,
  noFigures: 422,
} as const;

/** The form of entering, filled with what the workbook says, as fields that are not shown. */
function hiddenOf(
  visit: Visit,
  asked: FiguresAsked,
  { rows }: FiguresTried,
): { name: string; value: string }[] {
  const first = Object.entries(firstTyped(asked, visit)).filter(([name]) => name.startsWith('points.'));
  const form: Form = Object.fromEntries(first);
  for (const { unit, points, status } of rows) {
    if (status === 'ok') form[`points.${unit}`] = pointsText(points, visit.language);
  }
  return Object.entries(form).map(([name, value]) => ({ name, value: String(value) }));
}

/** What confirms: the document of the figures, and why where some are corrected. */
function confirmOf(visit: Visit, asked: FiguresAsked, tried: FiguresTried) {
  const { t } = visit;
  const f = formFields(t, firstTyped(asked, visit), []);
  const corrects = tried.rows.some(({ status, before }) => status === 'ok' && before !== null);
  return {
    action: paths.enterFigures({ criterion: asked.criterion, month: asked.month }),
    hidden: hiddenOf(visit, asked, tried),
    notation: f.text('document.notation', { label: t('label.document'), width: 'half' }),
    issuedOn: f.text('document.issuedOn', {
      label: t('label.issuedOn'),
      hint: t('form.dayHint'),
      width: 'day',
    }),
    reason: corrects ? f.textarea('reason', { label: t('figure.reason'), rows: 2 }) : null,
  };
}

function triedModel(visit: Visit, asked: FiguresAsked, tried: FiguresTried) {
  const { t } = visit;
  const wrong = tried.faults.length > 0 || tried.rows.some(({ status }) => status === 'fault');
  const writes = tried.rows.some(({ status }) => status === 'ok');
  return {
    sentence: triedSentence(tried.sheet, tried.rows, t),
    sheet: tried.sheet,
    rows: triedRows(tried.rows, figureReaderOf(visit)),
    next: wrong ? t('figure.import.wrong') : writes ? null : t('figure.import.nothing'),
    confirm: wrong || !writes ? null : confirmOf(visit, asked, tried),
  };
}

async function importPage(visit: Visit, asked: FiguresAsked, trial: FigureTrial | null): Promise<Page> {
  const { t, language } = visit;
  const { criterion, month } = asked;
  const bounds = {
    megabytes: WORKBOOK_BOUNDS.bytes / 1024 / 1024,
    cells: formatNumber(WORKBOOK_BOUNDS.cells, language),
  };
  const refused = trial !== null && !trial.ok ? trial.refused : null;
  const whole = refused === null ? [] : [{ field: 'file', code: `workbook.${refused}`, params: bounds }];
  const tried = trial?.ok === true ? trial.value : null;
  const f = formFields(t, {}, [...visit.faults, ...whole, ...(tried?.faults ?? [])]);
  const model = {
    back: { href: paths.enterFigures({ criterion, month }), text: t('figure.enter') },
    about: t('figure.about', { criterion, month: monthText(month) }),
    criterion,
    template: paths.figuresTemplate({ criterion, month }),
    action: paths.importFigures({ criterion, month }),
    file: f.file('file', { label: t('label.workbook'), multiple: false, accept: '.xlsx' }),
    summary: f.summary(),
    tried: tried === null ? null : triedModel(visit, asked, tried),
  };
  const faulty = visit.faults.length > 0 || tried?.rows.some(({ status }) => status === 'fault') === true;
  const status = refused !== null ? STATUS[refused] : faulty || model.summary !== null ? 422 : 200;
  return { status, view: 'figures-import', title: t('figure.import'), place: 'ranking', model };
}

async function showImport(visit: Visit): Promise<Page> {
  const asked = await figuresAsked(visit);
  return asked === null ? unusable(visit, paths.figures()) : importPage(visit, asked, null);
}

/** Tries a workbook; what confirms it is the form of entering, by which the figures are judged once more and written. */
async function takeImport(visit: Visit): Promise<PageAnswer> {
  const { house, held, when } = visit;
  const asked = await figuresAsked(visit);
  if (asked === null) return unusable(visit, paths.figures());
  if (held === null)
    return importPage({ ...visit, faults: [{ field: 'file', code: 'required' }] }, asked, null);
  if (held === 'tooLarge') return importPage(visit, asked, { ok: false, refused: 'tooLarge' });
  return importPage(visit, asked, await tryFigures(house, asked, held, visit.identity().actor, when));
}

async function template(visit: Visit): Promise<PageAnswer> {
  const asked = await figuresAsked(visit);
  if (asked === null) return unusable(visit, paths.figures());
  return downloaded(`so-lieu-${asked.month}.xlsx`, workbookFile(figuresTemplate(asked, visit.t)));
}

const ENTERS = { permission: 'enterFigures', audit: null } as const;

/** Figures from a workbook: the template, the dry run, and what confirms it. */
export const FIGURE_IMPORT_PAGES: readonly PageRoute[] = [
  { ...ENTERS, method: 'GET', path: paths.importFigures(), handler: showImport },
  {
    ...ENTERS,
    method: 'POST',
    path: paths.importFigures(),
    handler: takeImport,
    show: showImport,
    holds: WORKBOOK_BOUNDS.bytes,
  },
  { ...ENTERS, method: 'GET', path: paths.figuresTemplate(), handler: template },
];
