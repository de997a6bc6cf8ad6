import type { QueryFilter } from 'mongoose';
import { addDays, type Day } from '../domain/day.ts';
import type { TaskScope } from '../domain/permission.ts';
import { SOON_DAYS, type Standing } from '../domain/standing.ts';
import type { Basis, State } from '../domain/task.ts';
import { NO_DAY, RUNNING } from '../domain/task-index.ts';
import type { TaskRow } from './task-store.ts';

/** Which tasks: all that is set must hold; nothing here is text from a request but values of checked types. */
export type TaskFilter = {
  scope: TaskScope;
  unit: string | null;
  role: 'lead' | 'coordinating' | null;
  /** Led by one of these units. */
  leads: readonly string[] | null;
  assigner: string | null;
  states: readonly State[];
  standings: readonly Standing[];
  basis: Basis;
  directive: string | null;
  monitor: string | null;
  handler: string | null;
  /** What waits for the assigner's answer, of this kind or of any. */
  waits: 'any' | 'submitted' | 'declined' | 'extension' | null;
  words: readonly string[];
  dueFrom: Day | null;
  dueTo: Day | null;
  assignedFrom: Day | null;
  assignedTo: Day | null;
  /** Due before this day, and still open when it began. */
  carriedInto: Day | null;
  today: Day;
};

/** A filter as the database takes it. */
export type Filter = QueryFilter<TaskRow>;

/** The field of the deadline by which a basis goes. */
export function dueField(basis: Basis): 'index.dueCurrent' | 'index.dueOriginal' {
  return basis === 'current' ? 'index.dueCurrent' : 'index.dueOriginal';
}

function settledField(basis: Basis): 'index.settledCurrent' | 'index.settledOriginal' {
  return basis === 'current' ? 'index.settledCurrent' : 'index.settledOriginal';
}

/** The days of a deadline on which an open task stands so today, while the unit's clock runs. */
function dueRange(standing: Standing, today: Day): Record<string, Day> | null {
  const soon = addDays(today, SOON_DAYS);
  switch (standing) {
    case 'overdue':
      return { $lt: today };
    case 'dueToday':
      return { $eq: today };
    case 'dueSoon':
      return { $gt: today, $lte: soon };
    case 'inTime':
      return { $gt: soon };
    default:
      return null;
  }
}

/** Filters of which no task meets two, and which together are the standings. */
function standingFilters(standings: readonly Standing[], basis: Basis, today: Day): Filter[] {
  const settled = { [settledField(basis)]: { $in: [...standings] } };
  const running = standings.flatMap((standing) => {
    const range = dueRange(standing, today);
    return range === null ? [] : [{ [settledField(basis)]: RUNNING, [dueField(basis)]: range }];
  });
  return [settled, ...running];
}

/** The tasks within a scope. */
export function scopeFilter(scope: TaskScope): Filter {
  const parts = scope.map((part) =>
    'assigner' in part ? { assigner: part.assigner } : { 'index.units': part.unit },
  );
  return parts.length === 1 ? (parts[0] as Filter) : { $or: parts };
}

function unitFilter(unit: string, role: TaskFilter['role']): Filter {
  if (role === 'lead') return { lead: unit };
  return role === 'coordinating' ? { coordinating: unit } : { 'index.units': unit };
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

function range(field: string, from: Day | null, to: Day | null): Filter[] {
  if (from === null && to === null) return [];
  return [{ [field]: { ...(from === null ? {} : { $gte: from }), ...(to === null ? {} : { $lte: to }) } }];
}

function waitsFilter(waits: NonNullable<TaskFilter['waits']>): Filter {
  if (waits === 'any') return { 'index.waitsSince': { $lt: NO_DAY } };
  return waits === 'extension' ? { 'index.open': true, extension: { $ne: null } } : { state: waits };
}

/** Whether the tasks of the unit asked for are all within the scope, so that saying it again only costs. */
export function isImplied({ scope, unit }: TaskFilter): boolean {
  return unit !== null && scope.some((part) => 'unit' in part && part.unit === unit);
}

/** All that a list asks for but the standings. */
function partsOf(filter: TaskFilter): Filter[] {
  const due = dueField(filter.basis);
  const parts: Filter[] = isImplied(filter) ? [] : [scopeFilter(filter.scope)];
  if (filter.unit !== null) parts.push(unitFilter(filter.unit, filter.role));
  if (filter.assigner !== null) parts.push({ assigner: filter.assigner });
  if (filter.leads !== null) parts.push({ lead: { $in: [...filter.leads] } });
  if (filter.states.length > 0) parts.push({ state: { $in: [...filter.states] } });
  if (filter.directive !== null) parts.push({ directive: filter.directive });
  if (filter.monitor !== null) parts.push({ monitor: filter.monitor });
  if (filter.handler !== null) parts.push({ handler: filter.handler });
  if (filter.waits !== null) parts.push(waitsFilter(filter.waits));
  for (const word of filter.words) parts.push({ 'index.words': new RegExp(`^${escaped(word)}`) });
  parts.push(...range(due, filter.dueFrom, filter.dueTo));
  if (filter.dueTo === null && filter.dueFrom !== null) parts.push({ [due]: { $lt: NO_DAY } });
  parts.push(...range('assignedOn', filter.assignedFrom, filter.assignedTo));
  if (filter.carriedInto !== null) {
    parts.push({ [due]: { $lt: filter.carriedInto }, 'index.endedOn': { $gte: filter.carriedInto } });
    parts.push({ 'index.carried': true });
  }
  return parts;
}

function both(parts: Filter[]): Filter {
  return parts.length === 1 ? (parts[0] as Filter) : { $and: parts };
}

/** The filter of the database for a list. */
export function filterOf(filter: TaskFilter): Filter {
  const { standings, basis, today } = filter;
  const parts = partsOf(filter);
  return both(standings.length === 0 ? parts : [...parts, { $or: standingFilters(standings, basis, today) }]);
}

/** Filters that no task meets twice, and that together are the list: each can be counted from an index alone. */
export function countedFilters(filter: TaskFilter): Filter[] {
  const { standings, basis, today } = filter;
  const parts = partsOf(filter);
  if (standings.length === 0) return [both(parts)];
  return standingFilters(standings, basis, today).map((standing) => both([...parts, standing]));
}
