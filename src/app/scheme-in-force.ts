import { findSchemeOn } from '../db/scheme-store.ts';
import { DEFAULT_SCHEME } from '../domain/default-scheme.ts';
import type { Period } from '../domain/period.ts';
import type { Scheme } from '../domain/scheme.ts';
import { keptScheme } from '../domain/score-files.ts';
import type { House } from './house.ts';

/** The scheme by which an assigner's units are scored in a period; the product's default until another is approved. */
export async function schemeInForce(house: House, assigner: string, period: Period): Promise<Scheme> {
  const row = await findSchemeOn(house.connection, assigner, period.from);
  return row === null ? DEFAULT_SCHEME : keptScheme(row);
}
