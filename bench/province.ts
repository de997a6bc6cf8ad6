import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import calendars from '../seed/data/calendars.json' with { type: 'json' };
import { loadPeople } from '../seed/load-people.ts';
import { demoUnits, loadUnits } from '../seed/load-units.ts';
import { insertCalendars } from '../src/db/calendar-store.ts';
import { directiveModel } from '../src/db/directive-store.ts';
import { ensureIndexes } from '../src/db/ensure-indexes.ts';
import { insertScheme, type SchemeRow } from '../src/db/scheme-store.ts';
import { readSetting, writeSetting } from '../src/db/setting-store.ts';
import { insertBooks } from '../src/db/tally-store.ts';
import { taskModel } from '../src/db/task-store.ts';
import { type CalendarYear, createCalendar } from '../src/domain/calendar.ts';
import { addDays, type Day } from '../src/domain/day.ts';
import { DEFAULT_SCHEME } from '../src/domain/default-scheme.ts';
import { fold } from '../src/domain/evolve.ts';
import { schemeAsPublished } from '../src/domain/published-scheme.ts';
import { type Scheme, TASK_COMPONENTS } from '../src/domain/scheme.ts';
import { type Books, countInto } from '../src/domain/tally.ts';
import type { Task } from '../src/domain/task.ts';
import { indexOf, TASK_SHAPE } from '../src/domain/task-index.ts';
import type { Unit } from '../src/domain/unit.ts';
import { lifeOf } from './lives.ts';

const ASSIGNER = '38';
const TASKS_PER_PAPER = 20;
const BATCH = 2000;
const QUICK = { ordered: false, writeConcern: { w: 1, j: false } };

/** Up to so many tasks their events are stored too; only freezing as of a past day reads them. */
const MOST_WITH_EVENTS = 50_000;
const YEARS = calendars.years as unknown as CalendarYear[];

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

function idOf(kind: string, number: number): string {
  return kind + number.toString(16).padStart(24 - kind.length, '0');
}

function paperOf(number: number, today: Day) {
  const issuedOn = addDays(today, -(number % 3650) - 1);
  return {
    _id: idOf('d', number),
    assigner: ASSIGNER,
    notation: `${number}/UBND-TH`,
    number: String(number),
    symbol: 'UBND-TH',
    kind: 'Công văn',
    issuedOn,
    year: Number(issuedOn.slice(0, 4)),
    issuer: 'UBND tỉnh Thanh Hóa',
    subject: `Về việc triển khai nhiệm vụ đợt ${number}`,
    signer: null,
    version: 1,
    key: `bench-${number}`,
    words: ['ve', 'viec', 'trien', 'khai', String(number)],
    recordedBy: 'vanphong',
    recordedAt: `${issuedOn}T02:00:00.000Z`,
    files: [],
    corrections: [],
  };
}

function rowOf(number: number, today: Day, units: readonly Unit[], calendar = createCalendar(YEARS)) {
  const lead = units[number % units.length] as Unit;
  const other = units[(number * 7 + 3) % units.length] as Unit;
  const paper = paperOf(Math.floor(number / TASKS_PER_PAPER), today);
  const birth = {
    id: idOf('', number),
    number,
    directive: paper._id,
    assigner: ASSIGNER,
    lead: lead.code,
    coordinating: number % 3 === 0 && other !== lead ? [other.code] : [],
    today,
  };
  const events = lifeOf(birth, hash);
  const folded = fold(events);
  if (folded === null) return null;
  const { id, ...task }: Task = folded;
  const index = indexOf(folded, { ...paper, leadName: lead.name }, calendar);
  const row = { _id: id, ...task, index, changedAt: events.at(-1)?.at ?? '', unsealed: false };
  return { row, events };
}

/** A scheme of all components that follow from tasks; in force for the half-year in which the benchmark is. */
export const WHOLE_SCHEME: Scheme = {
  ...DEFAULT_SCHEME,
  name: 'Mọi thành phần',
  components: TASK_COMPONENTS.map((name) => ({ name, weight: 1, allowed: null, points: null })),
};

function wholeSchemeRow(): SchemeRow {
  const id = idOf('5', 1);
  return {
    _id: id,
    assigner: ASSIGNER,
    line: id,
    number: 1,
    follows: 'default',
    scheme: schemeAsPublished(WHOLE_SCHEME),
    state: 'approved',
    revision: 1,
    inForceFrom: '2026-07-01',
    inForceTo: '2026-12-31',
    draftedBy: 'vanphong',
    course: [],
  };
}

/** The units that receive tasks in the benchmark: 21 departments and 27 districts. */
export function receivers(): Unit[] {
  return demoUnits().filter(({ parent }) => parent === ASSIGNER);
}

/** What a filled database is marked with: another number, day or shape of what is kept fills it anew. */
function markOf(count: number, today: Day): string {
  const numbers = Array.from({ length: 100 }, (_, number) => number);
  const { row } =
    numbers.map((number) => rowOf(number, today, receivers())).find((life) => life !== null) ?? {};
  return [
    count,
    today,
    TASK_SHAPE,
    WHOLE_SCHEME.name,
    ...Object.keys(row ?? {}),
    ...Object.keys(row?.index ?? {}),
  ].join(' ');
}

/**
 * Fills a database with a province of `count` tasks over ten years, each the fold of its events and indexed as the
 * program does it. What an earlier run filled is kept.
 */
export async function fillProvince(connection: Connection, count: number, today: Day): Promise<void> {
  const mark = markOf(count, today);
  if ((await readSetting(connection, 'bench.filled')) === mark) return;
  await connection.dropDatabase();
  console.error(`filling ${count} tasks`);
  await insertCalendars(connection, YEARS);
  await loadUnits(connection);
  await loadPeople(connection);
  const units = receivers();
  const calendar = createCalendar(YEARS);
  const tasks = taskModel(connection).collection;
  const events = connection.collection('taskEvents');
  const books: Books = new Map();
  for (let from = 0; from < count; from += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, count - from) }, (_, i) => from + i);
    const lives = numbers.flatMap((number) => rowOf(number, today, units, calendar) ?? []);
    await tasks.insertMany(lives.map(({ row }) => row) as never, QUICK as never);
    for (const { row } of lives) countInto(books, row.index.tallies, 1);
    if (count <= MOST_WITH_EVENTS) {
      await events.insertMany(lives.flatMap((life) => life.events) as never, QUICK as never);
    }
    const papers = numbers.filter((number) => number % TASKS_PER_PAPER === 0);
    const rows = papers.map((number) => paperOf(number / TASKS_PER_PAPER, today));
    await directiveModel(connection).collection.insertMany(rows as never, QUICK as never);
  }
  await ensureIndexes(connection);
  await insertBooks(connection, books);
  await insertScheme(connection, wholeSchemeRow());
  await writeSetting(connection, 'tasks.shape', TASK_SHAPE);
  await writeSetting(connection, 'bench.filled', mark);
}
