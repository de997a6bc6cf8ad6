import { findSettled, type SettledEdition } from '../db/trend-queries.ts';
import type { When } from '../domain/day.ts';
import { medianOf } from '../domain/median.ts';
import { type Period, previousPeriod } from '../domain/period.ts';
import type { Actor } from '../domain/post.ts';
import type { PublishedRow } from '../domain/row.ts';
import type { Scheme } from '../domain/scheme.ts';
import { SHIPPED_SCHEMES, type ShippedName } from '../domain/shipped-schemes.ts';
import { boardAccess } from './board-access.ts';
import type { House } from './house.ts';
import { NotFound } from './outcome.ts';
import { rankingOf } from './read-ranking.ts';
import { receivingUnits } from './read-statistics.ts';
import { schemeInForce } from './scheme-in-force.ts';

/**
 * A period of a trend: the score of the unit and the middle one of its group, in ten-thousandths, null where there is
 * none; and the edition from which they are, null where they are as of now.
 */
export type TrendPoint = {
  period: Period;
  score: number | null;
  median: number | null;
  edition: { id: string; number: number } | null;
};

/** How many periods a trend has at most; each that no edition settles is ranked anew. */
const SHOWN = 6;

/** Among fewer, the middle score would tell one unit another's. */
const LEAST_RANKED = 3;

type ScoredRow = Pick<PublishedRow, 'unit' | 'group' | 'score'>;

/** Scores in ten-thousandths. */
function pointOf(rows: readonly ScoredRow[], unit: string): Pick<TrendPoint, 'score' | 'median'> {
  const own = rows.find((row) => row.unit === unit);
  const scores = rows.flatMap(({ group, score }) =>
    group !== null && group === own?.group && score !== null ? [score] : [],
  );
  return { score: own?.score ?? null, median: scores.length < LEAST_RANKED ? null : medianOf(scores) };
}

function settledRows({ result }: SettledEdition): ScoredRow[] {
  return result.map(({ unit, group, score }) => ({
    unit,
    group,
    score: score === null ? null : Math.round(score * 10_000),
  }));
}

/** The periods of the same length up to this one, oldest first. */
function periodsUpTo(last: Period): Period[] {
  const periods = [last];
  for (let before = previousPeriod(last); before !== null && periods.length < SHOWN; ) {
    periods.unshift(before);
    before = previousPeriod(before);
  }
  return periods;
}

/** Periods before the first score tell nothing. */
function sinceFirst(points: readonly TrendPoint[]): TrendPoint[] {
  const first = points.findIndex(({ score }) => score !== null);
  return first === -1 ? [] : points.slice(first);
}

/** What is asked for: up to which period, by which scheme, of which unit. */
export type TrendAsked = { period: Period; scheme: ShippedName | null; unit: string };

type Trend = { assigner: string; scheme: Scheme; unit: string };

async function pointsOf(house: House, periods: readonly Period[], trend: Trend, when: When) {
  const { assigner, scheme, unit } = trend;
  const earlier = periods.slice(0, -1).map(({ text }) => text);
  const settled = await findSettled(house.connection, assigner, earlier);
  const points: TrendPoint[] = [];
  for (const period of periods) {
    const edition = settled.find(
      (one) =>
        one.period === period.text &&
        one.scheme.name === scheme.name &&
        one.scheme.version === scheme.version,
    );
    if (edition !== undefined) {
      const { _id: id, edition: number } = edition;
      points.push({ period, ...pointOf(settledRows(edition), unit), edition: { id, number } });
      continue;
    }
    const { rows } = await rankingOf(house, { assigner, period, scheme, today: when.today, past: false });
    points.push({ period, ...pointOf(rows, unit), edition: null });
  }
  return points;
}

/**
 * The scores of a unit in the last periods of the same length beside the middle one of its group, oldest first: of an
 * edition that stands and has the same scheme, else by that scheme as far as it is known today, so that a change is one
 * of what was done and not of the rules. The period asked for is as its page shows it. Throws Forbidden, and NotFound for
 * a unit that one may not read.
 */
export async function readTrend(
  house: House,
  { period, scheme: shipped, unit }: TrendAsked,
  actor: Actor,
  when: When,
): Promise<TrendPoint[]> {
  const { assigner, ownUnit } = boardAccess(house, actor, 'readRankings', undefined);
  const there = receivingUnits(house, assigner, period).some(({ code }) => code === unit);
  if (!there || (ownUnit !== null && ownUnit !== unit)) throw new NotFound();
  const scheme = shipped === null ? await schemeInForce(house, assigner, period) : SHIPPED_SCHEMES[shipped];
  return sinceFirst(await pointsOf(house, periodsUpTo(period), { assigner, scheme, unit }, when));
}
