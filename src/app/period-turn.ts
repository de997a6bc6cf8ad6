import type { ClientSession } from 'mongoose';
import { lockCounter } from '../db/counter-store.ts';
import { findDisputesOf } from '../db/dispute-store.ts';
import { type EditionHead, findEditionsOf } from '../db/edition-store.ts';
import type { House } from './house.ts';
import { Conflict } from './outcome.ts';

type InPeriod = Pick<EditionHead, 'assigner' | 'period'>;

/** How far a period is, in one word: another one as soon as an edition or a dispute of the newest has come or moved. */
export async function standOf(
  house: House,
  { assigner, period }: InPeriod,
  session: ClientSession | null = null,
): Promise<string> {
  const last = (await findEditionsOf(house.connection, assigner, period, session)).at(-1);
  if (last === undefined) return '';
  const disputes = await findDisputesOf(house.connection, last._id, null, session);
  return [last._id, last.state, ...disputes.flatMap(({ _id, state }) => [_id, state])].join(' ');
}

/**
 * Takes the turn of a period within a transaction. Whoever writes an edition, a step or a dispute of it does, so that of two
 * at once the second one sees what the first one did: counting an edition takes a while, and a dispute may come meanwhile.
 */
async function takeTurn(house: House, session: ClientSession, { assigner, period }: InPeriod): Promise<void> {
  await lockCounter(house.connection, session, `editions:${assigner}:${period}`);
}

/** Takes the turn, of a period that is as far as it was seen. Throws Conflict `stale`. */
export async function inTurnAt(
  house: House,
  session: ClientSession,
  of: InPeriod,
  stand: string,
): Promise<void> {
  await takeTurn(house, session, of);
  if ((await standOf(house, of, session)) !== stand) throw new Conflict('stale');
}

/** Takes the turn, of a period whose newest edition is this one, as it was seen. Throws Conflict `stale`. */
export async function inTurnOf(
  house: House,
  session: ClientSession,
  edition: Pick<EditionHead, '_id' | 'assigner' | 'period' | 'state'>,
): Promise<void> {
  await takeTurn(house, session, edition);
  const last = (await findEditionsOf(house.connection, edition.assigner, edition.period, session)).at(-1);
  if (last?._id !== edition._id || last.state !== edition.state) throw new Conflict('stale');
}
