import { enterFigures } from '../../app/enter-figures.ts';
import { figureAccess } from '../../app/figure-access.ts';
import type { Fault } from '../../app/outcome.ts';
import { type Figures, readFigures } from '../../app/read-figures.ts';
import { receivingUnits } from '../../app/read-statistics.ts';
import { readPoints } from '../../domain/figure.ts';
import { readFigureLines } from '../../domain/figure-lines.ts';
import { parsePeriod } from '../../domain/period.ts';
import { grantsOf } from '../../domain/permission.ts';
import type { Unit } from '../../domain/unit.ts';
import { paths } from '../../paths.ts';
import type { Link } from '../../present/components.ts';
import type { FigureReader } from '../../present/figures-page.ts';
import { figuresModel, monthText, pointsText } from '../../present/figures-page.ts';
import { formFields } from '../../present/form-fields.ts';
import { formatDay } from '../../present/format.ts';
import { periodAsked } from '../../present/period-words.ts';
import { readForm } from '../forms/read-form.ts';
import { type Form, firstOf, type Page, type PageAnswer, type PageRoute, type Visit } from '../visit.ts';
import { unusable } from './statistics-pages.ts';

/** Who reads figures and adjustments on a page. */
export function figureReaderOf({ language, t, when, house }: Visit): FigureReader {
  const unitName = (code: string) => house.directory.unit(code)?.name ?? code;
  const personName = (username: string) => house.directory.person(username)?.name ?? username;
  return { language, t, today: when.today, unitName, personName };
}

/** The ways from the ranking of a period to figures, adjustments and questions, for whoever may go there. */
export function figureLinks(visit: Visit, period: string): Link[] {
  const { t } = visit;
  const asks = grantsOf(visit.identity().actor, 'askQuestions').length > 0;
  return [
    { href: paths.figures({ period }), text: t('figure.title') },
    { href: paths.adjustments({ period }), text: t('adjustment.title') },
    ...(asks ? [{ href: paths.questions({ period }), text: t('question.title') }] : []),
  ];
}

const MONTH = /^(\d{4})-(\d\d)$|^(\d{1,2})\/(\d{4})$/;

/** A month as people type it, `03/2026`, in the form of the program; anything else as it is. */
function readMonth(text: string): string {
  const [, year, month, typed, of] = MONTH.exec(text.trim()) ?? [];
  if (year !== undefined) return `${year}-${month}`;
  return typed === undefined ? text.trim() : `${of}-${typed.padStart(2, '0')}`;
}

async function showFigures(visit: Visit): Promise<Page> {
  const { house, query, when, t } = visit;
  const { actor } = visit.identity();
  const period = periodAsked(firstOf(query, 'period'), when.today);
  if (period === null) return unusable(visit, paths.figures());
  const outcome = await readFigures(house, { period: period.text }, actor, when);
  if (!outcome.ok) return unusable(visit, paths.figures());
  const mayEnter = grantsOf(actor, 'enterFigures').length > 0;
  const f = formFields(t, query, []);
  const choose = {
    criterion: f.text('criterion', { label: t('label.criterion'), width: 'half' }),
    month: f.text('month', {
      label: t('label.month'),
      hint: t('figure.monthHint'),
      width: 'day',
      value: monthText(when.today.slice(0, 7)),
    }),
  };
  const model = figuresModel(outcome.value, mayEnter, figureReaderOf(visit));
  return {
    view: 'figures',
    title: t('figure.title'),
    place: 'ranking',
    model: { ...model, choose: mayEnter ? choose : null },
  };
}

/** What is entered by hand or from a workbook: the criterion and month, its units, and what is there of them. */
export type Asked = { criterion: string; month: string; units: readonly Unit[]; kept: Figures['figures'] };

/** What is entered by the criterion and month of the address; null for no month. */
export async function askedOf(visit: Visit): Promise<Asked | null> {
  const { house, when } = visit;
  const { actor } = visit.identity();
  const assigner = figureAccess(actor, 'enterFigures');
  const criterion = firstOf(visit.query, 'criterion').replace(/\s+/g, ' ').trim();
  const month = readMonth(firstOf(visit.query, 'month'));
  const period = parsePeriod(month);
  if (criterion === '' || criterion.length > 100 || period === null || !/-\d\d$/.test(month)) return null;
  const outcome = await readFigures(house, { period: month, assigner }, actor, when);
  if (!outcome.ok) return null;
  const units = receivingUnits(house, assigner, period).filter(({ ownOffice }) => !ownOffice);
  const kept = outcome.value.figures.filter((figure) => figure.criterion === criterion);
  return { criterion, month, units, kept };
}

/** The form as what is there fills it. */
export function firstTyped({ units, kept }: Asked, { language }: Visit): Form {
  const cells = units.map(({ code }): [string, string] => [
    `points.${code}`,
    pointsText(kept.find(({ unit }) => unit === code)?.points ?? null, language),
  ]);
  const papers = new Set(kept.map(({ document }) => `${document.notation}|${document.issuedOn}`));
  const [first] = kept;
  const same = papers.size === 1 && first !== undefined;
  return {
    ...Object.fromEntries(cells),
    'document.notation': same ? first.document.notation : '',
    'document.issuedOn': same ? formatDay(first.document.issuedOn) : '',
  };
}

