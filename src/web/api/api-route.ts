import type { Schema } from '../../app/schema.ts';
import type { Answer, Call, Route } from '../route.ts';

/** A row of the HTTP interface, with what its description says of it: what it takes and every answer it gives. */
export type ApiRoute = Route<(call: Call) => Promise<Answer>> & {
  summary: string;
  query: Schema;
  body: Schema | 'multipart' | null;
  /** A body as it may be sent, for readers of the description. */
  example?: Record<string, unknown>;
  /** Calls for which an answer gives the `id`: by operation, where in the answer it stands. */
  links?: Record<string, string>;
  /** Whether the caller sees what the address names: throws NotFound or Forbidden before anything is read. */
  sees: ((call: Call) => Promise<unknown>) | null;
  /** Answers by status: a schema of JSON, `null` for none, `file` for bytes. */
  answers: Record<number, Schema | null | 'file'>;
  /** Statuses of problems besides those that every signed-in call may give. */
  problems: readonly number[];
};
