import { type DirectiveRow, findDirective } from '../db/directive-store.ts';
import { hasTaskWithin } from '../db/task-queries.ts';
import { type TaskScope, taskScope } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import type { House } from './house.ts';
import { Forbidden, NotFound } from './outcome.ts';

/** The directive within a scope: of its assigners, or of units that see a task of it; null when there is none. */
export async function directiveWithin(
  house: House,
  id: string,
  scope: TaskScope,
): Promise<DirectiveRow | null> {
  const row = scope.length === 0 ? null : await findDirective(house.connection, id);
  if (row === null) return null;
  const assigns = scope.some((part) => 'assigner' in part && part.assigner === row.assigner);
  return assigns || (await hasTaskWithin(house.connection, id, scope)) ? row : null;
}

/**
 * The directive, if the actor may see it: a reader of its assigner, or of a unit that sees a task of it
 * (design.md, section 5). Throws Forbidden for a role without papers, NotFound otherwise.
 */
export async function seeDirective(house: House, id: string, actor: Actor): Promise<DirectiveRow> {
  const scope = taskScope(actor, 'readDirectives');
  if (scope.length === 0) throw new Forbidden();
  const row = await directiveWithin(house, id, scope);
  if (row === null) throw new NotFound();
  return row;
}
