import { randomBytes } from 'node:crypto';
import { findSessionByRefresh, rotateRefresh, updateSession } from '../db/session-store.ts';
import type { When } from '../domain/day.ts';
import type { House } from './house.ts';
import { Unauthenticated } from './outcome.ts';
import { sha256 } from './sha256.ts';

/**
 * Swaps a refresh token for the next. Each works once: a second use ends the session, since one of the two users
 * then is a thief. Throws Unauthenticated.
 */
export async function refreshSession(
  house: House,
  refreshToken: string,
  when: When,
): Promise<{ username: string; session: string; refreshToken: string }> {
  const hash = sha256(refreshToken);
  const session = await findSessionByRefresh(house.connection, hash);
  if (session === null || session.ended || session.endsAt <= when.now || session.idleEndsAt <= when.now) {
    throw new Unauthenticated();
  }
  const next = randomBytes(32).toString('base64url');
  const swapped =
    session.refreshHash === hash &&
    (await rotateRefresh(house.connection, session._id, hash, sha256(next), when.now));
  if (!swapped) {
    await updateSession(house.connection, session._id, { ended: true });
    throw new Unauthenticated();
  }
  return { username: session.person, session: session._id, refreshToken: next };
}
