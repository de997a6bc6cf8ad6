import { inTransaction } from '../db/connect.ts';
import { type DisputeRow, decideWaiting, findDispute } from '../db/dispute-store.ts';
import { insertNotices } from '../db/notice-store.ts';
import { TIMELINESS } from '../domain/component-rules.ts';
import type { When } from '../domain/day.ts';
import { grantsOf } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import { disputeNotices } from './edition-notices.ts';
import { DECISION_BODY, type Decision } from './edition-requests.ts';
import type { House } from './house.ts';
import { Conflict, done, type Fault, Forbidden, faulty, NotFound, type Outcome } from './outcome.ts';
import { parse } from './parse.ts';
import { type SeenEdition, seeEdition } from './see-edition.ts';

/** A dispute with its edition, as far as the actor sees it: his own unit's, or all of his Office. Throws NotFound. */
export async function seeDispute(
  house: House,
  id: string,
  actor: Actor,
): Promise<SeenEdition & { dispute: DisputeRow }> {
  if (grantsOf(actor, 'readDisputes').length === 0) throw new Forbidden();
  const dispute = await findDispute(house.connection, id);
  if (dispute === null) throw new NotFound();
  const seen = await seeEdition(house, dispute.edition, actor);
  if (!seen.allLines && !seen.units.includes(dispute.unit)) throw new NotFound();
  return { ...seen, dispute };
}

/** The dispute, if the actor may decide it; never who asked. Throws NotFound and Forbidden. */
export async function seeDecidable(house: House, id: string, actor: Actor) {
  const seen = await seeDispute(house, id, actor);
  const grants = grantsOf(actor, 'decideDisputes');
  const may = grants.some(({ post }) => post.unit === seen.edition.assigner);
  if (!may || seen.dispute.askedBy === actor.username) throw new Forbidden();
  return seen;
}

/** Days late are asked for by the verdict that sets them, and only where the line counts days. */
function faultOfDays({ verdict, daysLate }: Decision, { component }: DisputeRow): Fault | null {
  if (verdict !== 'otherDays') {
    return daysLate === undefined ? null : { field: 'daysLate', code: 'daysWithoutVerdict' };
  }
  if (component !== TIMELINESS) return { field: 'verdict', code: 'countsNoDays' };
  return daysLate === undefined ? { field: 'daysLate', code: 'required' } : null;
}

/**
 * Decides a dispute, with a reason: its line stands, is left out, or counts with other days late. What was accepted
 * takes effect when its edition is finished. Throws NotFound, Forbidden, Conflict `stale` when it was decided before.
 */
export async function decideDispute(
  house: House,
  id: string,
  input: unknown,
  actor: Actor,
  when: When,
): Promise<Outcome<DisputeRow>> {
  const { dispute, edition, replaced } = await seeDecidable(house, id, actor);
  const parsed = parse(DECISION_BODY, input);
  if (!parsed.ok) return parsed;
  const { verdict, reason } = parsed.value;
  const fault = faultOfDays(parsed.value, dispute);
  if (fault !== null) return faulty(fault);
  if (dispute.state !== 'waiting') throw new Conflict('stale');
  if (edition.state !== 'open' || replaced) return { ok: false, refused: 'notOpenForDisputes' };
  const state = verdict === 'stands' ? 'rejected' : 'accepted';
  const decision = { daysLate: parsed.value.daysLate ?? null, reason, at: when.now, by: actor.username };
  const decided: DisputeRow = { ...dispute, state, decision };
  await inTransaction(house.connection, async (session) => {
    if (!(await decideWaiting(house.connection, session, id, state, decision))) throw new Conflict('stale');
    await insertNotices(house.connection, session, disputeNotices(house, decided, actor, when));
  });
  return done(decided);
}
