import { decideDispute, seeDecidable } from '../../app/decide-dispute.ts';
import { disputeLine, seeDisputable } from '../../app/dispute-line.ts';
import { DISPUTE_FIELDS } from '../../app/edition-requests.ts';
import { NotFound } from '../../app/outcome.ts';
import { readEditionLines } from '../../app/read-edition.ts';
import { TIMELINESS } from '../../domain/component-rules.ts';
import { VERDICTS } from '../../domain/dispute.ts';
import { keptScheme } from '../../domain/score-files.ts';
import { paths } from '../../paths.ts';
import { disputeItem } from '../../present/edition-page.ts';
import { editionTitle, frozenLineWords } from '../../present/edition-words.ts';
import { formFields } from '../../present/form-fields.ts';
import { formPage, formRows, why } from '../forms/edition-form.ts';
import { formParts, withFiles } from '../forms/form-page.ts';
import { readForm } from '../forms/read-form.ts';
import { firstOf, type Page, type PageAnswer, type PageRoute, type Visit } from '../visit.ts';
import { editionReader } from './edition-pages.ts';

async function showDispute(given: Visit): Promise<Page> {
  const visit = await withFiles(given);
  const { t, house, params } = visit;
  const { actor } = visit.identity();
  const [id = '', unit = ''] = [params['id'], params['unit']];
  const { own } = await seeDisputable(house, id, actor);
  if (!own.includes(unit)) throw new NotFound();
  const { edition, lines } = await readEditionLines(house, id, unit, actor);
  const line = lines.find((one) => one.task === params['task'] && one.component === params['component']);
  if (line === undefined) throw new NotFound();
  const { parts, summary } = formParts(visit, DISPUTE_FIELDS, {}, {});
  const sentence = frozenLineWords(line, keptScheme(edition), editionReader(visit));
  return formPage(visit, {
    title: t('edition.ask'),
    warning: `${line.code} · ${line.content} · ${sentence}`,
    names: [line.content],
    summary,
    action: paths.disputeLine(id, unit, line.task ?? '', line.component),
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
  const input = { ...typed, task: params['task'], component: params['component'] };
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
  const verdicts = VERDICTS.filter((verdict) => verdict !== 'otherDays' || asked.component === TIMELINESS);
  const options = verdicts.map((value) => ({ value, text: t(`edition.verdict.${value}`) }));
  const days = f.text('daysLate', {
    label: t('label.daysLate'),
    optional: true,
    width: 'short',
    numeric: true,
  });
  const parts = [
    { component: 'field-radio', field: f.radio('verdict', { label: t('label.verdict'), options }) },
    ...(asked.component === TIMELINESS ? [{ component: 'field-text', field: days }] : []),
    { component: 'field-textarea', field: f.textarea('reason', { label: t('label.reason') }) },
  ];
  const event = {
    sentence: `${item.unit} · ${item.code} · ${item.line}`,
    names: [item.unit],
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
    meanwhile: { title: editionTitle(edition, t), events: [{ ...event, names: [item.unit, item.who] }] },
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
    paths.disputeLine(':id', ':unit', ':task', ':component'),
    'disputeLines',
    'edition.dispute',
    showDispute,
    dispute,
  ),
  ...formRows(paths.dispute(':id'), 'decideDisputes', 'edition.decide', showDecision, decide),
];
