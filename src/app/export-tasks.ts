import { countTasks } from '../db/count-queries.ts';
import type { TaskFilter } from '../db/task-filter.ts';
import { findTaskPage, type Position, type Sort, sortValue } from '../db/task-queries.ts';
import type { ListedRow } from '../db/task-store.ts';
import type { When } from '../domain/day.ts';
import { taskScope } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import { TASK_QUERY, taskFilter } from './find-tasks.ts';
import type { House } from './house.ts';
import { done, Forbidden, type Outcome } from './outcome.ts';
import { parse } from './parse.ts';

/** How many tasks one export holds at most. */
export const MOST_EXPORTED = 10_000;

/** As many as are read at once. */
const READ = 500;

/** All tasks of a filter in its order, page by page. */
async function* listed(house: House, filter: TaskFilter, sort: Sort): AsyncGenerator<ListedRow> {
  let position: Position | null = null;
  for (let given = 0; given < MOST_EXPORTED; given += READ) {
    const rows: ListedRow[] = await findTaskPage(house.connection, 'whole', filter, {
      sort,
      position,
      limit: READ,
    });
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < READ) return;
    position = { value: sortValue(last, sort, filter.basis), id: last._id };
  }
}

/**
 * The tasks of a list's query, one after the other, at most `MOST_EXPORTED`, and whether there are more. Its page and
 * limit don't matter. Throws Forbidden for a role without tasks.
 */
export async function exportTasks(
  house: House,
  raw: unknown,
  actor: Actor,
  when: When,
): Promise<Outcome<{ rows: AsyncGenerator<ListedRow>; more: boolean }>> {
  if (taskScope(actor, 'readTasks').length === 0) throw new Forbidden();
  const parsed = parse(TASK_QUERY, raw);
  if (!parsed.ok) return parsed;
  const filter = taskFilter(house, parsed.value, actor, when);
  const total = await countTasks(house.connection, filter);
  return done({ rows: listed(house, filter, parsed.value.sort ?? 'due'), more: total > MOST_EXPORTED });
}
