import { decideDispute } from '../../app/decide-dispute.ts';
import { disputeLine, seeDisputable } from '../../app/dispute-line.ts';
import { DISPUTE_FIELDS } from '../../app/edition-requests.ts';
import { NotFound } from '../../app/outcome.ts';
import { readEditionLines } from '../../app/read-edition.ts';
import { seeDecidable } from '../../app/see-dispute.ts';
import { lineKey, lineOfAdjustment, lineRef, refOfFact } from '../../domain/amend-fact.ts';
import { verdictsOn } from '../../domain/dispute.ts';
import type { LineRef } from '../../domain/edition.ts';
import { paths } from '../../paths.ts';
import { disputeItem } from '../../present/dispute-item.ts';
import { anyLineWords, editionTitle } from '../../present/edition-words.ts';
import { formFields } from '../../present/form-fields.ts';
import { why } from '../forms/form-answer.ts';
import { formParts, withFiles } from '../forms/form-page.ts';
import { formRows } from '../forms/form-view.ts';
import { formPage } from '../forms/ranking-form.ts';
import { readForm } from '../forms/read-form.ts';
import { firstOf, type Page, type PageAnswer, type PageRoute, type Visit } from '../visit.ts';
import { editionReader } from './edition-pages.ts';

/** The line that the address names. */
function refOf({ params }: Visit): LineRef {
  return lineRef(params['unit'] ?? '', params['component'] ?? '', params['line'] ?? '');
}

async function showDispute(given: Visit): Promise<Page> {
  const visit = await withFiles(given);
  const { t, house, params } = visit;
  const { actor } = visit.identity();
  const [id = '', unit = ''] = [params['id'], params['unit']];
  const { own } = await seeDisputable(house, id, actor);
  if (!own.includes(unit)) throw new NotFound();
  const ref = refOf(visit);
  const { edition, lines, adjustments } = await readEditionLines(house, id, unit, actor);
  const line = lines.find((one) => lineKey(refOfFact(one)) === lineKey(ref));
  const adjustment = adjustments.find((one) => one.id === ref.adjustment);
  const fact = line ?? (adjustment === undefined ? null : lineOfAdjustment(adjustment));
  if (fact === null) throw new NotFound();
  const { parts, summary } = formParts(visit, DISPUTE_FIELDS, {}, {});
  const { text, names } = anyLineWords(ref, fact, edition, editionReader(visit));
  const task = ref.task === null ? '' : `${fact.code} · ${line?.content} · `;
  return formPage(visit, {
    title: t('edition.ask'),
    warning: `${task}${text}`,
    names: [...names, ...(line === undefined ? [] : [line.content])].filter((name) => name !== ''),
    summary,
    action: paths.disputeLine(id, unit, params['line'] ?? '', ref.component),
    multipart: true,
    parts,
    back: paths.editionUnit(id, unit),
  });
}

async function dispute(given: Visit): Promise<PageAnswer> {
  const visit = await withFiles(given);
  if (visit.faults.length > 0) return showDispute(visit);
  const { house, params, when, t } = visit;
  const typed = readForm(DISPUTE_FIELDS, visit.form);
  const named = Object.entries(refOf(visit)).filter(([, value]) => value !== null);
  const input = { ...typed, ...Object.fromEntries(named) };
  const outcome = await disputeLine(house, params['id'] ?? '', input, visit.identity().actor, when);
  if (!outcome.ok) return showDispute({ ...visit, ...why(outcome) });
  const { edition, unit } = outcome.value;
  return { redirect: paths.editionUnit(edition, unit), flash: t('edition.asked') };
}

async function showDecision(visit: Visit): Promise<Page> {
  const { t, house } = visit;
  const { dispute: asked, edition } = await seeDecidable(
    house,
    visit.params['id'] ?? '',
    visit.identity().actor,
  );
  const item = disputeItem(asked, edition, false, editionReader(visit));
  const f = formFields(t, visit.form, visit.faults);
  const verdicts = verdictsOn(asked);
  const options = verdicts.map((value) => ({ value, text: t(`edition.verdict.${value}`) }));
  const days = f.text('daysLate', {
    label: t('label.daysLate'),
    optional: true,
    width: 'short',
    numeric: true,
  });
  const points = f.text('points', { label: t('label.points'), optional: true, width: 'short' });
  const parts = [
    { component: 'field-radio', field: f.radio('verdict', { label: t('label.verdict'), options }) },
    ...(verdicts.includes('otherDays') ? [{ component: 'field-text', field: days }] : []),
    ...(verdicts.includes('otherPoints') ? [{ component: 'field-text', field: points }] : []),
    { component: 'field-textarea', field: f.textarea('reason', { label: t('label.reason') }) },
  ];
  const event = {
    sentence: [item.unit, ...(asked.task === null ? [] : [item.name]), item.line.text].join(' · '),
    names: [item.unit, ...item.line.names],
    text: item.reason,
    paper: null,
    files: item.files,
    who: item.who,
    moment: item.moment,
    at: item.at,
  };
  return formPage(visit, {
    title: t('edition.decide'),
    warning: asked.state === 'waiting' ? null : item.standing.text,
    summary: f.summary(),
    meanwhile: { title: editionTitle(edition, t), events: [{ ...event, names: [...event.names, item.who] }] },
    action: paths.dispute(asked._id),
    parts,
    back: paths.editionDisputes(edition._id),
  });
}

/** What was typed, days as a number where they are one. */
function readDecision(visit: Visit): Record<string, unknown> {
  const text = (name: string) => firstOf(visit.form, name).trim();
  const days = text('daysLate');
  return {
    ...(text('verdict') === '' ? {} : { verdict: text('verdict') }),
    ...(days === '' ? {} : { daysLate: /^\d{1,6}$/.test(days) ? Number(days) : days }),
    ...(text('points') === '' ? {} : { points: text('points') }),
    ...(text('reason') === '' ? {} : { reason: firstOf(visit.form, 'reason') }),
  };
}

async function decide(visit: Visit): Promise<PageAnswer> {
  const { house, when, t } = visit;
  const id = visit.params['id'] ?? '';
  const outcome = await decideDispute(house, id, readDecision(visit), visit.identity().actor, when);
  if (!outcome.ok) return showDecision({ ...visit, ...why(outcome) });
  return { redirect: paths.editionDisputes(outcome.value.edition), flash: t('edition.decided') };
}

/** The forms by which a line is disputed, and by which the Office decides. */
export const DISPUTE_FORMS: readonly PageRoute[] = [
  ...formRows(
    paths.disputeLine(':id', ':unit', ':line', ':component'),
    'disputeLines',
    'edition.dispute',
    showDispute,
    dispute,
  ),
  ...formRows(paths.dispute(':id'), 'decideDisputes', 'edition.decide', showDecision, decide),
];
