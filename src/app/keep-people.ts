import { z } from 'zod';
import { isDuplicate } from '../db/duplicate.ts';
import { insertPeople, updatePerson } from '../db/person-store.ts';
import { endSessionsOf } from '../db/session-store.ts';
import { type Post, ROLES } from '../domain/post.ts';
import { isMailAddress } from './account.ts';
import { KINDS } from './fields.ts';
import type { House } from './house.ts';
import { done, type Fault, faulty, NotFound, type Outcome } from './outcome.ts';
import { parse } from './parse.ts';
import { hashPassword, newPassword } from './password.ts';

const POST = z.strictObject({ role: z.enum(ROLES), unit: KINDS.unit });

const PERSON = z.strictObject({
  username: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/),
  name: KINDS.line,
  posts: z.array(POST).min(1),
  mail: z.string().nullish(),
});

/** Posts that a person gets, and posts that end. */
const POSTS = z.strictObject({ add: z.array(POST), remove: z.array(POST) });

/** `ROLE@UNIT` as a post; the role is judged with the rest. */
export function postOf(text: string): { role: string; unit: string } {
  const at = text.indexOf('@');
  return { role: text.slice(0, at), unit: text.slice(at + 1) };
}

function faultsOf(house: House, posts: readonly Post[], mail: string | null): Fault[] {
  const units = posts.filter((post) => house.directory.unit(post.unit) === undefined);
  return [
    ...(units.length > 0 ? [{ field: 'posts', code: 'noSuchUnit' }] : []),
    ...(mail !== null && !isMailAddress(mail) ? [{ field: 'mail', code: 'notMail' }] : []),
  ];
}

/** Adds a person with a first password, which is given in clear once and has to be changed at the first sign-in. */
export async function addPerson(house: House, input: unknown): Promise<Outcome<{ password: string }>> {
  const parsed = parse(PERSON, input);
  if (!parsed.ok) return parsed;
  const { username, name, posts } = parsed.value;
  const mail = parsed.value.mail ?? null;
  const faults = faultsOf(house, posts, mail);
  if (faults.length > 0) return faulty(...faults);
  const password = newPassword();
  const passwordHash = await hashPassword(password);
  const row = { _id: username, name, mail, language: 'vi' as const, posts, passwordHash };
  try {
    await insertPeople(house.connection, [{ ...row, passwordChangeNeeded: true, disabled: false }]);
  } catch (error) {
    if (isDuplicate(error)) return faulty({ field: 'username', code: 'personExists' });
    throw error;
  }
  await house.directory.refresh('now');
  return done({ password });
}

function isSame(a: Post, b: Post): boolean {
  return a.role === b.role && a.unit === b.unit;
}

/**
 * Gives a person posts and takes others away, all or none; gives those held then, at least one. A post that is held
 * already stays as it is. Throws NotFound.
 */
export async function changePosts(house: House, username: string, input: unknown): Promise<Outcome<Post[]>> {
  const parsed = parse(POSTS, input);
  if (!parsed.ok) return parsed;
  const { add, remove } = parsed.value;
  const person = house.directory.person(username);
  if (person === undefined) throw new NotFound();
  const held = person.posts;
  const kept = held.filter((post) => !remove.some((gone) => isSame(gone, post)));
  const posts = [...kept, ...add.filter((post) => !kept.some((one) => isSame(one, post)))];
  const unknown = add.some(({ unit }) => house.directory.unit(unit) === undefined);
  const notHeld = remove.some((gone) => !held.some((post) => isSame(gone, post)));
  if (unknown) return faulty({ field: 'add', code: 'noSuchUnit' });
  if (notHeld) return faulty({ field: 'remove', code: 'postNotHeld' });
  if (posts.length === 0) return faulty({ field: 'remove', code: 'lastPost' });
  if (!(await updatePerson(house.connection, username, { posts }))) throw new NotFound();
  await house.directory.refresh('now');
  return done(posts);
}

/** Gives a person a new first password; all sessions of the person end. Throws NotFound. */
export async function resetPassword(house: House, username: string): Promise<{ password: string }> {
  const password = newPassword();
  const passwordHash = await hashPassword(password);
  const change = { passwordHash, passwordChangeNeeded: true };
  if (!(await updatePerson(house.connection, username, change))) throw new NotFound();
  await endSessionsOf(house.connection, username, null);
  return { password };
}

/** Disables a person: every session ends at once, and none is opened any more. Throws NotFound. */
export async function disablePerson(house: House, username: string): Promise<void> {
  if (!(await updatePerson(house.connection, username, { disabled: true }))) throw new NotFound();
  await endSessionsOf(house.connection, username, null);
  await house.directory.refresh('now');
}
