import { countEntries } from '../db/board-queries.ts';
import { readCell, standingOfCell } from '../domain/board-cell.ts';
import type { Day, When } from '../domain/day.ts';
import { monthsOf } from '../domain/figure.ts';
import { type Period, parsePeriod } from '../domain/period.ts';
import type { Actor } from '../domain/post.ts';
import { deadlineUnder, type Standing, standingOf } from '../domain/standing.ts';
import { bucketOf, type Counts, emptyCounts } from '../domain/statistics.ts';
import type { Basis } from '../domain/task.ts';
import type { Unit } from '../domain/unit.ts';
import { boardAccess } from './board-access.ts';
import type { House } from './house.ts';
import { done, faulty, NotFound, type Outcome } from './outcome.ts';
import { asOfSetting, type BoardSetting, receivingUnits } from './read-statistics.ts';
import { replayTasks } from './replay-tasks.ts';

/** A month of a period with the counts of its tasks; what was carried in isn't counted by month. */
export type MonthCounts = { month: Period; counts: Counts };

/** Which tasks: of all units that the reader sees, of a group of them, or of one. */
export type MonthsAsked = {
  period: Period;
  basis: Basis;
  asOf: Day | null;
  group: string | null;
  unit: string | null;
};

type Tally = { counts: Counts; leads: ReadonlySet<string> };

function tally({ counts, leads }: Tally, lead: string, standing: Standing, count: number): void {
  const bucket = leads.has(lead) ? bucketOf(standing) : null;
  if (bucket === null) return;
  counts[bucket] += count;
  counts.total += count;
}

function byMonthOf(months: readonly Period[]): Map<string, Counts> {
  return new Map(months.map(({ text }) => [text, emptyCounts()]));
}

async function countNow(
  house: House,
  { assigner, basis, period, today }: BoardSetting,
  months: readonly Period[],
  leads: Tally['leads'],
): Promise<Counts[]> {
  const byMonth = byMonthOf(months);
  const asked = { assigner, basis, from: period.from, to: period.to };
  for (const { lead, month, entry, count } of await countEntries(house.connection, 'time', asked)) {
    const counts = byMonth.get(month);
    if (counts !== undefined) tally({ counts, leads }, lead, standingOfCell(readCell(entry), today), count);
  }
  return [...byMonth.values()];
}

/** The same by folding tasks as the ledger had them, all months in one pass. */
async function countReplayed(
  house: House,
  { assigner, basis, today }: BoardSetting,
  months: readonly Period[],
  leads: Tally['leads'],
): Promise<Counts[]> {
  const byMonth = byMonthOf(months);
  for await (const task of replayTasks(house, assigner, today)) {
    const counts = byMonth.get((deadlineUnder(task, basis) ?? task.assignedOn).slice(0, 7));
    if (counts !== undefined) tally({ counts, leads }, task.lead, standingOf(task, basis, today), 1);
  }
  return [...byMonth.values()];
}

/** The months of a board's setting with the counts of these units; together they are the counts of its period. */
export async function monthCounts(
  house: House,
  setting: BoardSetting,
  leads: ReadonlySet<string>,
): Promise<MonthCounts[]> {
  const months = monthsOf(setting.period).flatMap((text) => parsePeriod(text) ?? []);
  const count = setting.past ? countReplayed : countNow;
  const counts = await count(house, setting, months, leads);
  return months.map((month, at) => ({ month, counts: counts[at] ?? emptyCounts() }));
}

/** The months of a period for whoever asks, and the units that may be chosen. */
export type Months = { assigner: string; units: readonly Unit[]; months: MonthCounts[] };

/** The board of statistics month by month. Throws Forbidden, and NotFound for a unit that one may not read. */
export async function readMonths(
  house: House,
  asked: MonthsAsked,
  actor: Actor,
  when: When,
): Promise<Outcome<Months>> {
  const { period, basis, group, unit } = asked;
  const { assigner, ownUnit } = boardAccess(house, actor, 'readStatistics', undefined);
  const seen = receivingUnits(house, assigner, period).filter(
    ({ code }) => ownUnit === null || code === ownUnit,
  );
  if (unit !== null && !seen.some(({ code }) => code === unit)) throw new NotFound();
  const chosen = seen.filter(
    ({ code, peerGroup }) =>
      (group === null || unit !== null || peerGroup === group) && (unit === null || code === unit),
  );
  if (group !== null && chosen.length === 0) return faulty({ field: 'group', code: 'notOneOf' });
  const setting = { assigner, basis, period, ...asOfSetting(asked.asOf, when) };
  const months = await monthCounts(house, setting, new Set(chosen.map(({ code }) => code)));
  return done({ assigner, units: seen, months });
}
