import { grantsOf, type Permission } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import type { House } from './house.ts';
import { Forbidden, NotFound } from './outcome.ts';

/** Whose board an actor sees: all receiving units of the assigner, or his own unit's row only. */
export type BoardAccess = { assigner: string; ownUnit: string | null };

/** The assigner that the query of an address names, before the query as a whole is read. */
export function assignerIn(raw: unknown): string | undefined {
  const assigner = typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'assigner') : undefined;
  return typeof assigner === 'string' ? assigner : undefined;
}

/**
 * The board an actor asks for. Without an assigner it is the post's own unit for those who read all it assigned, else
 * the unit above. Throws Forbidden for a role without boards, NotFound for another's.
 */
export function boardAccess(
  house: House,
  actor: Actor,
  permission: Extract<Permission, 'readStatistics' | 'readRankings' | 'readFigures'>,
  assigner: string | undefined,
): BoardAccess {
  const boards = grantsOf(actor, permission).flatMap(({ post, reach }): BoardAccess[] => {
    if (reach === 'assigned') return [{ assigner: post.unit, ownUnit: null }];
    const parent = house.directory.unit(post.unit)?.parent ?? null;
    return parent === null ? [] : [{ assigner: parent, ownUnit: post.unit }];
  });
  if (boards.length === 0) throw new Forbidden();
  const board = assigner === undefined ? boards[0] : boards.find((one) => one.assigner === assigner);
  if (board === undefined) throw new NotFound();
  return board;
}
