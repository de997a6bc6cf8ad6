import type { When } from '../domain/day.ts';
import { type Period, previousPeriod } from '../domain/period.ts';
import type { Actor } from '../domain/post.ts';
import type { Row } from '../domain/row.ts';
import type { ShippedName } from '../domain/shipped-schemes.ts';
import type { Basis } from '../domain/task.ts';
import { boardAccess } from './board-access.ts';
import type { House } from './house.ts';
import { done, type Outcome } from './outcome.ts';
import { type Ranking, rankingOf, readRanking } from './read-ranking.ts';
import { readStatistics, type Statistics } from './read-statistics.ts';

/** The board of a period: its ranking, the counts under both deadlines, and the rows of the period before. */
export type Board = {
  ranking: Ranking;
  counts: Record<Basis, Statistics['items']>;
  earlier: { period: Period; rows: Row[] } | null;
};

export type BoardAsked = { period: Period; scheme?: ShippedName; group?: string };

/**
 * The board for whoever asks. The period before is ranked by the same scheme, as far as it is known today, so that a
 * change is one of what was done and not of the rules. Throws Forbidden.
 */
export async function readBoard(
  house: House,
  asked: BoardAsked,
  actor: Actor,
  when: When,
): Promise<Outcome<Board>> {
  const { assigner } = boardAccess(house, actor, 'readRankings', undefined);
  const period = asked.period.text;
  const before = previousPeriod(asked.period);
  const ranking = await readRanking(house, { ...asked, period }, actor, when);
  if (!ranking.ok) return ranking;
  const current = await readStatistics(house, { period, basis: 'current' }, actor, when);
  if (!current.ok) return current;
  const original = await readStatistics(house, { period, basis: 'original' }, actor, when);
  if (!original.ok) return original;
  const { scheme } = ranking.value;
  const setting = { assigner, scheme, today: when.today, past: false };
  const seen = new Set(ranking.value.rows.map(({ unit }) => unit));
  const rows = before === null ? [] : (await rankingOf(house, { ...setting, period: before })).rows;
  return done({
    ranking: ranking.value,
    counts: { current: current.value.items, original: original.value.items },
    earlier: before === null ? null : { period: before, rows: rows.filter(({ unit }) => seen.has(unit)) },
  });
}
