import { findNotices, markRead, type NoticeRow } from '../db/notice-store.ts';
import type { When } from '../domain/day.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { House } from './house.ts';
import type { Identity } from './identify.ts';
import { done, faulty, type Outcome } from './outcome.ts';

/** How many notices a page shows. */
const SHOWN = 50;

export type NoticePage = { rows: NoticeRow[]; nextCursor: string | null };

/** A page of a person's notices in the program, unread first, then newest first; an empty cursor is the first page. */
export async function listNotices(
  house: House,
  identity: Identity,
  cursor: string,
): Promise<Outcome<NoticePage>> {
  const position = cursor === '' ? { value: 'unread', id: null } : readCursor({}, cursor);
  if (position === null) return faulty({ field: 'cursor', code: 'badCursor' });
  const find = (read: boolean, after: string | null, limit: number) =>
    findNotices(house.connection, identity.person.username, { read, after }, limit);
  const unread = position.value === 'unread' ? await find(false, position.id, SHOWN + 1) : [];
  const after = position.value === 'unread' ? null : position.id;
  const read = unread.length > SHOWN ? [] : await find(true, after, SHOWN + 1 - unread.length);
  const all = [...unread, ...read];
  const rows = all.slice(0, SHOWN);
  const last = rows.at(-1);
  if (all.length <= SHOWN || last === undefined) return done({ rows, nextCursor: null });
  const value = last.readAt === null ? 'unread' : 'read';
  return done({ rows, nextCursor: writeCursor({}, { value, id: last._id }) });
}

/** Marks a person's notices as read: of one task, edition or report, or all when it is null. */
export async function readNotices(
  house: House,
  identity: Identity,
  when: When,
  of: { task: string } | { edition: string } | { report: string } | null,
): Promise<void> {
  await markRead(house.connection, identity.person.username, when.now, of);
}
