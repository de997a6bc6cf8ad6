import { findDisputesOf } from '../db/dispute-store.ts';
import type { EditionHead } from '../db/edition-store.ts';
import { joinAmendments } from '../domain/amend-fact.ts';
import type { Amendment } from '../domain/edition.ts';
import type { House } from './house.ts';

/** What was accepted of the disputes of an edition, as the next one holds it. */
export async function acceptedIn(house: House, edition: string): Promise<Amendment[]> {
  const disputes = await findDisputesOf(house.connection, edition, null);
  return disputes.flatMap(({ _id, unit, component, task, month, adjustment, state, decision }) => {
    if (state !== 'accepted' || decision === null) return [];
    const { daysLate, points, reason } = decision;
    return [{ unit, component, task, month, adjustment, daysLate, points, dispute: _id, reason }];
  });
}

/** All that was decided of a period up to an edition: what it holds itself, and what was accepted of its disputes. */
export async function decidedUpTo(
  house: House,
  { _id, amendments }: Pick<EditionHead, '_id' | 'amendments'>,
): Promise<Amendment[]> {
  return joinAmendments(amendments, await acceptedIn(house, _id));
}
