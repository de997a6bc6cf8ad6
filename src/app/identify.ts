import { findSession, type SessionRow, updateSession } from '../db/session-store.ts';
import type { When } from '../domain/day.ts';
import type { Actor } from '../domain/post.ts';
import { readAccessToken } from './access-token.ts';
import type { Person } from './directory.ts';
import type { House } from './house.ts';
import { Unauthenticated } from './outcome.ts';
import { sha256 } from './sha256.ts';
import { idleEnd } from './sign-in.ts';

/** Who is there: the person, the session, and the posts acted in now. */
export type Identity = { actor: Actor; person: Person; session: SessionRow };

/** Who is there, for whoever has to know; throws Unauthenticated where nobody is signed in. */
export function whoever(identity: Identity | null): () => Identity {
  return () => {
    if (identity === null) throw new Unauthenticated();
    return identity;
  };
}

/** A use is noted at most so often, so that reading does not become writing. */
const NOTE_EVERY_SECONDS = 60;

function isLive(session: SessionRow | null, when: When): session is SessionRow {
  return session !== null && !session.ended && session.endsAt > when.now && session.idleEndsAt > when.now;
}

async function noteUse(house: House, session: SessionRow, when: When): Promise<void> {
  const since = Temporal.Instant.from(session.usedAt).until(Temporal.Instant.from(when.now)).total('seconds');
  if (since < NOTE_EVERY_SECONDS) return;
  await updateSession(house.connection, session._id, {
    usedAt: when.now,
    idleEndsAt: idleEnd(session.kind, when.now),
  });
}

async function personOf(house: House, username: string): Promise<Person> {
  if (house.directory.person(username) === undefined) await house.directory.refresh('now');
  const person = house.directory.person(username);
  if (person === undefined || person.disabled) throw new Unauthenticated();
  return person;
}

async function identityOf(house: House, session: SessionRow | null, when: When): Promise<Identity> {
  if (!isLive(session, when)) throw new Unauthenticated();
  await house.directory.refresh();
  const person = await personOf(house, session.person);
  await noteUse(house, session, when);
  const chosen = person.posts.filter(
    (post) => session.post === null || (post.role === session.post.role && post.unit === session.post.unit),
  );
  const posts = chosen.length > 0 ? chosen : person.posts;
  return { actor: { username: person.username, name: person.name, posts }, person, session };
}

/** Who an access token speaks for. Throws Unauthenticated for a token or session that is over. */
export async function identifyByToken(house: House, token: string, when: When): Promise<Identity> {
  const claims = readAccessToken(house.jwtSecret, token, when.now);
  if (claims === null) throw new Unauthenticated();
  return identityOf(house, await findSession(house.connection, claims.session), when);
}

/** Who the browser's cookie speaks for. Throws Unauthenticated when its session is over. */
export async function identifyByCookie(house: House, secret: string, when: When): Promise<Identity> {
  return identityOf(house, await findSession(house.connection, sha256(secret)), when);
}
