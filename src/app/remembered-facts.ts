import type { Connection } from 'mongoose';
import { type BoardQuery, findRunning } from '../db/board-queries.ts';
import { type BookRow, findBooksNamed, findStamps } from '../db/tally-store.ts';
import type { WorkingCalendar } from '../domain/calendar.ts';
import type { Day } from '../domain/day.ts';
import { readRunningTask } from '../domain/running-task.ts';
import type { Scheme } from '../domain/scheme.ts';
import { countAlike, type Fact } from '../domain/sum-facts.ts';
import { booksOfPeriod, placeOfBook } from '../domain/tally.ts';
import { daysLateOf, measuresOn, measuresReader } from '../domain/task-facts.ts';
import type { House } from './house.ts';

/** What a scheme makes of a book; it holds while the book has that stamp. */
type OfBook = { stamp: string | undefined; facts: readonly Fact[] };

/** What a scheme makes of running tasks, by their text; it holds for one day by one calendar. */
type OfDay = { today: Day; calendar: WorkingCalendar; facts: Map<string, readonly Fact[]> };

/** What a process remembers of a scheme: books by their names, and the running tasks of the day. */
type Memory = { books: Map<string, OfBook>; day: OfDay | null };

/** Of each database, by scheme; so many schemes at most, so many books and texts of each. */
const MEMORIES = new WeakMap<Connection, Map<string, Memory>>();
const MOST_SCHEMES = 8;
const MOST_BOOKS = 4000;
const MOST_TEXTS = 50_000;

/** The memory of a scheme; the one longest not asked for is let go for one too many. */
function memoryOf(connection: Connection, scheme: Scheme): Memory {
  const memories = MEMORIES.get(connection) ?? new Map<string, Memory>();
  MEMORIES.set(connection, memories);
  const key = JSON.stringify(scheme);
  const memory = memories.get(key) ?? { books: new Map(), day: null };
  memories.delete(key);
  memories.set(key, memory);
  const [oldest] = memories.keys();
  if (memories.size > MOST_SCHEMES && oldest !== undefined) memories.delete(oldest);
  if (memory.books.size > MOST_BOOKS) memory.books.clear();
  return memory;
}

/** Reads measures by a scheme as facts of a unit. */
function factReader(scheme: Scheme): (measures: string, unit: string, count: number) => Fact[] {
  const read = measuresReader(scheme);
  return (measures, unit, count) =>
    read(measures, { unit, count }).map((fact) => ({ ...fact, daysLate: daysLateOf(fact, unit) }));
}

/** Reads books by a scheme; what is measured alike is one fact with its count. */
function bookReader(scheme: Scheme): (book: BookRow) => OfBook {
  const read = factReader(scheme);
  return ({ _id, counts, stamp }) => {
    const { lead } = placeOfBook(_id);
    const facts = Object.entries(counts).flatMap(([entry, count]) => read(entry, lead, count));
    return { stamp, facts: countAlike(facts) };
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
  const memory = memoryOf(connection, scheme);
  const holding = stamps.flatMap(({ _id, stamp }) => {
    const book = memory.books.get(_id);
    return book !== undefined && stamp !== undefined && book.stamp === stamp ? [[_id, book] as const] : [];
  });
  const books = new Map(holding);
  const changed = stamps.map(({ _id }) => _id).filter((name) => !books.has(name));
  const read = bookReader(scheme);
  for (const row of await findBooksNamed(connection, changed)) {
    const book = read(row);
    books.set(row._id, book);
    memory.books.set(row._id, book);
  }
  return [...books.values()].flatMap(({ facts }) => facts);
}

/** What is remembered of a day; of another one, or by another calendar, nothing. */
function rememberedOf(memory: Memory, today: Day, calendar: WorkingCalendar): OfDay['facts'] {
  const { day } = memory;
  const holds = day !== null && day.today === today && day.calendar === calendar;
  if (holds && day.facts.size <= MOST_TEXTS) return day.facts;
  const facts = new Map<string, readonly Fact[]>();
  memory.day = { today, calendar, facts };
  return facts;
}

const NOBODY = '';

/** What is kept tells by a scheme of the tasks whose clock runs, on a day; each text is judged once a day. */
export async function runningFacts(
  { connection, calendar }: Pick<House, 'connection' | 'calendar'>,
  query: BoardQuery,
  { scheme, today }: { scheme: Scheme; today: Day },
): Promise<Fact[]> {
  const running = await findRunning(connection, query);
  const days = calendar();
  const remembered = rememberedOf(memoryOf(connection, scheme), today, days);
  const read = factReader(scheme);
  const factsOf = (text: string): readonly Fact[] => {
    const known = remembered.get(text);
    if (known !== undefined) return known;
    const facts = read(measuresOn(readRunningTask(text), today, days), NOBODY, 1);
    remembered.set(text, facts);
    return facts;
  };
  return running.flatMap(({ lead: unit, texts }) =>
    texts.flatMap((text) => factsOf(text).map((fact) => ({ ...fact, unit }))),
  );
}
