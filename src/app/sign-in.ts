import { randomBytes } from 'node:crypto';
import { countFailure, findAttempt, forgetFailures, setWait } from '../db/attempt-store.ts';
import { newId } from '../db/ids.ts';
import { findPerson, type PersonRow } from '../db/person-store.ts';
import { insertSession, type SessionRow } from '../db/session-store.ts';
import type { Moment, When } from '../domain/day.ts';
import type { House } from './house.ts';
import { Forbidden, TooMany, Unauthenticated } from './outcome.ts';
import { hashPassword, isPassword } from './password.ts';
import { sha256 } from './sha256.ts';

/** How long sessions live, in minutes: unused, and at most (design.md, section 10). */
const LIVES = {
  browser: { idle: 60, most: 12 * 60 },
  api: { idle: 7 * 24 * 60, most: 30 * 24 * 60 },
} as const;

/** After so many failures in a row one has to wait, twice as long after each further one, 5 minutes at most. */
const FREE_FAILURES = { account: 5, address: 20 } as const;
const LONGEST_WAIT_SECONDS = 300;

/** The hash that an unknown username is checked against, so that it takes as long as a known one. */
const NOBODY = hashPassword(randomBytes(16).toString('hex'));

/** The moment so many minutes later. */
export function minutesAfter(moment: Moment, minutes: number): Moment {
  return Temporal.Instant.from(moment)
    .add({ seconds: minutes * 60 })
    .toString({ smallestUnit: 'millisecond' });
}

async function mustNotWait(house: House, keys: readonly string[], now: Moment): Promise<void> {
  for (const key of keys) {
    const wait = (await findAttempt(house.connection, key))?.waitUntil ?? null;
    if (wait !== null && wait > now) {
      const seconds = Temporal.Instant.from(now).until(Temporal.Instant.from(wait)).total('seconds');
      throw new TooMany(Math.ceil(seconds));
    }
  }
}

async function failed(house: House, key: string, free: number, now: Moment): Promise<void> {
  const failures = await countFailure(house.connection, key, now);
  if (failures < free) return;
  const seconds = Math.min(2 ** (failures - free), LONGEST_WAIT_SECONDS);
  await setWait(house.connection, key, minutesAfter(now, seconds / 60));
}

/**
 * The person whose username and password these are. Throws TooMany after failures in a row, by account and by
 * address, and Unauthenticated for a wrong one; nothing tells an unknown username from a wrong password.
 */
export async function checkPassword(
  house: House,
  input: { username: string; password: string; address: string },
  when: When,
): Promise<PersonRow> {
  const username = input.username.trim().toLowerCase();
  const account = `account:${sha256(username)}`;
  const address = `address:${input.address}`;
  await mustNotWait(house, [account, address], when.now);
  const person = await findPerson(house.connection, username);
  const right = await isPassword(input.password, person?.passwordHash ?? (await NOBODY));
  if (!right || person === null || person.disabled) {
    await failed(house, account, FREE_FAILURES.account, when.now);
    await failed(house, address, FREE_FAILURES.address, when.now);
    throw new Unauthenticated('wrongPassword');
  }
  await forgetFailures(house.connection, account);
  return person;
}

/** Opens a session; `secret` is what the caller hands to the browser or the program, of which only the hash is kept. `kept` is a form to show again. */
export async function openSession(
  house: House,
  kind: SessionRow['kind'],
  person: string,
  when: When,
  kept: string | null = null,
): Promise<{ id: string; secret: string }> {
  const secret = randomBytes(32).toString('base64url');
  const id = kind === 'browser' ? sha256(secret) : newId();
  await insertSession(house.connection, {
    _id: id,
    kind,
    person,
    post: null,
    startedAt: when.now,
    usedAt: when.now,
    endsAt: minutesAfter(when.now, LIVES[kind].most),
    idleEndsAt: minutesAfter(when.now, LIVES[kind].idle),
    ended: false,
    refreshHash: kind === 'api' ? sha256(secret) : null,
    usedHashes: [],
    flash: null,
    kept,
  });
  return { id, secret };
}

/** When a session that is used now ends unless it is used again. */
export function idleEnd(kind: SessionRow['kind'], now: Moment): Moment {
  return minutesAfter(now, LIVES[kind].idle);
}

/** Signs in for the HTTP interface; Forbidden `passwordChangeNeeded` until a first password was changed on the page. */
export async function signInForApi(
  house: House,
  input: { username: string; password: string; address: string },
  when: When,
): Promise<{ person: PersonRow; session: string; refreshToken: string }> {
  const person = await checkPassword(house, input, when);
  if (person.passwordChangeNeeded) throw new Forbidden('passwordChangeNeeded');
  const { id, secret } = await openSession(house, 'api', person._id, when);
  return { person, session: id, refreshToken: secret };
}
