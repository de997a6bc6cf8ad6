import { type DirectiveRow, findDirective } from '../db/directive-store.ts';
import { hasTaskWithin } from '../db/task-queries.ts';
import { taskScope } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import type { House } from './house.ts';
import { Forbidden, NotFound } from './outcome.ts';

/**
 * The directive, if the actor may see it: a reader of its assigner, or of a unit that sees a task of it
 * (design.md, section 5). Throws Forbidden for a role without papers, NotFound otherwise.
 */
export async function seeDirective(house: House, id: string, actor: Actor): Promise<DirectiveRow> {
  const scope = taskScope(actor, 'readDirectives');
  if (scope.length === 0) throw new Forbidden();
  const row = await findDirective(house.connection, id);
  if (row === null) throw new NotFound();
  const assigns = scope.some((part) => 'assigner' in part && part.assigner === row.assigner);
  if (!assigns && !(await hasTaskWithin(house.connection, id, scope))) throw new NotFound();
  return row;
}
