import { readStatistics, type Statistics } from '../../app/read-statistics.ts';
import { type Day, isDay } from '../../domain/day.ts';
import type { Basis } from '../../domain/task.ts';
import type { Shown } from '../../present/figure-links.ts';
import { periodAsked } from '../../present/period-words.ts';
import { readForm } from '../forms/read-form.ts';
import { firstOf, type Visit } from '../visit.ts';

const AS_OF = { asOf: { kind: 'day', required: false } } as const;

/** What is typed as the day as of which a board is shown; null for nothing. */
export function asOfTyped({ query }: Visit): string | null {
  const typed = readForm(AS_OF, query)['asOf'];
  return typed === undefined ? null : String(typed);
}

function pastDay(typed: string | null, today: Day): Day | null {
  return typed !== null && isDay(typed) && typed < today ? typed : null;
}

/** The board that is asked for, as it is now unless a past day is named; null for no period. */
export function boardAsked(visit: Visit): Shown | null {
  const { query, when } = visit;
  const period = periodAsked(firstOf(query, 'period'), when.today);
  if (period === null) return null;
  return {
    period,
    group: firstOf(query, 'group') || null,
    basis: firstOf(query, 'basis') === 'original' ? 'original' : 'current',
    asOf: pastDay(asOfTyped(visit), when.today),
  };
}

/** Its counts under both deadlines; null for what can't be counted. Throws Forbidden. */
export async function countsOf(
  visit: Visit,
  { period, asOf }: Shown,
): Promise<Record<Basis, Statistics['items']> | null> {
  const { house, when } = visit;
  const { actor } = visit.identity();
  const under = (basis: Basis) => {
    const asked = { period: period.text, basis, ...(asOf === null ? {} : { asOf }) };
    return readStatistics(house, asked, actor, when);
  };
  const [current, original] = await Promise.all([under('current'), under('original')]);
  if (!current.ok || !original.ok) return null;
  return { current: current.value.items, original: original.value.items };
}
