import { findScoredBy } from '../db/edition-store.ts';
import { findScheme, findSchemes, findVersions, type SchemeRow } from '../db/scheme-store.ts';
import { grantsOf, type Permission } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import type { Scheme } from '../domain/scheme.ts';
import { SCHEME_STATES, type SchemeState } from '../domain/scheme-course.ts';
import { keptScheme } from '../domain/score-files.ts';
import { SHIPPED_NAMES, SHIPPED_SCHEMES } from '../domain/shipped-schemes.ts';
import type { House } from './house.ts';
import { Forbidden, NotFound } from './outcome.ts';
import { seesEdition } from './see-edition.ts';

/** Whose schemes somebody may read, and which: all of an assigner whose reader he is, what is approved of one above him. */
export type SchemeAccess = { assigner: string; states: readonly SchemeState[] };

function accessesOf(house: House, actor: Actor): SchemeAccess[] {
  return grantsOf(actor, 'readSchemes').flatMap(({ post, reach }): SchemeAccess[] => {
    if (reach === 'assigned') return [{ assigner: post.unit, states: SCHEME_STATES }];
    const parent = house.directory.unit(post.unit)?.parent ?? null;
    return parent === null ? [] : [{ assigner: parent, states: ['approved'] }];
  });
}

/** The schemes that somebody asks for; his own assigner's without one. Throws Forbidden, NotFound for another's. */
export function schemeAccess(house: House, actor: Actor, assigner: string | undefined): SchemeAccess {
  const all = accessesOf(house, actor);
  if (all.length === 0) throw new Forbidden();
  const found = assigner === undefined ? all[0] : all.find((one) => one.assigner === assigner);
  if (found === undefined) throw new NotFound();
  return found;
}

/** A scheme as it is seen: a version of an assigner, or one that the product brings (`row` null, its name as id). */
export type SeenScheme = { id: string; assigner: string; scheme: Scheme; row: SchemeRow | null };

/** A version that was withdrawn is still read by whoever sees an edition that was scored by it. */
async function seesVersion(house: House, row: SchemeRow, actor: Actor): Promise<boolean> {
  const accesses = accessesOf(house, actor).filter(({ assigner }) => assigner === row.assigner);
  if (accesses.some(({ states }) => states.includes(row.state))) return true;
  if (accesses.length === 0 || row.state !== 'withdrawn') return false;
  const scored = await findScoredBy(house.connection, row.assigner, row.scheme);
  return scored.some((edition) => seesEdition(edition, actor));
}

/** A version, or one that the product brings, as the actor may see it. Throws Forbidden and NotFound. */
export async function seeScheme(house: House, id: string, actor: Actor): Promise<SeenScheme> {
  const { assigner } = schemeAccess(house, actor, undefined);
  const shipped = SHIPPED_NAMES.find((name) => name === id);
  if (shipped !== undefined) return { id, assigner, scheme: SHIPPED_SCHEMES[shipped], row: null };
  const row = await findScheme(house.connection, id);
  if (row === null || !(await seesVersion(house, row, actor))) throw new NotFound();
  return { id, assigner: row.assigner, scheme: keptScheme(row), row };
}

/** How many versions a list shows. */
const LISTED = 200;

/** The versions of an assigner that somebody may see, newest first. Throws Forbidden and NotFound. */
export async function listSchemes(
  house: House,
  actor: Actor,
  assigner: string | undefined,
): Promise<SchemeRow[]> {
  const access = schemeAccess(house, actor, assigner);
  return findSchemes(house.connection, access.assigner, access.states, LISTED);
}

/** The other versions of the same scheme that somebody may see, newest first. */
export async function versionsSeen(house: House, row: SchemeRow, actor: Actor): Promise<SchemeRow[]> {
  const { states } = schemeAccess(house, actor, row.assigner);
  const all = await findVersions(house.connection, row.line);
  return all.filter(({ state }) => states.includes(state));
}

/** Whether somebody may do that to the schemes of an assigner. */
export function mayKeep(
  actor: Actor,
  permission: Extract<Permission, 'draftSchemes' | 'approveSchemes' | 'simulateSchemes'>,
  assigner: string,
): boolean {
  return grantsOf(actor, permission).some(({ post }) => post.unit === assigner);
}

/** A version for whoever may do that to it. Throws NotFound for who doesn't see it, Forbidden for who may not. */
export async function seeVersion(
  house: House,
  id: string,
  actor: Actor,
  permission: Parameters<typeof mayKeep>[1],
): Promise<SchemeRow> {
  const { row, assigner } = await seeScheme(house, id, actor);
  if (row === null || !mayKeep(actor, permission, assigner)) throw new Forbidden();
  return row;
}
