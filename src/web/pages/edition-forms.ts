import { decideDispute, seeDecidable } from '../../app/decide-dispute.ts';
import { disputeLine, seeDisputable } from '../../app/dispute-line.ts';
import { DISPUTE_FIELDS, FREEZE_BODY, FREEZE_FIELDS } from '../../app/edition-requests.ts';
import { freezeInForce } from '../../app/freeze-in-force.ts';
import { NotFound, type Outcome } from '../../app/outcome.ts';
import { parse } from '../../app/parse.ts';
import { readDisputes, readEditionLines } from '../../app/read-edition.ts';
import { seeMovable, takeEditionStep } from '../../app/take-edition-step.ts';
import { lastDisputeDay, VERDICTS } from '../../domain/dispute.ts';
import { EDITION_STATES, type EditionState } from '../../domain/edition.ts';
import { STEP_NAMES, STEPS, type StepName } from '../../domain/edition-course.ts';
import { grantsOf } from '../../domain/permission.ts';
import { TIMELINESS } from '../../domain/task-facts.ts';
import { paths } from '../../paths.ts';
import { disputeItem } from '../../present/edition-page.ts';
import { editionTitle, frozenLineWords, schemeOfEdition, stepWarning } from '../../present/edition-words.ts';
import { formFields, refusalSummary } from '../../present/form-fields.ts';
import { formParts, withFiles } from '../forms/form-page.ts';
import { readForm } from '../forms/read-form.ts';
import { firstOf, type Page, type PageAnswer, type PageRoute, type Visit } from '../visit.ts';
import { editionReader } from './edition-pages.ts';

/** The answer to a form that couldn't be taken: why, on the page on which it stands. */
function why(outcome: Exclude<Outcome<unknown>, { ok: true }>): Partial<Visit> {
  return 'faults' in outcome ? { faults: outcome.faults } : { refused: outcome.refused };
}

/** Above a form: its faults, the state's refusal, or that somebody was faster. */
function summaryOf({ t, conflict, refused }: Visit, faults: unknown): unknown {
  if (faults !== null) return faults;
  if (conflict) return { title: t('form.refused.title'), text: t('edition.meanwhile'), items: [] };
  return refused === null ? null : refusalSummary(refused, t);
}

type Shown = {
  title: string;
  warning?: string | null;
  names?: string[];
  summary: unknown;
  meanwhile?: { title: string; events: unknown[] } | null;
  action: string;
  multipart?: boolean;
  hidden?: { name: string; value: string }[];
  parts: { component: string; field: unknown }[];
  back: string;
};

function formPage(visit: Visit, { title, action, summary, parts, back, ...more }: Shown): Page {
  const model = {
    intro: null,
    warning: more.warning ?? null,
    names: more.names ?? [],
    summary: summaryOf(visit, summary),
    meanwhile: more.meanwhile ?? null,
    action,
    multipart: more.multipart ?? false,
    hidden: more.hidden ?? [],
    parts,
    buttons: [{ text: title, tone: 'primary', name: '', value: '' }],
    back: { href: back, text: visit.t('form.cancel') },
  };
  const status = visit.faults.length > 0 || visit.refused !== null ? 422 : 200;
  return { status, view: 'form', title, place: 'ranking', model };
}

async function showFreeze(visit: Visit): Promise<Page> {
  const { t } = visit;
  const { parts, summary } = formParts(visit, FREEZE_FIELDS, {}, {});
  return formPage(visit, {
    title: t('edition.freeze'),
    warning: t('edition.will.freeze'),
    summary,
    action: paths.newEdition(),
    parts,
    back: paths.editions(),
  });
}

async function freeze(visit: Visit): Promise<PageAnswer> {
  const { house, when, t } = visit;
  const { actor } = visit.identity();
  const asked = parse(FREEZE_BODY, readForm(FREEZE_FIELDS, visit.form));
  if (!asked.ok) return showFreeze({ ...visit, ...why(asked) });
  const assigner = grantsOf(actor, 'freezeRankings')[0]?.post.unit ?? '';
  const outcome = await freezeInForce(house, { ...asked.value, assigner }, actor, when);
  if (!outcome.ok) return showFreeze({ ...visit, ...why(outcome) });
  return { redirect: paths.edition(outcome.value._id), flash: t('edition.frozen') };
}

function stepIn(visit: Visit): StepName {
  const step = STEP_NAMES.find((name) => name === visit.params['step']);
  if (step === undefined) throw new NotFound();
  return step;
}

async function showStep(visit: Visit): Promise<Page> {
  const { t, house, when } = visit;
  const { actor } = visit.identity();
  const step = stepIn(visit);
  const edition = await seeMovable(house, visit.params['id'] ?? '', actor);
  const { disputes } = await readDisputes(house, edition._id, actor);
  const days = house.policyOf(edition.assigner).disputeDays;
  const facts = {
    accepted: disputes.filter(({ state }) => state === 'accepted').length,
    lastDay: lastDisputeDay(house.calendar(), when.today, days),
  };
  return formPage(visit, {
    title: t(`edition.step.${step}`),
    warning: stepWarning(edition, step, facts, t),
    summary: null,
    action: paths.editionStep(edition._id, step),
    hidden: [{ name: 'state', value: edition.state }],
    parts: [],
    back: paths.edition(edition._id),
  });
}

async function takeStep(visit: Visit): Promise<PageAnswer> {
  const { house, when, t } = visit;
  const action = stepIn(visit);
  const sent = firstOf(visit.form, 'state');
  const state: EditionState = EDITION_STATES.find((name) => name === sent) ?? STEPS[action].from;
  const asked = { action, state };
  const outcome = await takeEditionStep(house, visit.params['id'] ?? '', asked, visit.identity().actor, when);
  if (!outcome.ok) return showStep({ ...visit, ...why(outcome) });
  return { redirect: paths.edition(outcome.value._id), flash: t(`edition.done.${action}`) };
}

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
  const sentence = frozenLineWords(line, schemeOfEdition(edition), editionReader(visit));
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

type FormPermission = 'freezeRankings' | 'moveEditions' | 'disputeLines' | 'decideDisputes';

function formRows(
  path: string,
  permission: FormPermission,
  audit: string,
  show: (visit: Visit) => Promise<Page>,
  take: (visit: Visit) => Promise<PageAnswer>,
): PageRoute[] {
  return [
    { method: 'GET', path, permission, audit: null, handler: show },
    { method: 'POST', path, permission, audit, handler: take, show },
  ];
}

/** The forms of editions; before the page of an edition, whose path takes any word. */
export const EDITION_FORMS: readonly PageRoute[] = [
  ...formRows(paths.newEdition(), 'freezeRankings', 'edition.freeze', showFreeze, freeze),
  ...formRows(paths.editionStep(':id', ':step'), 'moveEditions', 'edition.move', showStep, takeStep),
  ...formRows(
    paths.disputeLine(':id', ':unit', ':task', ':component'),
    'disputeLines',
    'edition.dispute',
    showDispute,
    dispute,
  ),
  ...formRows(paths.dispute(':id'), 'decideDisputes', 'edition.decide', showDecision, decide),
];
