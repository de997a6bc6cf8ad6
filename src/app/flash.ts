import { countUnread } from '../db/notice-store.ts';
import { takeFlash as take, updateSession } from '../db/session-store.ts';
import type { House } from './house.ts';
import type { Identity } from './identify.ts';

/** A sentence for the next page, and what in it is data, such as a unit's name. */
export type Flash = { text: string; names: readonly string[] };

/** Keeps a sentence for the next page of this session. */
export async function keepFlash(house: House, identity: Identity, flash: Flash): Promise<void> {
  await updateSession(house.connection, identity.session._id, { flash: JSON.stringify(flash) });
}

/** The sentence kept for this page, shown once; null without one. */
export async function takeFlash(house: House, identity: Identity): Promise<Flash | null> {
  const kept = identity.session.flash === null ? null : await take(house.connection, identity.session._id);
  return kept === null ? null : (JSON.parse(kept) as Flash);
}

/** How many notices in the program a person has not read; at most 100 are counted. */
export async function unreadNotices(house: House, identity: Identity): Promise<number> {
  return countUnread(house.connection, identity.person.username);
}

/** The form that was sent when the session before had ended, given once; null without one. */
export async function takeKept(house: House, identity: Identity): Promise<string | null> {
  const { kept } = identity.session;
  if (kept !== null) await updateSession(house.connection, identity.session._id, { kept: null });
  return kept;
}
