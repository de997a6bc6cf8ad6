import { adjustScore } from '../src/app/adjust-scores.ts';
import { actOnScheme } from '../src/app/approve-scheme.ts';
import { decideDispute } from '../src/app/decide-dispute.ts';
import { disputeLine } from '../src/app/dispute-line.ts';
import { draftScheme } from '../src/app/draft-scheme.ts';
import { enterFigures } from '../src/app/enter-figures.ts';
import { freezeRanking } from '../src/app/freeze-ranking.ts';
import type { House } from '../src/app/house.ts';
import { readEditionLines } from '../src/app/read-edition.ts';
import { receivingUnits } from '../src/app/read-statistics.ts';
import { takeEditionStep } from '../src/app/take-edition-step.ts';
import { writeSeal } from '../src/app/write-seal.ts';
import { findAdjustments } from '../src/db/adjustment-store.ts';
import { findDisputesOf } from '../src/db/dispute-store.ts';
import { type EditionRow, findLastEdition } from '../src/db/edition-store.ts';
import { findFigures } from '../src/db/figure-store.ts';
import { findSchemes } from '../src/db/scheme-store.ts';
import { addWorkingDays } from '../src/domain/calendar.ts';
import { TIMELINESS } from '../src/domain/component-rules.ts';
import { addDays, type Day, type When } from '../src/domain/day.ts';
import { DEFAULT_SCHEME } from '../src/domain/default-scheme.ts';
import { nextStepOf } from '../src/domain/edition-course.ts';
import { monthsOf } from '../src/domain/figure.ts';
import { type Period, parsePeriod } from '../src/domain/period.ts';
import { schemeAsPublished } from '../src/domain/published-scheme.ts';
import { createChance, seedOf } from './chance.ts';
import words from './data/demo-words.json' with { type: 'json' };
import { actorOf, taken } from './load-plan.ts';
import { at } from './office-hours.ts';

const ASSIGNER = '38';
const OFFICE = 'vanphong';
const HEAD = 'chanhvanphong';
const { criterion, scheme: name, symbol, adjustments, disputes } = words.evaluation;

/** The days of a period's course (design.md, section 8), each in the morning. */
type Course = { cutoff: Day; frozen: When; disputed: When; decided: When; finished: When; published: When };

function courseOf(house: House, { to }: Period): Course {
  const cutoff = addDays(to, 10);
  const after = (days: number) => at(addWorkingDays(house.calendar(), cutoff, days), 60);
  return {
    cutoff,
    ...{ frozen: after(1), disputed: after(3), decided: after(5), finished: after(7), published: after(8) },
  };
}

/** The last quarter whose course was over on a day. */
export function evaluatedQuarter(house: House, today: Day): Period {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  for (let back = 1; ; back += 1) {
    const quarters = year * 4 + Math.floor((month - 1) / 3) - back;
    const period = parsePeriod(`${Math.floor(quarters / 4)}-Q${(quarters % 4) + 1}`);
    if (period !== null && courseOf(house, period).published.today <= today) return period;
  }
}

/** Approves a scheme with several components for the quarter alone; live boards go on by the product's own. */
async function approveScheme(house: House, { text: quarter, from }: Period): Promise<void> {
  const versions = await findSchemes(house.connection, ASSIGNER, ['approved'], 1);
  if (versions.length > 0) return;
  const before = addDays(from, -20);
  const plain = { allowed: null, points: null };
  const scheme = {
    ...schemeAsPublished(DEFAULT_SCHEME),
    name,
    adjustmentMost: 2,
    firstGradeQuota: 20,
    firstGradeBar: 30,
    components: [
      { name: TIMELINESS, weight: 7, ...plain },
      { name: 'returned', weight: 1, ...plain },
      { name: 'acknowledgement', weight: 1, ...plain },
      { name: criterion, weight: 1, ...plain },
    ],
  };
  const drafted = await draftScheme(
    house,
    { follows: 'default', scheme },
    actorOf(house, OFFICE),
    at(before, 60),
  );
  const { _id, revision } = taken(drafted, scheme);
  const approval = { action: 'approve' as const, revision, from: quarter, to: quarter };
  taken(await actOnScheme(house, _id, approval, actorOf(house, HEAD), at(before, 300)), approval);
}

