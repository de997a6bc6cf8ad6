import { adjustScore, readAdjustments, revokeAdjustment, seeAdjustment } from '../../app/adjust-scores.ts';
import { figureAccess } from '../../app/figure-access.ts';
import { ADJUSTMENT_FIELDS, REVOCATION_FIELDS } from '../../app/figure-requests.ts';
import { grantsOf } from '../../domain/permission.ts';
import { paths } from '../../paths.ts';
import { adjustmentItem } from '../../present/figures-page.ts';
import { periodAsked, periodLinks } from '../../present/period-words.ts';
import { why } from '../forms/form-answer.ts';
import { formParts, unitGroups } from '../forms/form-page.ts';
import { formPage } from '../forms/ranking-form.ts';
import { readForm } from '../forms/read-form.ts';
import { firstOf, type Page, type PageAnswer, type PageRoute, type Visit } from '../visit.ts';
import { figureReaderOf } from './figure-reader.ts';
import { unusable } from './statistics-pages.ts';

async function showAdjustments(visit: Visit): Promise<Page> {
  const { house, query, when, t } = visit;
  const { actor } = visit.identity();
  const period = periodAsked(firstOf(query, 'period'), when.today);
  if (period === null) return unusable(visit, paths.adjustments());
  const outcome = await readAdjustments(house, { period: period.text }, actor);
  if (!outcome.ok) return unusable(visit, paths.adjustments());
  const may = grantsOf(actor, 'adjustScores').length > 0;
  const reader = figureReaderOf(visit);
  const model = {
    back: { href: paths.rankings({ period: period.text }), text: t('score.title') },
    periods: periodLinks(period, when.today, (one) => paths.adjustments({ period: one }), t),
    add: may ? paths.newAdjustment() : null,
    items: outcome.value.items.map((row) => adjustmentItem(row, may, reader)),
  };
  return { view: 'adjustments', title: t('adjustment.title'), place: 'ranking', model };
}

async function showNew(visit: Visit): Promise<Page> {
  const { t } = visit;
  const assigner = figureAccess(visit.identity().actor, 'adjustScores');
  const { parts, summary } = formParts(visit, ADJUSTMENT_FIELDS, {}, { units: unitGroups(visit, assigner) });
  return formPage(visit, {
    title: t('adjustment.give'),
    warning: t('adjustment.about'),
    summary,
    action: paths.newAdjustment(),
    parts,
    back: paths.adjustments(),
  });
}

/** A day as people type it is one of the program; a period stays as it is. */
function onOf(text: string): string {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim()) ?? [];
  if (day === undefined || month === undefined) return text.trim();
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

async function give(visit: Visit): Promise<PageAnswer> {
  const { house, when, t } = visit;
  const read = readForm(ADJUSTMENT_FIELDS, visit.form);
  const input = typeof read['on'] === 'string' ? { ...read, on: onOf(read['on']) } : read;
  const outcome = await adjustScore(house, input, visit.identity().actor, when);
  if (!outcome.ok) return showNew({ ...visit, ...why(outcome) });
  const period = outcome.value.on.slice(0, 4);
  return { redirect: paths.adjustments({ period }), flash: t('adjustment.given') };
}

async function showRevoke(visit: Visit): Promise<Page> {
  const { t, house } = visit;
  const row = await seeAdjustment(house, visit.params['id'] ?? '', visit.identity().actor);
  const item = adjustmentItem(row, false, figureReaderOf(visit));
  const { parts, summary } = formParts(visit, REVOCATION_FIELDS, {}, {});
  return formPage(visit, {
    title: t('adjustment.revoke'),
    warning: t('adjustment.willRevoke', { unit: item.unit, on: item.on, what: item.text }),
    names: [...item.names, item.unit],
    summary,
    action: paths.revokeAdjustment(row._id),
    parts,
    back: paths.adjustments(),
  });
}

async function revoke(visit: Visit): Promise<PageAnswer> {
  const { house, when, t, params, form } = visit;
  const input = readForm(REVOCATION_FIELDS, form);
  const outcome = await revokeAdjustment(house, params['id'] ?? '', input, visit.identity().actor, when);
  if (!outcome.ok) return showRevoke({ ...visit, ...why(outcome) });
  return {
    redirect: paths.adjustments({ period: outcome.value.on.slice(0, 4) }),
    flash: t('adjustment.gone'),
  };
}

const ADJUSTS = { permission: 'adjustScores', audit: null } as const;

export const ADJUSTMENT_PAGES: readonly PageRoute[] = [
  {
    method: 'GET',
    path: paths.adjustments(),
    permission: 'readFigures',
    audit: null,
    handler: showAdjustments,
  },
  { ...ADJUSTS, method: 'GET', path: paths.newAdjustment(), handler: showNew },
  {
    ...ADJUSTS,
    method: 'POST',
    path: paths.newAdjustment(),
    audit: 'adjustment.give',
    handler: give,
    show: showNew,
  },
  { ...ADJUSTS, method: 'GET', path: paths.revokeAdjustment(':id'), handler: showRevoke },
  {
    ...ADJUSTS,
    method: 'POST',
    path: paths.revokeAdjustment(':id'),
    audit: 'adjustment.revoke',
    handler: revoke,
    show: showRevoke,
  },
];
