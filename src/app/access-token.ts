import { createSecretKey, type KeyObject } from 'node:crypto';
import jwt, { type Algorithm } from 'jsonwebtoken';
import type { Moment } from '../domain/day.ts';
import { sha256 } from './sha256.ts';

/** How long an access token lives, in seconds. */
export const ACCESS_SECONDS = 15 * 60;

const ALGORITHM: Algorithm = 'HS256';

/** The key as its library wants it; of mere text it would try first whether it is another kind of key. */
const keyOf = (secret: string): KeyObject => createSecretKey(secret, 'utf8');

function keyId(secret: string): string {
  return sha256(secret).slice(0, 8);
}

function seconds(moment: Moment): number {
  return Math.floor(Temporal.Instant.from(moment).epochMilliseconds / 1000);
}

/** Signs an access token for a session of a person. Times are the product's, which may run apart (`CLOCK`). */
export function signAccessToken(
  secret: string,
  claims: { username: string; session: string },
  now: Moment,
): string {
  const iat = seconds(now);
  const payload = { sub: claims.username, sid: claims.session, iat, exp: iat + ACCESS_SECONDS };
  return jwt.sign(payload, keyOf(secret), { algorithm: ALGORITHM, keyid: keyId(secret) });
}

/** The session that a token speaks for, null when it is not ours, altered, of another key, or over. */
export function readAccessToken(
  secret: string,
  token: string,
  now: Moment,
): { username: string; session: string } | null {
  try {
    const options = { algorithms: [ALGORITHM], clockTimestamp: seconds(now), complete: true as const };
    const { header, payload } = jwt.verify(token, keyOf(secret), options);
    if (header.kid !== keyId(secret) || typeof payload === 'string') return null;
    const { sub, sid } = payload as { sub?: unknown; sid?: unknown };
    if (typeof sub !== 'string' || typeof sid !== 'string') return null;
    return { username: sub, session: sid };
  } catch {
    return null;
  }
}
