import { type BoardQuery, countCarried, countEntries } from '../db/board-queries.ts';
import { readCell, standingOfCell } from '../domain/board-cell.ts';
import type { Day, When } from '../domain/day.ts';
import { type Period, parsePeriod } from '../domain/period.ts';
import type { Actor } from '../domain/post.ts';
import { deadlineUnder, standingOf } from '../domain/standing.ts';
import {
  addCounts,
  type Bucket,
  bucketOf,
  type Counts,
  emptyCounts,
  type Rates,
  ratesOf,
} from '../domain/statistics.ts';
import { type Basis, isOpen, type Task } from '../domain/task.ts';
import { endedOn } from '../domain/task-index.ts';
import { isValidWithin } from '../domain/unit.ts';
import { assignerIn, boardAccess } from './board-access.ts';
import type { House } from './house.ts';
import { done, faulty, type Outcome } from './outcome.ts';
import { parse } from './parse.ts';
import { replayTasks } from './replay-tasks.ts';
import { STATISTICS_QUERY } from './requests.ts';

/** Counts with their rates, as the board shows them. */
export type Figures = Counts & { rates: Rates };
export type Statistics = { items: (Figures & { unit: string })[]; all: Figures };

/** Which board: of whom, under which deadline, in which period, as of which day. */
export type BoardSetting = { assigner: string; basis: Basis; period: Period; today: Day; past: boolean };

/** Counts by lead, while they are gathered. */
export type Tally = Map<string, Counts>;

function tallyUp(tally: Tally, unit: string, key: keyof Counts, count: number): void {
  const counts = tally.get(unit) ?? emptyCounts();
  counts[key] += count;
  tally.set(unit, counts);
}

function tallyBucket(tally: Tally, unit: string, bucket: Bucket | null, count: number): void {
  if (bucket === null) return;
  tallyUp(tally, unit, bucket, count);
  tallyUp(tally, unit, 'total', count);
}

/** So many tasks of a lead in a bucket, null where they don't count; `month` is the one in which they do. */
type InBucket = { lead: string; month: string; bucket: Bucket | null; count: number };

function inBucket(task: Task, { basis, today }: BoardSetting): InBucket {
  const month = (deadlineUnder(task, basis) ?? task.assignedOn).slice(0, 7);
  return { lead: task.lead, month, bucket: bucketOf(standingOf(task, basis, today)), count: 1 };
}

function queryOf({ assigner, basis, period: { from, to } }: BoardSetting): BoardQuery {
  return { assigner, basis, from, to };
}

async function inBucketsNow(house: House, setting: BoardSetting): Promise<InBucket[]> {
  const entries = await countEntries(house.connection, 'time', queryOf(setting));
  return entries.map(({ entry, ...of }) => {
    return { ...of, bucket: bucketOf(standingOfCell(readCell(entry), setting.today)) };
  });
}

/** The tasks of a board by lead, month and bucket; of a past day those of other periods too, as the ledger has them. */
export async function* inBuckets(house: House, setting: BoardSetting): AsyncGenerator<InBucket> {
  if (!setting.past) return yield* await inBucketsNow(house, setting);
  for await (const task of replayTasks(house, setting.assigner, setting.today)) yield inBucket(task, setting);
}

async function tallyNow(house: House, setting: BoardSetting): Promise<Tally> {
  const [counted, carried] = await Promise.all([
    inBucketsNow(house, setting),
    countCarried(house.connection, queryOf(setting)),
  ]);
  const tally: Tally = new Map();
  for (const { lead, bucket, count } of counted) tallyBucket(tally, lead, bucket, count);
  for (const { lead, open, count } of carried) {
    tallyUp(tally, lead, 'carriedIn', count);
    if (open) tallyUp(tally, lead, 'carriedInOpen', count);
  }
  return tally;
}

/** Counts one task where the board of a setting counts it. */
export function tallyTask(tally: Tally, task: Task, setting: BoardSetting): void {
  const { basis, period } = setting;
  const due = deadlineUnder(task, basis);
  const day = due ?? task.assignedOn;
  if (period.from <= day && day <= period.to) {
    tallyBucket(tally, task.lead, inBucket(task, setting).bucket, 1);
  }
  const ended = endedOn(task);
  if (due !== null && due < period.from && (ended === null || ended >= period.from)) {
    tallyUp(tally, task.lead, 'carriedIn', 1);
    if (isOpen(task)) tallyUp(tally, task.lead, 'carriedInOpen', 1);
  }
}

/** The same figures by folding tasks as the ledger had them at the end of a day. */
async function tallyReplayed(house: House, setting: BoardSetting): Promise<Tally> {
  const tally: Tally = new Map();
  for await (const task of replayTasks(house, setting.assigner, setting.today)) {
    tallyTask(tally, task, setting);
  }
  return tally;
}

function figures(counts: Counts): Figures {
  return { ...counts, rates: ratesOf(counts) };
}

/** The receiving units of an assigner that were valid in a period, by code. */
export function receivingUnits(house: House, assigner: string, { from, to }: Period) {
  return house.directory.childrenOf(assigner).filter((unit) => isValidWithin(unit, from, to));
}

/**
 * The units that a board shows: those that were valid in its period, zeros too, and those that have ended before it where
 * tasks of theirs count in it, such as one done early or still unanswered; so no task is missing from the sum.
 */
function unitsOn(house: House, { assigner, period: { from, to } }: BoardSetting, tally: Tally): string[] {
  const children = house.directory.childrenOf(assigner);
  return children
    .filter((unit) => isValidWithin(unit, from, to) || tally.has(unit.code))
    .map(({ code }) => code);
}

/** The board of a setting from what was counted; with `only` of that unit alone. */
export function statisticsFrom(
  house: House,
  setting: BoardSetting,
  tally: Tally,
  only: string | null,
): Statistics {
  const units = unitsOn(house, setting, tally).filter((code) => only === null || code === only);
  const items = units.map((unit) => ({ unit, counts: tally.get(unit) ?? emptyCounts() }));
  const all = items.reduce((sum, { counts }) => addCounts(sum, counts), emptyCounts());
  return { items: items.map(({ unit, counts }) => ({ unit, ...figures(counts) })), all: figures(all) };
}

/** The board of a setting, counted now or replayed. */
export async function statisticsOf(
  house: House,
  setting: BoardSetting,
  only: string | null,
): Promise<Statistics> {
  const tally = setting.past ? await tallyReplayed(house, setting) : await tallyNow(house, setting);
  return statisticsFrom(house, setting, tally, only);
}

/** As of which day a board is: a past one is replayed, today or later is now. */
export function asOfSetting(asOf: string | undefined | null, when: When): { today: Day; past: boolean } {
  const past = asOf !== undefined && asOf !== null && asOf < when.today;
  return { today: past ? asOf : when.today, past };
}

/** Statistics for whoever asks (contract.md, "Statistics"). `raw` is the query of the address. */
export async function readStatistics(
  house: House,
  raw: unknown,
  actor: Actor,
  when: When,
): Promise<Outcome<Statistics>> {
  const access = boardAccess(house, actor, 'readStatistics', assignerIn(raw));
  const parsed = parse(STATISTICS_QUERY, raw);
  if (!parsed.ok) return parsed;
  const { basis = 'current', asOf } = parsed.value;
  const period = parsePeriod(parsed.value.period);
  if (period === null) return faulty({ field: 'period', code: 'notPeriod' });
  const setting = { assigner: access.assigner, basis, period, ...asOfSetting(asOf, when) };
  return done(await statisticsOf(house, setting, access.ownUnit));
}
