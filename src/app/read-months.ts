import type { Day, When } from '../domain/day.ts';
import { monthsOf } from '../domain/figure.ts';
import { type Period, parsePeriod } from '../domain/period.ts';
import type { Actor } from '../domain/post.ts';
import { type Counts, emptyCounts } from '../domain/statistics.ts';
import type { Basis } from '../domain/task.ts';
import type { Unit } from '../domain/unit.ts';
import { boardAccess } from './board-access.ts';
import type { House } from './house.ts';
import { done, faulty, NotFound, type Outcome } from './outcome.ts';
import { asOfSetting, type BoardSetting, inBuckets, receivingUnits } from './read-statistics.ts';

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

/** The months of a board's setting with the counts of these units; together they are the counts of its period. */
export async function monthCounts(
  house: House,
  setting: BoardSetting,
  leads: ReadonlySet<string>,
): Promise<MonthCounts[]> {
  const months = monthsOf(setting.period).flatMap((text) => parsePeriod(text) ?? []);
  const counted = months.map((month) => ({ month, counts: emptyCounts() }));
  const byMonth = new Map(counted.map(({ month, counts }) => [month.text, counts]));
  for await (const { lead, month, bucket, count } of inBuckets(house, setting)) {
    const counts = byMonth.get(month);
    if (counts === undefined || bucket === null || !leads.has(lead)) continue;
    counts[bucket] += count;
    counts.total += count;
  }
  return counted;
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
  const readable = house.directory
    .childrenOf(assigner)
    .filter(({ code }) => ownUnit === null || code === ownUnit);
  const chosen = readable.filter(
    ({ code, peerGroup }) =>
      (group === null || unit !== null || peerGroup === group) && (unit === null || code === unit),
  );
  if (group !== null && chosen.length === 0) return faulty({ field: 'group', code: 'notOneOf' });
  const setting = { assigner, basis, period, ...asOfSetting(asked.asOf, when) };
  const months = await monthCounts(house, setting, new Set(chosen.map(({ code }) => code)));
  return done({ assigner, units: seen, months });
}
