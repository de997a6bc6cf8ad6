import { type DisputeRow, findDispute } from '../db/dispute-store.ts';
import { grantsOf } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import type { House } from './house.ts';
import { Forbidden, NotFound } from './outcome.ts';
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

/** Whether somebody sees a dispute, and with it its evidence. */
export async function seesDispute(house: House, id: string, actor: Actor): Promise<boolean> {
  try {
    await seeDispute(house, id, actor);
    return true;
  } catch (error) {
    if (error instanceof NotFound || error instanceof Forbidden) return false;
    throw error;
  }
}
