import { findPerson, updatePerson } from '../db/person-store.ts';
import { endSessionsOf, updateSession } from '../db/session-store.ts';
import type { House } from './house.ts';
import type { Identity } from './identify.ts';
import { done, type Fault, faulty, NotFound, type Outcome } from './outcome.ts';
import { hashPassword, isPassword, LEAST_PASSWORD } from './password.ts';

/** Ends a session at once: its cookie or its tokens are dead from then on. */
export async function endSession(house: House, session: string): Promise<void> {
  await updateSession(house.connection, session, { ended: true });
}

function newPasswordFaults(input: { present: string; chosen: string; again: string }): Fault[] {
  if (input.chosen.length < LEAST_PASSWORD) {
    return [{ field: 'chosen', code: 'passwordTooShort', params: { least: LEAST_PASSWORD } }];
  }
  if (input.chosen === input.present) return [{ field: 'chosen', code: 'passwordUnchanged' }];
  return input.chosen === input.again ? [] : [{ field: 'again', code: 'passwordsDiffer' }];
}

/** Changes one's own password; all other sessions of the person end. */
export async function changePassword(
  house: House,
  identity: Identity,
  input: { present: string; chosen: string; again: string },
): Promise<Outcome<null>> {
  const row = await findPerson(house.connection, identity.person.username);
  if (row === null) throw new NotFound();
  if (!(await isPassword(input.present, row.passwordHash))) {
    return faulty({ field: 'present', code: 'wrongPassword' });
  }
  const faults = newPasswordFaults(input);
  if (faults.length > 0) return faulty(...faults);
  const passwordHash = await hashPassword(input.chosen);
  await updatePerson(house.connection, row._id, { passwordHash, passwordChangeNeeded: false });
  await endSessionsOf(house.connection, row._id, identity.session._id);
  await house.directory.refresh('now');
  return done(null);
}

const MAIL = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/;

/** Whether a text can be a mail address; whether mail arrives there only mail can tell. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && MAIL.test(text);
}

/** Changes one's own language and mail address; an empty address is none. */
export async function changeAccount(
  house: House,
  identity: Identity,
  input: { language: 'vi' | 'en'; mail: string },
): Promise<Outcome<null>> {
  const mail = input.mail.trim() === '' ? null : input.mail.trim();
  if (mail !== null && !isMailAddress(mail)) return faulty({ field: 'mail', code: 'notMail' });
  await updatePerson(house.connection, identity.person.username, { language: input.language, mail });
  await house.directory.refresh('now');
  return done(null);
}

/** Chooses in which of one's posts to act from now on in this session; null for all of them. */
export async function choosePost(
  house: House,
  identity: Identity,
  chosen: { role: string; unit: string } | null,
): Promise<void> {
  const held =
    chosen === null ||
    identity.person.posts.some((post) => post.role === chosen.role && post.unit === chosen.unit);
  if (!held) throw new NotFound();
  await updateSession(house.connection, identity.session._id, { post: chosen });
}
