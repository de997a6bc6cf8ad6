import { OPEN_STATES } from '../../domain/task.ts';
import { readForm } from '../forms/read-form.ts';
import { firstOf, type Visit } from '../visit.ts';

/** The query of a list of tasks as its address has it, without the page's own `back`. */
export type Query = Record<string, string>;

export const DAYS = ['dueFrom', 'dueTo', 'assignedFrom', 'assignedTo'] as const;

/** What narrows no list: how it is sorted and cut. */
const NO_FILTERS = ['sort', 'limit', 'cursor', 'basis'];

/** The state of the page alone that filters nothing, beside the states that the interface knows. */
export const ALL = 'all';
export const OPEN = OPEN_STATES.join(',');

export function without(query: Query, ...names: string[]): Query {
  return Object.fromEntries(Object.entries(query).filter(([name]) => !names.includes(name)));
}

/** The address of a list from which a filter was taken; when it was the last, that of all tasks. */
export function remaining(query: Query): Query {
  const filters = Object.keys(without(query, ...NO_FILTERS));
  return filters.length === 0 ? { ...query, state: ALL } : query;
}

/**
 * The query of the address: days as people type them, nothing empty. Without a filter the page shows the open tasks,
 * since what is due first of all tasks was closed years ago; `state=all` shows these, and says nothing beside another
 * filter. The interface knows neither (contract.md, "Task lists": no filter, all tasks).
 */
export function queryOf(visit: Visit): Query {
  const days = readForm(
    Object.fromEntries(DAYS.map((name) => [name, { kind: 'day' as const, required: false }])),
    visit.query,
  );
  const names = Object.keys(visit.query).filter((name) => name !== 'back');
  const pairs = names.map((name) => [name, String(days[name] ?? firstOf(visit.query, name))] as const);
  const query = Object.fromEntries(pairs.filter(([, value]) => value !== ''));
  const filters = Object.keys(without(query, ...NO_FILTERS));
  if (filters.length === 0) return { state: OPEN, ...query };
  return query['state'] === ALL && filters.length > 1 ? without(query, 'state') : query;
}

/** Whether a form without script left fields of the address empty. */
export function hasEmpty(visit: Visit): boolean {
  return Object.values(visit.query).some((value) => value === '');
}
