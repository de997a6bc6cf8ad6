import { deepStrictEqual } from 'node:assert';
import { mkdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Connection } from 'mongoose';
import calendars from '../seed/data/calendars.json' with { type: 'json' };
import { demoAccounts } from '../seed/load-people.ts';
import { writeCursor } from '../src/app/cursor.ts';
import { connect } from '../src/db/connect.ts';
import { taskModel } from '../src/db/task-store.ts';
import { type CalendarYear, createCalendar } from '../src/domain/calendar.ts';
import { DEFAULT_SCHEME } from '../src/domain/default-scheme.ts';
import { parsePeriod } from '../src/domain/period.ts';
import type { Scheme } from '../src/domain/scheme.ts';
import { foldAll } from './plain-fold.ts';
import {
  CACHE_GIGABYTES,
  freeze,
  type Started,
  send,
  startBare,
  startMongod,
  startProgram,
} from './processes.ts';
import { fillProvince, receivers, WHOLE_SCHEME } from './province.ts';
import { fillReports } from './reports.ts';
import { byTurns, type Median, medianOf } from './rounds.ts';

const { values } = parseArgs({
  options: {
    tasks: { type: 'string', default: '50000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    only: { type: 'string', default: 'ratios,times,freezing' },
  },
});
const TASKS = Number(values.tasks);
const ROUNDS = Number(values.rounds);
const SECONDS = Number(values.seconds);
const ONLY = new Set(values.only.split(','));
const SMALL = 50_000;

const TODAY = '2026-11-24';
const NOW = `${TODAY}T02:00:00Z`;
const YEAR = '2026';
/** Half-years, the first by the scheme of the main job, the second by one of all components. */
const [HALF_BEFORE, HALF] = ['2026-H1', '2026-H2'];
const UNIT = 'STTTT';
const CLERK = 'stttt.clerk';
const REPORTER = '384.nv.clerk';
const CONNECTIONS = 8;
const REPORTS = 600;

/** A database of the benchmark with the program and the bare server that run on it. */
type Place = {
  tasks: number;
  uri: string;
  connection: Connection;
  program: Started;
  bare: Started;
  password: string;
};

type Headers = Record<string, string>;

async function bearer({ program, password }: Place, username: string): Promise<Headers> {
  const response = await fetch(`${program.where}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  const { accessToken } = (await response.json()) as { accessToken: string };
  return { Authorization: `Bearer ${accessToken}` };
}

async function cookie({ program, password }: Place, username: string): Promise<Headers> {
  const response = await fetch(`${program.where}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ username, password }),
  });
  return { Cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}

async function bareSession({ connection }: Place): Promise<Headers> {
  const session = await connection.collection('sessions').findOne({ kind: 'api' });
  return { 'x-session': String(session?._id) };
}

/** Answers a second of one address under load. */
function loadOf(where: string, path: string, headers: () => Promise<Headers>) {
  return async (): Promise<number> => {
    const load = { url: `${where}${path}`, connections: CONNECTIONS, seconds: SECONDS, requests: [] };
    return (await send({ ...load, headers: await headers() })).perSecond;
  };
}

/** Milliseconds of one answer when nobody else asks, the mean of a stretch of them. */
function timeOf(where: string, path: string, headers: () => Promise<Headers>) {
  return async (): Promise<number> => {
    const load = { url: `${where}${path}`, connections: 1, seconds: SECONDS, requests: [] };
    return (await send({ ...load, headers: await headers() })).milliseconds;
  };
}

/** Reports a second, each on a task of its own. */
function reportsOf(
  where: string,
  place: Place,
  pathOf: (id: string) => string,
  headers: () => Promise<Headers>,
) {
  return async (): Promise<number> => {
    const ids = await fillReports(place.connection, REPORTS, TODAY);
    const body = JSON.stringify({ action: 'report', version: 2, progress: 60, text: 'Đã tổng hợp số liệu' });
    const requests = ids.map((id) => ({ path: pathOf(id), body }));
    const sent = { ...(await headers()), 'Content-Type': 'application/json' };
    return (await send({ url: where, connections: CONNECTIONS, headers: sent, seconds: null, requests }))
      .perSecond;
  };
}

