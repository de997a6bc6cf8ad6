import type { Connection } from 'mongoose';
import type { TaskScope } from '../domain/permission.ts';
import { deadlineUnder } from '../domain/standing.ts';
import { type Basis, ITEM_FIELDS } from '../domain/task.ts';
import { NO_DAY } from '../domain/task-index.ts';
import { ownFilter } from './own-filter.ts';
import { dueField, type Filter, filterOf, scopeFilter, type TaskFilter } from './task-filter.ts';
import { type ItemRow, type ListedRow, taskModel, taskSchema } from './task-store.ts';

/** How a list is sorted (contract.md, "Task lists"). */
export const SORTS = ['due', '-due', '-assignedOn', 'lead', 'code', 'waits'] as const;

export type Sort = (typeof SORTS)[number];

/** Where the page before ended: the value sorted by, and the id. */
export type Position = { value: string; id: string };

type Sorting = { field: string; direction: 1 | -1 };

/** The field that a sort goes by, and its direction; ids decide among equals. */
export function sortOf(sort: Sort, basis: Basis): Sorting {
  switch (sort) {
    case 'due':
      return { field: dueField(basis), direction: 1 };
    case '-due':
      return { field: dueField(basis), direction: -1 };
    case '-assignedOn':
      return { field: 'assignedOn', direction: -1 };
    case 'waits':
      return { field: 'index.waitsSince', direction: 1 };
    default:
      return { field: sort, direction: 1 };
  }
}

function after(field: string, direction: 1 | -1, position: Position | null): Filter[] {
  if (position === null) return [];
  const { value, id } = position;
  const beyond = direction === 1 ? '$gt' : '$lt';
  const from = direction === 1 ? '$gte' : '$lte';
  return [
    { [field]: { [from]: value } },
    { $or: [{ [field]: { [beyond]: value } }, { [field]: value, _id: { [beyond]: id } }] },
  ];
}

const SHOWN = ['index.notation', 'index.issuedOn', 'index.waitsSince'];

/** What is kept for queries alone is left where it is: decoding rows is what a list costs. */
const NOT_SHOWN = Object.fromEntries(
  Object.keys(taskSchema.paths)
    .filter((path) => path.startsWith('index.') && !SHOWN.includes(path))
    .map((path) => [path, 0] as const),
);

/** What is read of each row: all that the interface gives of it, or what a page lists. */
const FIELDS: Readonly<Record<keyof RowsOf, Record<string, 0 | 1>>> = {
  whole: NOT_SHOWN,
  item: Object.fromEntries([...ITEM_FIELDS, ...SHOWN, 'changedAt'].map((field) => [field, 1] as const)),
};

export type RowsOf = { whole: ListedRow; item: ItemRow };

async function rowsOf<K extends keyof RowsOf>(
  connection: Connection,
  kind: K,
  parts: Filter[],
  { field, direction }: Sorting,
  limit: number,
): Promise<RowsOf[K][]> {
  // By the driver itself: what stands in the filter are values of checked types, and a list is what is read most.
  const sort = { [field]: direction, _id: direction };
  const found = taskModel(connection).collection.find({ $and: parts } as never, {
    projection: FIELDS[kind],
    sort,
    limit,
  });
  return (await found.toArray()) as unknown as RowsOf[K][];
}

/**
 * A page of tasks behind a position, at most `limit`; keyset paging, so that the last page costs what the first does.
 * Sorting down by the deadline puts tasks without one last, too: they follow in a second query.
 */
export async function findTaskPage<K extends keyof RowsOf>(
  connection: Connection,
  kind: K,
  filter: TaskFilter,
  { sort, position, limit }: { sort: Sort; position: Position | null; limit: number },
): Promise<RowsOf[K][]> {
  const base = filterOf(filter);
  const sorting = sortOf(sort, filter.basis);
  const { field, direction } = sorting;
  if (sort !== '-due') {
    return rowsOf(connection, kind, [base, ...after(field, direction, position)], sorting, limit);
  }
  const among =
    position?.value === NO_DAY ? null : [{ [field]: { $lt: NO_DAY } }, ...after(field, -1, position)];
  const rows = among === null ? [] : await rowsOf(connection, kind, [base, ...among], sorting, limit);
  if (rows.length === limit) return rows;
  const behind = position?.value === NO_DAY ? after(field, -1, position) : [];
  const rest = [base, { [field]: NO_DAY }, ...behind];
  return [...rows, ...(await rowsOf(connection, kind, rest, sorting, limit - rows.length))];
}

/** The value of a row by which a sort goes. */
export function sortValue(row: ItemRow, sort: Sort, basis: Basis): string {
  if (sort === 'due' || sort === '-due') {
    return deadlineUnder(row, basis) ?? NO_DAY;
  }
  if (sort === '-assignedOn') return row.assignedOn;
  if (sort === 'waits') return row.index.waitsSince;
  return sort === 'lead' ? row.lead : row.code;
}

/** Whether a directive has a task within a scope. */
export async function hasTaskWithin(
  connection: Connection,
  directive: string,
  scope: TaskScope,
): Promise<boolean> {
  const found = await taskModel(connection).exists(
    ownFilter({ $and: [{ directive }, scopeFilter(scope)] } as Filter),
  );
  return found !== null;
}

/** The directives of which a unit sees a task, newest tasks first, at most `limit`. */
export async function directivesOfUnits(connection: Connection, scope: TaskScope): Promise<string[]> {
  return taskModel(connection).distinct('directive', ownFilter(scopeFilter(scope))) as unknown as Promise<
    string[]
  >;
}
