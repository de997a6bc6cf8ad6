import { TIMELINESS } from '../domain/component-rules.ts';
import type { When } from '../domain/day.ts';
import { countByBand } from '../domain/late-bands.ts';
import { grantsOf } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import type { Row } from '../domain/row.ts';
import type { Basis } from '../domain/task.ts';
import type { House } from './house.ts';
import { done, Forbidden, faulty, type Outcome } from './outcome.ts';
import type { UnitLine } from './ranking-lines.ts';
import { type Board, type BoardAsked, readBoard } from './read-board.ts';
import { readRankingLines } from './read-ranking.ts';
import type { Figures } from './read-statistics.ts';

/** A unit as it stands beside another: its row, its counts under both deadlines, its tasks by days late. */
export type Compared = {
  row: Row;
  counts: Record<Basis, Figures>;
  /** How many tasks in each of `LATE_BANDS`; those still open by the days so far. */
  late: number[];
};

/** How many of the tasks of these lines were late by how much, in `LATE_BANDS`. */
export function lateBandsOf(lines: readonly Pick<UnitLine, 'component' | 'kind' | 'amount'>[]): number[] {
  const counted = lines.filter(({ component }) => component === TIMELINESS);
  return countByBand(counted.map(({ kind, amount }) => (kind === 'early' ? 0 : amount)));
}

/** How many tasks of a unit were late by how much, in `LATE_BANDS`, by the facts of its ranking. */
export async function tasksByDaysLate(
  house: House,
  { period, scheme }: BoardAsked,
  unit: string,
  actor: Actor,
  when: When,
): Promise<Outcome<number[]>> {
  const asked = { period: period.text, unit, ...(scheme === undefined ? {} : { scheme }) };
  const lines = await readRankingLines(house, asked, actor, when);
  return lines.ok ? done(lateBandsOf(lines.value.lines)) : lines;
}

/**
 * Units side by side, by the same figures as the board. Throws Forbidden for whoever reads his own unit's row only; a code
 * that is none of the board's units is a fault.
 */
export async function compareUnits(
  house: House,
  asked: BoardAsked,
  units: readonly string[],
  actor: Actor,
  when: When,
): Promise<Outcome<{ board: Board; units: Compared[] }>> {
  if (grantsOf(actor, 'compareUnits').length === 0) throw new Forbidden();
  const board = await readBoard(house, asked, actor, when);
  if (!board.ok) return board;
  const { ranking, counts } = board.value;
  const found: Compared[] = [];
  for (const unit of units) {
    const row = ranking.rows.find((one) => one.unit === unit);
    const current = counts.current.find((one) => one.unit === unit);
    const original = counts.original.find((one) => one.unit === unit);
    if (row === undefined || current === undefined || original === undefined) {
      return faulty({ field: 'unit', code: 'notOneOf' });
    }
    const late = await tasksByDaysLate(house, asked, unit, actor, when);
    if (!late.ok) return late;
    found.push({ row, counts: { current, original }, late: late.value });
  }
  return done({ board: board.value, units: found });
}
