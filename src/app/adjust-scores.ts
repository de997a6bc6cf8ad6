import {
  type AdjustmentRow,
  findAdjustment,
  findAdjustments,
  insertAdjustment,
  revokeStanding,
} from '../db/adjustment-store.ts';
import { newId } from '../db/ids.ts';
import type { When } from '../domain/day.ts';
import { isAdjustment, liesWithin, readPoints } from '../domain/figure.ts';
import { type Period, parsePeriod } from '../domain/period.ts';
import type { Actor } from '../domain/post.ts';
import { assignerIn, boardAccess } from './board-access.ts';
import { figureAccess } from './figure-access.ts';
import { ADJUSTMENT_BODY, ADJUSTMENTS_QUERY, REVOCATION_BODY } from './figure-requests.ts';
import type { House } from './house.ts';
import { Conflict, done, type Fault, faulty, NotFound, type Outcome } from './outcome.ts';
import { parse } from './parse.ts';

/**
 * Gives a unit of the assigner bonus, or penalty below 0, for a day or a period, with the document that says so. Throws
 * Forbidden for whoever is no head of the assigner's Office.
 */
export async function adjustScore(
  house: House,
  input: unknown,
  actor: Actor,
  when: When,
): Promise<Outcome<AdjustmentRow>> {
  const assigner = figureAccess(actor, 'adjustScores');
  const parsed = parse(ADJUSTMENT_BODY, input);
  if (!parsed.ok) return parsed;
  const { unit, on, document, reason } = parsed.value;
  const points = readPoints(String(parsed.value.points)) ?? 0;
  const known = house.directory.childrenOf(assigner).some(({ code }) => code === unit);
  const faults: Fault[] = [
    ...(known ? [] : [{ field: 'unit', code: 'noSuchUnit' }]),
    ...(isAdjustment(points) ? [] : [{ field: 'points', code: 'adjustmentRange' }]),
    ...(document.issuedOn > when.today ? [{ field: 'document.issuedOn', code: 'dayAhead' }] : []),
  ];
  if (faults.length > 0) return faulty(...faults);
  const at = when.now;
  const given = { unit, on, points, document, reason, at, by: actor.username };
  const row: AdjustmentRow = { _id: newId(at), assigner, ...given, revoked: null };
  await insertAdjustment(house.connection, row);
  return done(row);
}

/** An adjustment that the actor may revoke. Throws Forbidden, and NotFound for another's. */
export async function seeAdjustment(house: House, id: string, actor: Actor): Promise<AdjustmentRow> {
  const assigner = figureAccess(actor, 'adjustScores');
  const row = await findAdjustment(house.connection, id);
  if (row === null || row.assigner !== assigner) throw new NotFound();
  return row;
}

/** Revokes an adjustment, with a reason; it stays in the list. Throws as `seeAdjustment`, Conflict `stale` the second time. */
export async function revokeAdjustment(
  house: House,
  id: string,
  input: unknown,
  actor: Actor,
  when: When,
): Promise<Outcome<AdjustmentRow>> {
  const row = await seeAdjustment(house, id, actor);
  const parsed = parse(REVOCATION_BODY, input);
  if (!parsed.ok) return parsed;
  const revoked = { at: when.now, by: actor.username, reason: parsed.value.reason };
  if (!(await revokeStanding(house.connection, id, revoked))) throw new Conflict('stale');
  return done({ ...row, revoked });
}

/** Bonus and penalty within a period, revoked ones too; a unit sees its own. Throws as `boardAccess`. */
export async function readAdjustments(
  house: House,
  raw: unknown,
  actor: Actor,
): Promise<Outcome<{ period: Period; assigner: string; items: AdjustmentRow[] }>> {
  const { assigner, ownUnit } = boardAccess(house, actor, 'readFigures', assignerIn(raw));
  const parsed = parse(ADJUSTMENTS_QUERY, raw);
  if (!parsed.ok) return parsed;
  const period = parsePeriod(parsed.value.period);
  if (period === null) return faulty({ field: 'period', code: 'notPeriod' });
  const rows = await findAdjustments(house.connection, assigner, period.from.slice(0, 4));
  const items = rows.filter(
    ({ unit, on }) => liesWithin(on, period) && (ownUnit === null || unit === ownUnit),
  );
  return done({ period, assigner, items });
}
