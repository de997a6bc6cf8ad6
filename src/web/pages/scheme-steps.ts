import { actOnScheme, seeApprovable, seeWithdrawable } from '../../app/approve-scheme.ts';
import { parse } from '../../app/parse.ts';
import { SCHEME_ACTION } from '../../app/scheme-requests.ts';
import type { SchemeRow } from '../../db/scheme-store.ts';
import { paths } from '../../paths.ts';
import { formFields } from '../../present/form-fields.ts';
import { schemeTitle } from '../../present/scheme-page.ts';
import { why } from '../forms/form-answer.ts';
import { formRows } from '../forms/form-view.ts';
import { formPage, type Shown } from '../forms/ranking-form.ts';
import { revisionIn } from '../forms/scheme-form.ts';
import { firstOf, type Page, type PageAnswer, type PageRoute, type Visit } from '../visit.ts';
import { editionReader } from './edition-pages.ts';

/** The page of a step of a version: what will happen, and what it needs. */
function stepPage(
  visit: Visit,
  { _id, scheme, revision }: SchemeRow,
  step: Pick<Shown, 'title' | 'warning' | 'summary' | 'parts' | 'action'>,
): Page {
  return formPage(visit, {
    ...step,
    names: [scheme.name],
    faster: visit.t('scheme.step.meanwhile'),
    hidden: [{ name: 'revision', value: String(revision) }],
    back: paths.scheme(_id),
  });
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
    {
      component: 'field-textarea',
      field: f.textarea('reason', {
        label: t('label.reason'),
        hint: t('scheme.hint.begun'),
        optional: true,
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
  const parsed = parse(SCHEME_ACTION, { ...typed, revision: revisionIn(visit.form) });
  const { actor } = visit.identity();
  const outcome = parsed.ok ? await actOnScheme(house, id, parsed.value, actor, when) : parsed;
  if (!outcome.ok) return show({ ...visit, ...why(outcome) });
  return { redirect: paths.scheme(id), flash };
}

function approve(visit: Visit): Promise<PageAnswer> {
  const [from, to] = [firstOf(visit.form, 'from').trim(), firstOf(visit.form, 'to').trim()];
  const reason = firstOf(visit.form, 'reason').trim();
  const span = { from, to: to === '' ? null : to };
  const typed = { action: 'approve', ...span, ...(reason === '' ? {} : { reason }) };
  return take(visit, showApprove, typed, visit.t('scheme.done.approved'));
}

function withdraw(visit: Visit): Promise<PageAnswer> {
  const typed = { action: 'withdraw', reason: firstOf(visit.form, 'reason') };
  return take(visit, showWithdraw, typed, visit.t('scheme.done.withdrawn'));
}

/** The forms by which versions of schemes are approved and withdrawn. */
export const SCHEME_STEPS: readonly PageRoute[] = [
  ...formRows(paths.approveScheme(':id'), 'approveSchemes', 'scheme.approve', showApprove, approve),
  ...formRows(paths.withdrawScheme(':id'), 'draftSchemes', 'scheme.withdraw', showWithdraw, withdraw),
];
