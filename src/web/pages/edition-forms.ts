import { FREEZE_BODY, FREEZE_FIELDS } from '../../app/edition-requests.ts';
import { freezeRanking } from '../../app/freeze-ranking.ts';
import { NotFound } from '../../app/outcome.ts';
import { parse } from '../../app/parse.ts';
import { readDisputes } from '../../app/read-edition.ts';
import { seeMovable, takeEditionStep } from '../../app/take-edition-step.ts';
import { lastDisputeDay } from '../../domain/dispute.ts';
import { EDITION_STATES, type EditionState } from '../../domain/edition.ts';
import { STEP_NAMES, STEPS, type StepName } from '../../domain/edition-course.ts';
import { grantsOf } from '../../domain/permission.ts';
import { paths } from '../../paths.ts';
import { stepWarning } from '../../present/edition-words.ts';
import type { FaultSummary } from '../../present/form-fields.ts';
import { why } from '../forms/form-answer.ts';
import { formParts } from '../forms/form-page.ts';
import { formRows } from '../forms/form-view.ts';
import { formPage } from '../forms/ranking-form.ts';
import { readForm } from '../forms/read-form.ts';
import { firstOf, type Page, type PageAnswer, type PageRoute, type Visit } from '../visit.ts';

/** Above the form the way to the disputes that wait, which stand in the way of another edition. */
function waitingSummary({ faults, t }: Visit): FaultSummary | null {
  const waits = faults.find(({ code }) => code === 'disputesWait');
  if (waits === undefined) return null;
  const text = t('fault.disputesWait', waits.params);
  return { title: t('form.refused.title'), text: null, items: [{ text, href: paths.disputes() }] };
}

async function showFreeze(visit: Visit): Promise<Page> {
  const { t } = visit;
  const hints = { reason: `${t('edition.reasonHint')} ${t('edition.publishedHint')}` };
  const { parts, summary } = formParts(visit, FREEZE_FIELDS, {}, { hints });
  return formPage(visit, {
    title: t('edition.freeze'),
    warning: t('edition.will.freeze'),
    summary: waitingSummary(visit) ?? summary,
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
  const { period, cutoff, reason = null } = asked.value;
  const assigner = grantsOf(actor, 'freezeRankings')[0]?.post.unit ?? '';
  const input = { assigner, period, cutoff, reason, scheme: null };
  const outcome = await freezeRanking(house, input, actor, when);
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

/** The forms by which an edition is made and moves on; before its page, whose path takes any word. */
export const EDITION_FORMS: readonly PageRoute[] = [
  ...formRows(paths.newEdition(), 'freezeRankings', 'edition.freeze', showFreeze, freeze),
  ...formRows(paths.editionStep(':id', ':step'), 'moveEditions', 'edition.move', showStep, takeStep),
];
