import { COUNTED } from '../db/count-queries.ts';
import { findDirectivePage } from '../db/directive-queries.ts';
import type { DirectiveRow } from '../db/directive-store.ts';
import { addDays, startOf } from '../domain/day.ts';
import { taskScope } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { searchWords } from './find-tasks.ts';
import type { House } from './house.ts';
import { done, Forbidden, faulty, type Outcome } from './outcome.ts';
import { parse } from './parse.ts';
import { DIRECTIVE_QUERY } from './requests.ts';

/** A page of directives, newest first. */
export type DirectivePage = {
  rows: DirectiveRow[];
  total: number;
  totalIsExact: boolean;
  nextCursor: string | null;
};

/** Lists the directives that the actor may see. `raw` is the query of the address. Throws Forbidden. */
export async function findDirectivesPage(
  house: House,
  raw: unknown,
  actor: Actor,
): Promise<Outcome<DirectivePage>> {
  const scope = taskScope(actor, 'readDirectives');
  if (scope.length === 0) throw new Forbidden();
  const parsed = parse(DIRECTIVE_QUERY, raw);
  if (!parsed.ok) return parsed;
  const query = parsed.value;
  const position = query.cursor === undefined ? null : readCursor(query, query.cursor);
  if (query.cursor !== undefined && position === null) return faulty({ field: 'cursor', code: 'badCursor' });
  const most = Number(query.limit ?? 50);
  const asked = {
    scope,
    words: searchWords(query.q),
    assigner: query.assigner ?? null,
    recordedFrom: query.recordedFrom === undefined ? null : startOf(query.recordedFrom),
    recordedBefore: query.recordedTo === undefined ? null : startOf(addDays(query.recordedTo, 1)),
    position,
    limit: most + 1,
  };
  const { rows, total } = await findDirectivePage(house.connection, asked, COUNTED);
  const page = rows.slice(0, most);
  const last = page.at(-1);
  const more = rows.length > most && last !== undefined;
  const nextCursor = more ? writeCursor(query, { value: last.issuedOn, id: last._id }) : null;
  return done({ rows: page, total: Math.min(total, COUNTED), totalIsExact: total <= COUNTED, nextCursor });
}
