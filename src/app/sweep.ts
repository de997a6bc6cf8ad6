import { removeSessionsEndedBefore } from '../db/session-store.ts';
import type { When } from '../domain/day.ts';
import type { House } from './house.ts';
import { minutesAfter } from './sign-in.ts';
import { sweepFiles } from './upload-file.ts';

const A_MONTH_IN_MINUTES = 30 * 24 * 60;

/** Removes files that no action attached within a day, and sessions that ended a month ago; gives how many. */
export async function sweep(house: House, when: When): Promise<number> {
  const sessions = await removeSessionsEndedBefore(
    house.connection,
    minutesAfter(when.now, -A_MONTH_IN_MINUTES),
  );
  return sessions + (await sweepFiles(house, when));
}
