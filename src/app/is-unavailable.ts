import { isLost } from '../db/lost.ts';

/** Whether what was thrown says that the program can't serve just now, though nothing is wrong with what was asked. */
export function isUnavailable(error: unknown): boolean {
  return isLost(error) || (error instanceof Error && error.cause !== undefined && isUnavailable(error.cause));
}
