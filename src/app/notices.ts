import { findNotices, markRead, type NoticeRow } from '../db/notice-store.ts';
import type { When } from '../domain/day.ts';
import type { House } from './house.ts';
import type { Identity } from './identify.ts';

/** How many notices the page shows. */
const SHOWN = 100;

/** The notices of a person in the program, unread first. */
export async function listNotices(house: House, identity: Identity): Promise<NoticeRow[]> {
  return findNotices(house.connection, identity.person.username, SHOWN);
}

/** Marks a person's notices as read: of one task, or all when it is null. */
export async function readNotices(
  house: House,
  identity: Identity,
  when: When,
  task: string | null,
): Promise<void> {
  await markRead(house.connection, identity.person.username, when.now, task);
}
