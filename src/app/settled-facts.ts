import type { Connection } from 'mongoose';
import type { BoardQuery } from '../db/board-queries.ts';
import { type BookRow, findBooksNamed, findStamps } from '../db/tally-store.ts';
import type { Scheme } from '../domain/scheme.ts';
import { countAlike, type Fact } from '../domain/sum-facts.ts';
import { booksOfPeriod, placeOfBook } from '../domain/tally.ts';
import { daysLateOf, measuresReader } from '../domain/task-facts.ts';
import type { House } from './house.ts';

/** What a scheme makes of a book: it holds while the book has that stamp. */
type Kept = { stamp: string | undefined; facts: readonly Fact[] };

/** By the name of the book. */
type KeptBooks = Map<string, Kept>;

/** Of each database, by scheme; so many schemes at most, and so many books of each. */
const KEPT = new WeakMap<Connection, Map<string, KeptBooks>>();
const MOST_SCHEMES = 8;
const MOST_BOOKS = 4000;

/** What is kept by a scheme; the oldest is let go for one too many. */
function keptBy(connection: Connection, scheme: Scheme): KeptBooks {
  const bySchemes = KEPT.get(connection) ?? new Map<string, KeptBooks>();
  KEPT.set(connection, bySchemes);
  const key = JSON.stringify(scheme);
  const books = bySchemes.get(key) ?? new Map<string, Kept>();
  bySchemes.delete(key);
  bySchemes.set(key, books);
  const [oldest] = bySchemes.keys();
  if (bySchemes.size > MOST_SCHEMES && oldest !== undefined) bySchemes.delete(oldest);
  if (books.size > MOST_BOOKS) books.clear();
  return books;
}

/** Reads books by a scheme; what is measured alike is one fact with its count. */
function bookReader(scheme: Scheme): (book: BookRow) => Kept {
  const read = measuresReader(scheme);
  return ({ _id, counts, stamp }) => {
    const { lead: unit } = placeOfBook(_id);
    const facts = Object.entries(counts).flatMap(([entry, count]) => read(entry, { unit, count }));
    return { stamp, facts: countAlike(facts.map((fact) => ({ ...fact, daysLate: daysLateOf(fact) }))) };
  };
}

/**
 * What the books tell by a scheme of the tasks of which no passing day changes what is measured. Few books change from one
 * reading to the next: of the others it is remembered, and only their stamps are read.
 */
export async function settledFacts(
  { connection }: Pick<House, 'connection'>,
  { assigner, basis, from, to }: BoardQuery,
  scheme: Scheme,
): Promise<Fact[]> {
  const { first, last } = booksOfPeriod({ kind: 'facts', assigner, basis }, { from, to });
  const stamps = await findStamps(connection, first, last);
  const kept = keptBy(connection, scheme);
  const holding = stamps.flatMap(({ _id, stamp }) => {
    const book = kept.get(_id);
    return book !== undefined && stamp !== undefined && book.stamp === stamp ? [[_id, book] as const] : [];
  });
  const books = new Map(holding);
  const changed = stamps.map(({ _id }) => _id).filter((name) => !books.has(name));
  const read = bookReader(scheme);
  for (const row of await findBooksNamed(connection, changed)) {
    const book = read(row);
    books.set(row._id, book);
    kept.set(row._id, book);
  }
  return [...books.values()].flatMap(({ facts }) => facts);
}
