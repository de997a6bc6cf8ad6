import { inTransaction } from '../db/connect.ts';
import { findDisputesOf } from '../db/dispute-store.ts';
import { type EditionRow, findEdition, findLastEdition, moveEdition } from '../db/edition-store.ts';
import { insertNotices } from '../db/notice-store.ts';
import { amendAdjustments, amendFigures, joinAmendments } from '../domain/amend-fact.ts';
import type { When } from '../domain/day.ts';
import { lastDisputeDay } from '../domain/dispute.ts';
import type { Amendment, EditionBasis, EditionState } from '../domain/edition.ts';
import { type Need, reviewedReason, STEPS, type StepName, stepRefusal } from '../domain/edition-course.ts';
import { grantsOf } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import { acceptedIn } from './decided-amendments.ts';
import { editionNotices } from './edition-notices.ts';
import { writeEdition } from './freeze-ranking.ts';
import type { House } from './house.ts';
import { Conflict, done, Forbidden, type Outcome } from './outcome.ts';
import { inTurnOf, standOf } from './period-turn.ts';
import { seeEdition } from './see-edition.ts';

/** A step that is asked for, and the state in which whoever asks saw the edition. */
export type StepAsked = { action: StepName; state: EditionState };

/** What holds of an edition on a day, for the needs of its steps. */
export async function needsOf(house: House, edition: EditionRow, when: When): Promise<Record<Need, boolean>> {
  const last = await findLastEdition(house.connection, edition.assigner, edition.period);
  const disputes = await findDisputesOf(house.connection, edition._id, null);
  return {
    newestEdition: last?._id === edition._id,
    disputesClosed: edition.disputesUntil !== null && when.today > edition.disputesUntil,
    noDisputeWaits: disputes.every(({ state }) => state !== 'waiting'),
  };
}

/**
 * All that the edition was computed from, with what was decided meanwhile: the same ledger, cutoff, scheme and units, figures
 * and adjustments as the decisions leave them.
 */
function amendedBasis(edition: EditionRow, amendments: readonly Amendment[]): EditionBasis {
  const { assigner, period, cutoff, until, scheme, units, calendar, seal, seen, corrects } = edition;
  return {
    ...{ assigner, period, cutoff, until, scheme, units, calendar, seal, seen, corrects },
    figures: amendFigures(edition.figures, amendments),
    adjustments: amendAdjustments(edition.adjustments, amendments),
    edition: edition.edition + 1,
    replaces: edition._id,
    reason: reviewedReason(edition.reason),
    amendments: joinAmendments(edition.amendments, amendments),
  };
}

async function moveOn(
  house: House,
  edition: EditionRow,
  step: StepName,
  actor: Actor,
  when: When,
): Promise<EditionRow> {
  const { from, to } = STEPS[step];
  const days = house.policyOf(edition.assigner).disputeDays;
  const disputesUntil =
    step === 'open' ? lastDisputeDay(house.calendar(), when.today, days) : edition.disputesUntil;
  const taken = { state: to, at: when.now, by: actor.username };
  await inTransaction(house.connection, async (session) => {
    await inTurnOf(house, session, edition);
    const moved = await moveEdition(house.connection, session, edition._id, from, taken, disputesUntil);
    if (!moved) throw new Conflict('stale');
    const notices = editionNotices(house, { ...edition, disputesUntil }, step, actor, when);
    await insertNotices(house.connection, session, notices);
  });
  return (await findEdition(house.connection, edition._id)) as EditionRow;
}

/** The edition, if the actor may take its steps. Throws NotFound for who doesn't see it, Forbidden for who may not. */
export async function seeMovable(house: House, id: string, actor: Actor): Promise<EditionRow> {
  const { edition } = await seeEdition(house, id, actor);
  const grants = grantsOf(actor, 'moveEditions');
  if (!grants.some(({ post }) => post.unit === edition.assigner)) throw new Forbidden();
  return edition;
}

/**
 * Takes the next step of an edition's course (design.md, section 8). Finishing one of whose disputes some were accepted
 * gives a new edition, frozen anew with what was decided; the one it replaces stays as it was. Throws NotFound,
 * Forbidden, Conflict `stale` when it is not in the state that was seen.
 */
export async function takeEditionStep(
  house: House,
  id: string,
  { action, state }: StepAsked,
  actor: Actor,
  when: When,
): Promise<Outcome<EditionRow>> {
  const edition = await seeMovable(house, id, actor);
  if (edition.state !== state) throw new Conflict('stale');
  const stand = await standOf(house, edition);
  const refused = stepRefusal(action, edition.state, await needsOf(house, edition, when));
  if (refused !== null) return { ok: false, refused };
  const amendments = action === 'finish' ? await acceptedIn(house, id) : [];
  if (amendments.length === 0) return done(await moveOn(house, edition, action, actor, when));
  const step = { state: STEPS.finish.to, at: when.now, by: actor.username };
  return done(await writeEdition(house, amendedBasis(edition, amendments), step, stand));
}
