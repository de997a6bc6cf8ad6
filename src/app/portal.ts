import { type EditionRow, findEdition, streamEditionFacts } from '../db/edition-store.ts';
import { findPublished, type PublishedItem } from '../db/portal-queries.ts';
import {
  editionEnd,
  editionFacts,
  editionStart,
  type FrozenFact,
  publicAdjustment,
} from '../domain/edition.ts';
import type { House } from './house.ts';
import { NotFound } from './outcome.ts';

/** How many editions the portal lists. */
const LISTED = 200;

/** The assigner whose rankings are published: the one above all. */
function rootOf(house: House): string | undefined {
  return house.directory.units().find(({ parent }) => parent === null)?.code;
}

/** What anyone may read: the published editions of the root assigner, newest first. */
export async function publishedEditions(house: House): Promise<PublishedItem[]> {
  const root = rootOf(house);
  return root === undefined ? [] : findPublished(house.connection, { assigner: root }, LISTED);
}

/** Of the published editions of one period the one that corrects an edition, and the one that it corrects, by their numbers. */
export type Corrections = { correctedBy: PublishedItem | null; corrects: PublishedItem | null };

/** What goes before and after a published edition among what is published of its period; no other is told of. */
export async function correctionsOf(
  house: House,
  { assigner, period, edition }: Pick<EditionRow, 'assigner' | 'period' | 'edition'>,
): Promise<Corrections> {
  const items = await findPublished(house.connection, { assigner, period }, LISTED);
  const byNumber = items.toSorted((a, b) => a.edition - b.edition);
  return {
    correctedBy: byNumber.find((one) => one.edition > edition) ?? null,
    corrects: byNumber.findLast((one) => one.edition < edition) ?? null,
  };
}

/** A published edition of the root assigner. Throws NotFound for any other, a draft too. */
export async function publishedEdition(house: House, id: string): Promise<EditionRow> {
  const row = await findEdition(house.connection, id);
  if (row === null || row.state !== 'published' || row.assigner !== rootOf(house)) throw new NotFound();
  return row;
}

/** The canonical form of an edition in pieces: the bytes that its SHA-256 is of. */
export async function* editionBytes(house: House, row: EditionRow): AsyncGenerator<string> {
  yield editionStart(row);
  let first = true;
  for await (const part of streamEditionFacts(house.connection, row._id)) {
    yield editionFacts(part, first);
    first = false;
  }
  yield editionEnd(row, row.result);
}

/** A fact as the portal gives it away: the task by its code alone. */
function publicFact({ task: _, ...fact }: FrozenFact): Omit<FrozenFact, 'task'> {
  return fact;
}

/**
 * All that a published ranking rests on as one JSON text in pieces: with `units` and `facts` it is the facts file that
 * `tools/recompute.py` takes. Nothing of persons, nothing that a task says, and no edition that isn't published.
 */
export async function* portalJson(house: House, row: EditionRow): AsyncGenerator<string> {
  const { _id: id, assigner, period, cutoff, edition, reason, seal, sha256, scheme, units } = row;
  const { corrects } = await correctionsOf(house, row);
  const named = { id, assigner, period, cutoff, edition, corrects: corrects?._id ?? null };
  const about = { ...named, reason, seal, sha256, state: row.state };
  const { result: items } = row;
  const adjustments = row.adjustments.map(publicAdjustment);
  const head = JSON.stringify({ ...about, scheme, items, adjustments, units });
  yield `${head.slice(0, -1)},"facts":[`;
  let first = true;
  for await (const part of streamEditionFacts(house.connection, id)) {
    yield `${first ? '\n' : ',\n'}${part.map((fact) => JSON.stringify(publicFact(fact))).join(',\n')}`;
    first = false;
  }
  yield ']}\n';
}
