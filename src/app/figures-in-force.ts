import { type AdjustmentRow, findAdjustments } from '../db/adjustment-store.ts';
import { type FigureRow, findFigures } from '../db/figure-store.ts';
import type { FrozenAdjustment, FrozenFigure } from '../domain/edition.ts';
import { externalCriteria, liesWithin } from '../domain/figure.ts';
import type { Period } from '../domain/period.ts';
import type { Scheme } from '../domain/scheme.ts';
import { isBehind, type Until } from '../domain/until.ts';
import type { House } from './house.ts';

/** Whose figures, of which period, as they were at the end of a day or at a moment within it. */
export type InForce = Until & { assigner: string; period: Period };

function keyOf({ month, criterion, unit }: FigureRow): string {
  return `${month}|${criterion}|${unit}`;
}

/** Of rows in the order of their numbers, those that hold; what was taken back is missing, and no zero. */
export function holding(rows: readonly FigureRow[]): FigureRow[] {
  const last = new Map(rows.map((row) => [keyOf(row), row]));
  return [...last.values()].filter(({ points }) => points !== null);
}

/**
 * The figures of a period that count by a scheme: of its external criteria and of the units given, by month, criterion
 * and unit; entered up to the end of the day (design.md, section 8).
 */
export async function figuresInForce(
  house: House,
  asked: InForce,
  scheme: Scheme,
  units: ReadonlySet<string>,
): Promise<FrozenFigure[]> {
  const criteria = externalCriteria(scheme);
  if (criteria.length === 0) return [];
  const { assigner, period } = asked;
  const within = { assigner, from: period.from.slice(0, 7), to: period.to.slice(0, 7) };
  const rows = await findFigures(house.connection, within);
  return holding(rows.filter(({ at }) => !isBehind(at, asked)))
    .filter(({ criterion, unit }) => criteria.includes(criterion) && units.has(unit))
    .map(({ unit, criterion, month, points, document }) => ({
      unit,
      component: criterion,
      month,
      points: (points ?? 0) / 100,
      document: document.notation,
      issuedOn: document.issuedOn,
    }));
}

function stands({ at, revoked }: AdjustmentRow, asked: InForce): boolean {
  return !isBehind(at, asked) && (revoked === null || isBehind(revoked.at, asked));
}

/** Bonus and penalty within a period that stand at the end of the day; none under a scheme that has none. */
export async function adjustmentsInForce(
  house: House,
  asked: InForce,
  scheme: Scheme,
  units: ReadonlySet<string>,
): Promise<FrozenAdjustment[]> {
  if (scheme.adjustmentMost === 0) return [];
  const rows = await findAdjustments(house.connection, asked.assigner, asked.period.from.slice(0, 4));
  return rows
    .filter((row) => stands(row, asked) && liesWithin(row.on, asked.period) && units.has(row.unit))
    .map(({ _id, unit, on, points, document, reason }) => ({
      id: _id,
      unit,
      on,
      points: points / 100,
      document: document.notation,
      issuedOn: document.issuedOn,
      reason,
    }));
}
