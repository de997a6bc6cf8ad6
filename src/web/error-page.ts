import { isUnavailable } from '../app/is-unavailable.ts';
import { Conflict, Forbidden, NotFound, TooMany, Unauthenticated } from '../app/outcome.ts';
import { TooLarge } from '../app/upload-file.ts';
import { paths } from '../paths.ts';
import { BrokenUpload } from './read-upload.ts';
import type { Page, Visit } from './visit.ts';

const STATUS_OF: readonly [new (...args: never[]) => Error, number][] = [
  [Unauthenticated, 401],
  [NotFound, 404],
  [Conflict, 409],
  [TooMany, 429],
  [TooLarge, 413],
  [BrokenUpload, 400],
];

/** The status of what was thrown; 500 for what nobody expected. */
export function statusOf(error: unknown): number {
  const known = STATUS_OF.find(([kind]) => error instanceof kind)?.[1];
  if (known !== undefined) return known;
  if (error instanceof Forbidden) return 403;
  if (isUnavailable(error)) return 503;
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  return status >= 400 && status < 500 ? status : 500;
}

/** The page for what went wrong, in plain words with a way on; nothing of the fault itself. */
export function errorPage(visit: Pick<Visit, 't' | 'asked' | 'request'>, status: number): Page {
  const { t } = visit;
  const shown = [400, 401, 403, 404, 409, 413, 422, 429, 503].includes(status) ? status : 500;
  const posted = shown === 503 && visit.request.method !== 'GET';
  const text = posted ? t('error.503.posted') : t(`error.${shown}.text`);
  const again = shown !== 503 ? null : posted ? paths.desk() : visit.asked;
  const model = { status: shown, text, home: paths.desk(), again };
  return { status, view: 'error', title: t(`error.${shown}.title`), model };
}
