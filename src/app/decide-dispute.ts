import { inTransaction } from '../db/connect.ts';
import { type DisputeRow, decideWaiting } from '../db/dispute-store.ts';
import { insertNotices } from '../db/notice-store.ts';
import type { When } from '../domain/day.ts';
import { verdictsOn } from '../domain/dispute.ts';
import { isAdjustment, isFigure, readPoints } from '../domain/figure.ts';
import type { Actor } from '../domain/post.ts';
import { disputeNotices } from './edition-notices.ts';
import { DECISION_BODY, type Decision } from './edition-requests.ts';
import type { House } from './house.ts';
import { Conflict, done, type Fault, faulty, type Outcome } from './outcome.ts';
import { parse } from './parse.ts';
import { inTurnOf } from './period-turn.ts';
import { seeDecidable } from './see-dispute.ts';

/** What goes with a verdict and with no other, and whether it is a verdict on such a line. */
function faultOf({ verdict, daysLate, points }: Decision, line: DisputeRow): Fault | null {
  if (!verdictsOn(line).includes(verdict)) {
    return { field: 'verdict', code: verdict === 'otherDays' ? 'countsNoDays' : 'countsNoPoints' };
  }
  if (verdict !== 'otherDays' && daysLate !== undefined)
    return { field: 'daysLate', code: 'daysWithoutVerdict' };
  if (verdict !== 'otherPoints' && points !== undefined)
    return { field: 'points', code: 'pointsWithoutVerdict' };
  if (verdict === 'otherDays' && daysLate === undefined) return { field: 'daysLate', code: 'required' };
  if (verdict !== 'otherPoints') return null;
  if (points === undefined) return { field: 'points', code: 'required' };
  const hundredths = readPoints(String(points)) ?? 0;
  if (line.adjustment === null) return isFigure(hundredths) ? null : { field: 'points', code: 'figureRange' };
  return isAdjustment(hundredths) ? null : { field: 'points', code: 'adjustmentRange' };
}

/**
 * Decides a dispute, with a reason: its line stands, is left out, or counts with other days late or points. What was
 * accepted takes effect when its edition is finished. Throws NotFound, Forbidden, Conflict `stale` when it was decided before.
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
  const { verdict, reason, daysLate = null, points } = parsed.value;
  const fault = faultOf(parsed.value, dispute);
  if (fault !== null) return faulty(fault);
  if (dispute.state !== 'waiting') throw new Conflict('stale');
  if (edition.state !== 'open' || replaced) return { ok: false, refused: 'notOpenForDisputes' };
  const state = verdict === 'stands' ? 'rejected' : 'accepted';
  const given = points === undefined ? null : (readPoints(String(points)) ?? 0) / 100;
  const decision = { daysLate, points: given, reason, at: when.now, by: actor.username };
  const decided: DisputeRow = { ...dispute, state, decision };
  await inTransaction(house.connection, async (session) => {
    await inTurnOf(house, session, edition);
    if (!(await decideWaiting(house.connection, session, id, state, decision))) throw new Conflict('stale');
    await insertNotices(house.connection, session, disputeNotices(house, decided, actor, when));
  });
  return done(decided);
}