async function showEntry(visit: Visit): Promise<Page> {
  const { t } = visit;
  const asked = await askedOf(visit);
  if (asked === null) return unusable(visit, paths.figures());
  const typed = Object.keys(visit.form).length > 0 ? visit.form : firstTyped(asked, visit);
  const f = formFields(t, typed, visit.faults);
  const rows = asked.units.map(({ code, name }) => f.text(`points.${code}`, { label: name, width: 'short' }));
  const notation = f.text('document.notation', { label: t('label.document'), width: 'half' });
  const issuedOn = f.text('document.issuedOn', {
    label: t('label.issuedOn'),
    hint: t('form.dayHint'),
    width: 'day',
  });
  const reason = f.textarea('reason', {
    label: t('figure.reason'),
    hint: t('figure.reasonHint'),
    optional: true,
    rows: 2,
  });
  const pasted = f.textarea('pasted', {
    label: t('figure.pasted'),
    hint: t('figure.pastedHint'),
    optional: true,
    rows: 4,
  });
  const { criterion, month } = asked;
  const meanwhile = { title: t('form.refused.title'), text: t('edition.meanwhile'), items: [] };
  const model = {
    back: { href: paths.figures({ period: month.slice(0, 4) }), text: t('figure.title') },
    about: t('figure.about', { criterion, month: monthText(month) }),
    action: paths.enterFigures({ criterion, month }),
    workbook: { href: paths.importFigures({ criterion, month }), text: t('figure.import') },
    criterion,
    rows,
    notation,
    issuedOn,
    reason,
    pasted,
    summary: f.summary() ?? (visit.conflict ? meanwhile : null),
    tried: visit.request.method === 'POST' && visit.faults.length === 0 && !visit.conflict,
  };
  const status = visit.faults.length > 0 ? 422 : 200;
  return { status, view: 'figures-entry', title: t('figure.enter'), place: 'ranking', model };
}

/** What was pasted is put into the table, and nothing is written: one looks at it, and saves. */
function filled(visit: Visit, { units }: Asked): Visit {
  const pasted = firstOf(visit.form, 'pasted').split(/\r?\n/);
  const lines = readFigureLines(pasted.join('\n'), units);
  const cells = new Map<string, string>();
  const left: string[] = [];
  const faults: Fault[] = [];
  for (const { row, unit, points } of lines) {
    const field = `points.${unit}`;
    const again = cells.has(field);
    if (unit === null || again) {
      const line = (pasted[row - 1] ?? '').trim();
      left.push(line);
      const code = again ? 'lineTwice' : 'unknownLine';
      faults.push({ field: 'pasted', code, params: { line: line.slice(0, 80) } });
    } else if (points !== '') {
      cells.set(field, points);
      if (readPoints(points) === null) faults.push({ field, code: 'notPoints' });
    }
  }
  const form = { ...visit.form, ...Object.fromEntries(cells), pasted: left.join('\n') };
  return { ...visit, form, faults };
}

/** The cells that differ from what is there; an emptied one takes its figure back. */
function changed({ units, kept }: Asked, form: Form): { unit: string; points: string | null }[] {
  return units.flatMap(({ code }): { unit: string; points: string | null }[] => {
    const text = firstOf(form, `points.${code}`).trim();
    const before = kept.find(({ unit }) => unit === code)?.points ?? null;
    if (text === '') return before === null ? [] : [{ unit: code, points: null }];
    return readPoints(text) === before ? [] : [{ unit: code, points: text }];
  });
}

const PAPER = {
  document: { kind: 'paper', required: true },
  reason: { kind: 'text', required: false },
} as const;

async function takeEntry(visit: Visit): Promise<PageAnswer> {
  const { house, when, t, form } = visit;
  const { actor } = visit.identity();
  const asked = await askedOf(visit);
  if (asked === null) return unusable(visit, paths.figures());
  if (firstOf(form, 'pasted').trim() !== '') return showEntry(filled(visit, asked));
  const figures = changed(asked, form);
  const { criterion, month } = asked;
  const redirect = paths.figures({ period: month.slice(0, 4) });
  if (figures.length === 0) return { redirect, flash: t('figure.nothingNew') };
  const { document = {}, reason } = readForm(PAPER, form);
  const input = { criterion, month, document, figures, ...(reason === undefined ? {} : { reason }) };
  const outcome = await enterFigures(house, input, actor, when);
  if (outcome.ok) return { redirect, flash: t('figure.entered', { n: outcome.value.length }) };
  const faults = ('faults' in outcome ? outcome.faults : []).map((fault) => {
    const at = /^figures\.(\d+)\./.exec(fault.field)?.[1];
    return at === undefined ? fault : { ...fault, field: `points.${figures[Number(at)]?.unit}` };
  });
  return showEntry({ ...visit, faults });
}

export const FIGURE_PAGES: readonly PageRoute[] = [
  { method: 'GET', path: paths.figures(), permission: 'readFigures', audit: null, handler: showFigures },
  {
    method: 'GET',
    path: paths.enterFigures(),
    permission: 'enterFigures',
    audit: null,
    handler: showEntry,
  },
  {
    method: 'POST',
    path: paths.enterFigures(),
    permission: 'enterFigures',
    audit: 'figures.enter',
    handler: takeEntry,
    show: showEntry,
  },
];