function number(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function tell(name: string, { median, least, most }: Median, unit: string, goal = ''): void {
  console.log(`${name.padEnd(58)} ${number(median)}${unit} (${number(least)} to ${number(most)})  ${goal}`);
}

async function tellRatio(
  name: string,
  ours: () => Promise<number>,
  bare: () => Promise<number>,
  goal: string,
): Promise<void> {
  const [a, b] = await byTurns(ROUNDS, ours, bare);
  tell(name, medianOf(a.map((value, i) => value / (b[i] ?? Number.NaN))), '', goal);
  tell('    the program', medianOf(a), '/s');
  tell('    the bare server', medianOf(b), '/s');
}

const LIST = { unit: UNIT };
const LIST_PATH = `/api/v1/tasks?unit=${UNIT}`;

async function lastPage({ connection }: Place): Promise<string> {
  const rows = await taskModel(connection)
    .find({ 'index.units': UNIT }, { 'index.dueCurrent': 1 })
    .sort({ 'index.dueCurrent': -1, _id: -1 })
    .limit(51)
    .lean<{ _id: string; index: { dueCurrent: string } }[]>();
  const before = rows.at(-1);
  if (before === undefined) throw new Error('no tasks');
  const cursor = writeCursor(LIST, { value: before.index.dueCurrent, id: before._id });
  return `${LIST_PATH}&cursor=${cursor}`;
}

async function get(place: Place, path: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${place.program.where}${path}`, { headers: await bearer(place, 'chutich') });
  return (await response.json()) as Record<string, unknown>;
}

/** Holds both boards of a period against the fold of every task; throws at the first cell that differs. */
async function compareBoards(place: Place, text: string, scheme: Scheme): Promise<void> {
  const calendar = createCalendar(calendars.years as unknown as CalendarYear[]);
  const period = parsePeriod(text);
  if (period === null) throw new Error(text);
  const started = performance.now();
  const setting = { assigner: '38', period, today: TODAY, calendar, scheme };
  const { rows, counts } = await foldAll(place.connection, setting, receivers());
  const seconds = (performance.now() - started) / 1000;
  const ranking = await get(place, `/api/v1/rankings?period=${text}`);
  const statistics = await get(place, `/api/v1/statistics?period=${text}`);
  const byUnit = (items: unknown) => new Map((items as { unit: string }[]).map((item) => [item.unit, item]));
  deepStrictEqual(byUnit(ranking['items']), byUnit(rows));
  for (const [unit, item] of byUnit(statistics['items'])) {
    const { unit: _, rates: __, ...shown } = item as unknown as Record<string, unknown>;
    deepStrictEqual([unit, shown], [unit, { ...counts.get(unit) }]);
  }
  console.log(
    `${place.tasks} tasks, ${text}, “${scheme.name}”: both boards equal the fold of every task, cell by cell (${number(seconds)} s)`,
  );
}

async function open(mongod: Started, directory: string, tasks: number): Promise<Place> {
  const uri = mongod.where.replace('/?', `/bench-${tasks}?`);
  const { connection } = await connect(uri);
  await fillProvince(connection, tasks, TODAY);
  const program = await startProgram(uri, join(directory, `data-${tasks}`), NOW);
  const bare = await startBare(uri);
  const password = (await demoAccounts(connection))[0]?.password ?? '';
  return { tasks, uri, connection, program, bare, password };
}

async function measureRatios(place: Place): Promise<void> {
  const { program, bare } = place;
  const barely = () => bareSession(place);
  const asClerk = () => bearer(place, CLERK);
  await tellRatio(
    '(a) a list of 50 rows, JSON',
    loadOf(program.where, LIST_PATH, asClerk),
    loadOf(bare.where, `/tasks?unit=${UNIT}`, barely),
    'goal: at least 0.65',
  );
  await tellRatio(
    '(b) the same list as a page',
    loadOf(program.where, `/tasks?unit=${UNIT}`, () => cookie(place, CLERK)),
    loadOf(bare.where, `/page?unit=${UNIT}`, barely),
    'goal: at least 0.65',
  );
  await tellRatio(
    '(c) a progress report',
    reportsOf(
      program.where,
      place,
      (id) => `/api/v1/tasks/${id}/actions`,
      () => bearer(place, REPORTER),
    ),
    reportsOf(bare.where, place, (id) => `/${id}`, barely),
    'goal: at least 0.6',
  );
}

async function measureTimes(places: readonly Place[]): Promise<void> {
  const boards: [string, (place: Place) => Promise<string>, string, string][] = [
    ['(a) first page', async () => LIST_PATH, CLERK, 'growth at most 1.5'],
    ['(a) last page', lastPage, CLERK, 'growth at most 1.5'],
    ['(a) total', async () => `${LIST_PATH}&limit=1`, CLERK, 'growth at most 1.5'],
    [
      '(d) statistics',
      async () => `/api/v1/statistics?period=${YEAR}`,
      'chutich',
      'at most 150 ms at 1,000,000',
    ],
    ['(e) ranking', async () => `/api/v1/rankings?period=${YEAR}`, 'chutich', 'at most 300 ms at 1,000,000'],
  ];
  for (const [name, pathOf, username, goal] of boards) {
    const timers = await Promise.all(
      places.map(async (place) =>
        timeOf(place.program.where, await pathOf(place), () => bearer(place, username)),
      ),
    );
    const [small, large] = [timers[0], timers.at(-1)];
    if (small === undefined || large === undefined) continue;
    const [a, b] = await byTurns(ROUNDS, small, large);
    tell(`${name}, ${places[0]?.tasks} tasks`, medianOf(a), ' ms');
    if (places.length === 1) continue;
    tell(`${name}, ${places.at(-1)?.tasks} tasks`, medianOf(b), ' ms', goal);
    tell('    growth', medianOf(b.map((value, i) => value / (a[i] ?? Number.NaN))), '×');
  }
}

/** What all components cost: the board of a half-year by them, and the one of the half-year before by days late alone. */
async function measureComponents(place: Place): Promise<void> {
  const board = (period: string) =>
    timeOf(place.program.where, `/api/v1/rankings?period=${period}`, () => bearer(place, 'chutich'));
  const [all, main] = await byTurns(ROUNDS, board(HALF), board(HALF_BEFORE));
  tell(`ranking of a half-year, all components, ${place.tasks} tasks`, medianOf(all), ' ms');
  tell('    by days late alone', medianOf(main), ' ms');
  const ratio = medianOf(all.map((value, i) => value / (main[i] ?? Number.NaN)));
  tell('    all components to days late alone', ratio, '×', 'goal: at most 2');
}

/** As of a past day, so that what happened since is left out event by event, where the events are stored. */
const PAST = '2026-06-30';

async function measureFreezing(places: readonly Place[]): Promise<void> {
  for (const { tasks, uri } of places) {
    const cutoff = tasks === SMALL ? PAST : TODAY;
    const { seconds, facts, megabytes } = await freeze(uri, YEAR, cutoff, TODAY);
    console.log(
      `freezing ${tasks} tasks as of ${cutoff}: ${number(seconds)} s, ${facts} facts, ${number(megabytes)} MB at most`,
    );
  }
}

async function main(): Promise<void> {
  const directory = fileURLToPath(new URL('../tmp/bench', import.meta.url));
  await mkdir(directory, { recursive: true });
  const mongod = await startMongod(directory);
  console.log(
    `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, cache ${CACHE_GIGABYTES} GB, ` +
      `${ROUNDS} rounds of ${SECONDS} s, ${CONNECTIONS} connections; medians, least and most in brackets`,
  );
  const places: Place[] = [];
  try {
    for (const tasks of new Set([SMALL, TASKS])) places.push(await open(mongod, directory, tasks));
    for (const place of places) {
      await compareBoards(place, YEAR, DEFAULT_SCHEME);
      await compareBoards(place, HALF, WHOLE_SCHEME);
    }
    for (const place of places.slice(-1)) if (ONLY.has('ratios')) await measureRatios(place);
    if (ONLY.has('times')) await measureTimes(places);
    for (const place of places) if (ONLY.has('times')) await measureComponents(place);
    if (ONLY.has('freezing')) await measureFreezing(places);
  } finally {
    for (const { program, bare, connection } of places) {
      await Promise.all([program.end(), bare.end(), connection.close()]);
    }
    await mongod.end();
  }
}

await main();
