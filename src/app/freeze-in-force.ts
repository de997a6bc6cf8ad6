import type { EditionRow } from '../db/edition-store.ts';
import type { When } from '../domain/day.ts';
import { parsePeriod } from '../domain/period.ts';
import type { Actor } from '../domain/post.ts';
import { freezeRanking } from './freeze-ranking.ts';
import type { House } from './house.ts';
import { faulty, type Outcome } from './outcome.ts';
import { schemeInForce } from './scheme-in-force.ts';

/** What is asked for on a page or by the interface: the scheme is the one in force. */
export type FreezeAsked = { assigner: string; period: string; cutoff: string; reason?: string | undefined };

/** Freezes the ranking of a period by the scheme that is in force for it. Throws as `freezeRanking` does. */
export async function freezeInForce(
  house: House,
  { assigner, period: text, cutoff, reason }: FreezeAsked,
  actor: Actor,
  when: When,
): Promise<Outcome<EditionRow>> {
  const period = parsePeriod(text);
  if (period === null) return faulty({ field: 'period', code: 'notPeriod' });
  const scheme = await schemeInForce(house, assigner, period);
  return freezeRanking(
    house,
    { assigner, period: text, cutoff, reason: reason ?? null, scheme },
    actor,
    when,
  );
}
