import { cellOf } from './board-cell.ts';
import type { WorkingCalendar } from './calendar.ts';
import type { Day } from './day.ts';
import type { Period } from './period.ts';
import { deadlineUnder } from './standing.ts';
import type { Basis, Task } from './task.ts';
import { settledMeasures } from './task-facts.ts';

/**
 * Under what a task is counted, beside the task: an entry of a book. A book has a number for each entry, how many tasks
 * have it. Boards and totals read books where they would else read every task.
 */
export type Tally = { book: string; entry: string };

/** By how much the numbers of a book change; none of them by 0. */
export type TallyChange = { book: string; by: Map<string, number> };

/**
 * What a book of a month holds: `time` all tasks by their cell (board-cell.ts), `facts` those of which no passing day changes
 * what each component measures, by these measures (task-facts.ts).
 */
export type MonthlyBook = 'time' | 'facts';

/** Of whom, and under which deadline. */
export type BookOf = { kind: MonthlyBook; assigner: string; basis: Basis };

const EVERY = 'tasks';

function monthly({ kind, assigner, basis }: BookOf, month: string, unit: string): string {
  return `${kind}|${basis}|${assigner}|${month}|${unit}`;
}

/** The first and the last book of a period; periods begin and end with a month. */
export function booksOfPeriod(
  of: BookOf,
  { from, to }: Pick<Period, 'from' | 'to'>,
): { first: string; last: string } {
  return { first: monthly(of, from.slice(0, 7), ''), last: monthly(of, to.slice(0, 7), '~') };
}

/** The unit and the month whose tasks a monthly book counts. */
export function placeOfBook(book: string): { lead: string; month: string } {
  const [, , , month = '', lead = ''] = book.split('|');
  return { lead, month };
}

/** The book of all tasks that a unit leads or coordinates, or that an assigner assigned. */
export function bookOfAll(of: { unit: string } | { assigner: string }): string {
  return 'unit' in of ? `unit|${of.unit}` : `assigner|${of.assigner}`;
}

/** How many tasks a book of all counts. */
export function totalOf(counts: Readonly<Record<string, number>>): number {
  return counts[EVERY] ?? 0;
}

function monthlyTallies(task: Task, basis: Basis, calendar: WorkingCalendar): Tally[] {
  const due = deadlineUnder(task, basis);
  const day: Day = due ?? task.assignedOn;
  const bookOf = (kind: MonthlyBook) =>
    monthly({ kind, assigner: task.assigner, basis }, day.slice(0, 7), task.lead);
  const measures = settledMeasures(task, basis, calendar);
  return [
    { book: bookOf('time'), entry: cellOf(task, basis, calendar) },
    ...(measures === null ? [] : [{ book: bookOf('facts'), entry: measures }]),
  ];
}

/** All that counts a task. It changes with few of its events: none of a report's, so that reports never meet in a book. */
export function talliesOf(task: Task, calendar: WorkingCalendar): Tally[] {
  const concerned = [...new Set([task.lead, ...task.coordinating])];
  return [
    { book: bookOfAll({ assigner: task.assigner }), entry: EVERY },
    ...concerned.map((unit) => ({ book: bookOfAll({ unit }), entry: EVERY })),
    ...monthlyTallies(task, 'current', calendar),
    ...monthlyTallies(task, 'original', calendar),
  ];
}

/** Numbers of entries, by book. */
export type Books = Map<string, Map<string, number>>;

/** Counts tallies into books, each entry `one` time: 1, or -1 to count it no more. */
export function countInto(books: Books, tallies: readonly Tally[], one: 1 | -1): void {
  for (const { book, entry } of tallies) {
    const numbers = books.get(book) ?? new Map<string, number>();
    books.set(book, numbers.set(entry, (numbers.get(entry) ?? 0) + one));
  }
}

/** What changes in the books when tasks counted so before are counted so after, by the names of the books. */
export function changeOf(before: readonly Tally[], after: readonly Tally[]): TallyChange[] {
  const books: Books = new Map();
  countInto(books, before, -1);
  countInto(books, after, 1);
  return [...books]
    .map(([book, by]) => ({ book, by: new Map([...by].filter(([, number]) => number !== 0)) }))
    .filter(({ by }) => by.size > 0)
    .sort((a, b) => (a.book < b.book ? -1 : 1));
}
