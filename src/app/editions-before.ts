import { findDisputesOf } from '../db/dispute-store.ts';
import { type EditionHead, findEditionsOf } from '../db/edition-store.ts';
import type { Amendment } from '../domain/edition.ts';
import { decidedUpTo } from './decided-amendments.ts';
import type { House } from './house.ts';

/** What the editions of a period so far mean for the next one. */
export type Before = {
  number: number;
  /** The last one that units have seen, which the next one replaces: it needs a reason, and goes on with its scheme. */
  seen: EditionHead | null;
  /** The last one that is published, which the next one corrects. */
  published: EditionHead | null;
  /** All that was decided on disputes. */
  amendments: Amendment[];
  /** How many disputes of the one that is open wait for an answer. */
  waiting: number;
};

/** Reads what goes before the next edition of a period. */
export async function editionsBefore(house: House, assigner: string, period: string): Promise<Before> {
  const all = await findEditionsOf(house.connection, assigner, period);
  const last = all.at(-1) ?? null;
  const open = last?.state === 'open' ? await findDisputesOf(house.connection, last._id, null) : [];
  return {
    number: (last?.edition ?? 0) + 1,
    seen: all.findLast(({ state }) => state !== 'draft') ?? null,
    published: all.findLast(({ state }) => state === 'published') ?? null,
    amendments: last === null ? [] : await decidedUpTo(house, last),
    waiting: open.filter(({ state }) => state === 'waiting').length,
  };
}
