import { DEFAULT_SCHEME } from '../domain/default-scheme.ts';
import type { Period } from '../domain/period.ts';
import type { Scheme } from '../domain/scheme.ts';
import type { House } from './house.ts';

/** The scheme by which an assigner's units are scored in a period; the product's default until another is approved. */
export async function schemeInForce(_house: House, _assigner: string, _period: Period): Promise<Scheme> {
  return DEFAULT_SCHEME;
}
