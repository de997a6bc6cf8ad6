import type { FieldFault } from '../domain/decide.ts';

/** An expected "no": fields that can't stand, or a state that doesn't allow it. Codes are explained by words. */
export type Fault = FieldFault & { params?: Record<string, string | number> };

export type Outcome<T> =
  | { ok: true; value: T }
  | { ok: false; faults: Fault[] }
  | { ok: false; refused: string };

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function faulty(...faults: Fault[]): { ok: false; faults: Fault[] } {
  return { ok: false, faults };
}

/** There is no such thing, or this person may not see it: both look the same (404). */
export class NotFound extends Error {}

/** The person sees it and may never do that (403). */
export class Forbidden extends Error {
  readonly code: string;

  constructor(code = 'forbidden') {
    super(code);
    this.code = code;
  }
}

/** Somebody else was faster, or the same is there already (409). */
export class Conflict extends Error {
  readonly code: 'stale' | 'duplicate';
  readonly id: string | null;

  constructor(code: 'stale' | 'duplicate', id: string | null = null) {
    super(code);
    this.code = code;
    this.id = id;
  }
}

/** Nobody is signed in, or no longer (401). */
export class Unauthenticated extends Error {}

/** Asked too often; seconds to wait (429). */
export class TooMany extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super('tooMany');
    this.seconds = seconds;
  }
}
