import { isUnavailable } from '../../app/is-unavailable.ts';
import {
  Conflict,
  type Fault,
  Forbidden,
  NotFound,
  type Outcome,
  TooMany,
  Unauthenticated,
} from '../../app/outcome.ts';
import type { Translate } from '../../present/words.ts';
import type { Answer, Call } from '../route.ts';

/** When to come again while the database is away; a failover takes less. */
export const RETRY_SECONDS = '30';

/** The codes of contract.md, "HTTP interface", by status; the first of a status is its usual one. */
type Problem = {
  status: number;
  code: string;
  headers?: Record<string, string>;
  extra?: Record<string, unknown>;
};

/** An answer in the form of RFC 9457. */
export function problem(t: Translate, { status, code, headers, extra }: Problem): Answer {
  const body = {
    type: 'about:blank',
    title: t(`problem.title.${status}`),
    status,
    code,
    detail: t(`problem.${code}`),
    ...extra,
  };
  return { status, body, headers: { 'Content-Type': 'application/problem+json', ...headers } };
}

/** The sentence of a fault at its field. */
export function faultMessage(t: Translate, fault: Fault): string {
  return t(`fault.${fault.code}`, fault.params);
}

/** 422 for an expected "no": faults of fields, or the state's refusal. */
export function refusal(t: Translate, outcome: Exclude<Outcome<unknown>, { ok: true }>): Answer {
  if ('faults' in outcome) {
    const errors = outcome.faults.map((fault) => ({
      field: fault.field,
      code: fault.code,
      message: faultMessage(t, fault),
    }));
    return problem(t, { status: 422, code: 'invalid', extra: { errors } });
  }
  const answer = problem(t, { status: 422, code: 'refused' });
  return { ...answer, body: { ...(answer.body as object), detail: t(`refusal.${outcome.refused}`) } };
}

/** What a use case gave, as the body of an answer with that status; or its "no". */
export async function answer<T>(
  call: Pick<Call, 't'>,
  status: number,
  outcome: Outcome<T>,
  bodyOf: (value: T) => unknown,
): Promise<Answer> {
  return outcome.ok ? { status, body: await bodyOf(outcome.value) } : refusal(call.t, outcome);
}

function ofParser(error: Error & { type?: string; status?: number }): Problem | null {
  if (error.type === 'entity.too.large') return { status: 413, code: 'tooLarge' };
  if (error.type === 'encoding.unsupported' || error.type === 'charset.unsupported') {
    return { status: 415, code: 'unsupportedType' };
  }
  return error.status !== undefined && error.status >= 400 && error.status < 500
    ? { status: 400, code: 'malformed' }
    : null;
}

/** The one place that maps what is thrown to an answer; null for what nobody expected. */
export function problemOf(t: Translate, error: unknown): Answer | null {
  if (error instanceof Unauthenticated) {
    const code = error.message === 'wrongPassword' ? 'wrongPassword' : 'unauthenticated';
    const answer = problem(t, { status: 401, code, headers: { 'WWW-Authenticate': 'Bearer' } });
    return { ...answer, body: { ...(answer.body as object), code: 'unauthenticated' } };
  }
  if (error instanceof NotFound) return problem(t, { status: 404, code: 'notFound' });
  if (error instanceof Forbidden) return problem(t, { status: 403, code: error.code });
  if (error instanceof Conflict) {
    const extra = error.id === null ? {} : { id: error.id };
    return problem(t, { status: 409, code: error.code, extra });
  }
  if (error instanceof TooMany) {
    return problem(t, { status: 429, code: 'tooMany', headers: { 'Retry-After': String(error.seconds) } });
  }
  if (isUnavailable(error)) {
    return problem(t, { status: 503, code: 'unavailable', headers: { 'Retry-After': RETRY_SECONDS } });
  }
  const parser = error instanceof Error ? ofParser(error) : null;
  return parser === null ? null : problem(t, parser);
}
