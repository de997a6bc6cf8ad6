import { SHIPPED_NAMES, type ShippedName } from '../../domain/shipped-schemes.ts';
import { firstOf, type Visit } from '../visit.ts';

/** The scheme that is asked for, by its name; none for the one that is in force. */
export function schemeIn(visit: Visit): ShippedName | null {
  return SHIPPED_NAMES.find((name) => name === firstOf(visit.query, 'scheme')) ?? null;
}
