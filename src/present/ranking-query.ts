import type { Period } from '../domain/period.ts';
import type { ShippedName } from '../domain/shipped-schemes.ts';

/** Which ranking is asked for; `shipped` null for the scheme in force. */
export type RankingAsked = { period: Period; shipped: ShippedName | null };

/** The scheme in an address; the one in force is not said. */
export function schemeQuery(shipped: ShippedName | null): { scheme?: ShippedName } {
  return shipped === null ? {} : { scheme: shipped };
}

/** Period and scheme in an address. */
export function rankingQuery({ period, shipped }: RankingAsked): { period: string; scheme?: ShippedName } {
  return { period: period.text, ...schemeQuery(shipped) };
}