/** What another body decided of each unit, month by month, sent on the fifth of the next; of one unit a month is missing. */
async function loadFigures(house: House, period: Period): Promise<void> {
  const months = monthsOf(period);
  const there = await findFigures(house.connection, {
    assigner: ASSIGNER,
    from: months[0] ?? '',
    to: months.at(-1) ?? '',
  });
  const units = receivingUnits(house, ASSIGNER, period);
  for (const [i, month] of months.entries()) {
    if (there.some((figure) => figure.month === month)) continue;
    const sent = addDays(parsePeriod(month)?.to ?? '', 5);
    const told = i === 1 ? units.slice(1) : units;
    const figures = told.map(({ code }) => {
      const chance = createChance(seedOf(`figure ${code} ${month}`));
      return { unit: code, points: chance.between(60, 100) };
    });
    const document = { notation: `${40 + i}${symbol}`, issuedOn: sent };
    const input = { criterion, month, document, figures };
    taken(await enterFigures(house, input, actorOf(house, OFFICE), at(sent, 120)), input);
  }
}

async function loadAdjustments(house: House, period: Period): Promise<void> {
  if ((await findAdjustments(house.connection, ASSIGNER, period.text.slice(0, 4))).length > 0) return;
  for (const { unit, points, notation, reason } of adjustments) {
    const issuedOn = addDays(period.to, -10);
    const input = { unit, on: period.text, points, document: { notation, issuedOn }, reason };
    taken(await adjustScore(house, input, actorOf(house, HEAD), at(addDays(period.to, 3), 90)), input);
  }
}

/** The first units of which a late task cost points, each with that line. */
async function lateLines(house: House, edition: EditionRow, many: number) {
  const found: { unit: string; task: string }[] = [];
  for (const { code } of edition.units) {
    if (found.length === many) break;
    const { lines } = await readEditionLines(house, edition._id, code, actorOf(house, HEAD));
    const late = lines.find(({ component, daysLate }) => component === TIMELINESS && (daysLate ?? 0) > 0);
    if (late?.task !== undefined && late.task !== null) found.push({ unit: code, task: late.task });
  }
  return found;
}

/** Heads of units ask for a review of what cost them most; the Office accepts the first, and the other stands. */
async function loadDisputes(house: House, edition: EditionRow, course: Course): Promise<void> {
  if ((await findDisputesOf(house.connection, edition._id, null)).length > 0) return;
  const late = await lateLines(house, edition, disputes.length);
  for (const [i, { unit, task }] of late.entries()) {
    const { reason, answer, accepted } = disputes[i] ?? {};
    const head = actorOf(house, `${unit.toLowerCase()}.head`);
    const asked = { task, component: TIMELINESS, reason };
    const dispute = taken(await disputeLine(house, edition._id, asked, head, course.disputed), asked);
    const verdict = accepted ? { verdict: 'otherDays', daysLate: 0 } : { verdict: 'stands' };
    const decision = { ...verdict, reason: answer };
    taken(await decideDispute(house, dispute._id, decision, actorOf(house, HEAD), course.decided), decision);
  }
}

/** Leads the quarter's edition from wherever it is to its publication. */
async function publish(house: House, period: Period, course: Course): Promise<void> {
  const head = actorOf(house, HEAD);
  const last = () => findLastEdition(house.connection, ASSIGNER, period.text);
  if ((await last()) === null) {
    const asked = {
      assigner: ASSIGNER,
      period: period.text,
      cutoff: course.cutoff,
      scheme: null,
      reason: null,
    };
    taken(await freezeRanking(house, asked, head, course.frozen), asked);
  }
  for (let edition = await last(); edition !== null; edition = await last()) {
    const action = nextStepOf(edition.state);
    if (action === null) return;
    if (edition.state === 'open') await loadDisputes(house, edition, course);
    const when = { open: course.frozen, finish: course.finished, publish: course.published }[action];
    taken(await takeEditionStep(house, edition._id, { action, state: edition.state }, head, when), action);
  }
}

/**
 * The evaluation of the last quarter as an office would have led it: a scheme with figures from elsewhere, bonus and
 * penalty, two disputes, and the edition that was published. What is there is left as it is, so that a start after an
 * interruption goes on.
 */
export async function loadEvaluation(house: House, start: When): Promise<void> {
  const period = evaluatedQuarter(house, start.today);
  await writeSeal(house, start);
  await approveScheme(house, period);
  await loadFigures(house, period);
  await loadAdjustments(house, period);
  await publish(house, period, courseOf(house, period));
}
