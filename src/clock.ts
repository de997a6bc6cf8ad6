import { dayOf, type When } from './domain/day.ts';

/**
 * The only reader of the wall clock: gives the moment and the day in Vietnam at each call. With a moment (`CLOCK`,
 * RFC 3339) the product's time starts there and runs on from it; without one it is the real time.
 */
export function createClock(clock: string | null): () => When {
  const ahead = clock === null ? 0 : Date.parse(clock) - Date.now();
  return () => {
    const now = new Date(Date.now() + ahead).toISOString();
    return { now, today: dayOf(now) };
  };
}
