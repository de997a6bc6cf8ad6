import { NOTHING } from '../../app/requests.ts';
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
  /** Statuses of problems besides those that follow from the row itself (`problemsOf`). */
  problems?: readonly number[];
};

/** What a row that reads, and one that writes, has if it says nothing else. */
export const READS = { method: 'GET', audit: null, query: NOTHING, body: null, sees: null } as const;
export const WRITES = { method: 'POST', query: NOTHING, sees: null } as const;

export const actorOf = ({ identity }: Pick<Call, 'identity'>) => identity().actor;
export const idOf = ({ params }: Pick<Call, 'params'>) => params['id'] ?? '';

/** Every status of a problem that a row may give (contract.md, "HTTP interface"), 422 of its query among them. */
export function problemsOf({ permission, path, body, problems = [] }: ApiRoute): number[] {
  const entrance = { anyone: [], signedIn: [401] }[permission as string] ?? [401, 403];
  const follow = [
    ...entrance,
    ...(path.includes(':') ? [404] : []),
    ...(body === null ? [] : [400, 413, 415]),
  ];
  return [...new Set([...follow, ...problems, 422, 500, 503])].sort((a, b) => a - b);
}
