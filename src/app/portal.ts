import { type EditionRow, findEdition, streamEditionFacts } from '../db/edition-store.ts';
import { findPublished, type PublishedItem } from '../db/portal-queries.ts';
import { editionEnd, editionFacts, editionStart, type FrozenFact } from '../domain/edition.ts';
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
  return root === undefined ? [] : findPublished(house.connection, root, LISTED);
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
 * `tools/recompute.py` takes. Nothing of persons, and nothing that a task says.
 */
export async function* portalJson(house: House, row: EditionRow): AsyncGenerator<string> {
  const { _id: id, assigner, period, cutoff, edition, replaces, reason, seal, sha256, scheme, units } = row;
  const about = { id, assigner, period, cutoff, edition, replaces, reason, seal, sha256, state: row.state };
  const { adjustments, result: items } = row;
  const head = JSON.stringify({ ...about, scheme, items, adjustments, units });
  yield `${head.slice(0, -1)},"facts":[`;
  let first = true;
  for await (const part of streamEditionFacts(house.connection, id)) {
    yield `${first ? '\n' : ',\n'}${part.map((fact) => JSON.stringify(publicFact(fact))).join(',\n')}`;
    first = false;
  }
  yield ']}\n';
}
