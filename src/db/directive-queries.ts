import type { Connection, QueryFilter } from 'mongoose';
import type { Moment } from '../domain/day.ts';
import type { TaskScope } from '../domain/permission.ts';
import { type DirectiveRow, directiveModel } from './directive-store.ts';
import { ownFilter } from './own-filter.ts';
import { directivesOfUnits } from './task-queries.ts';

type Filter = QueryFilter<DirectiveRow>;

/** Where a page of directives ended: the day of the last one, and its id. */
export type DirectivePosition = { value: string; id: string };

/** Directives within a scope: those of its assigners, and those of which its units see a task. */
async function scopeFilter(connection: Connection, scope: TaskScope): Promise<Filter> {
  const assigners = scope.flatMap((part) => ('assigner' in part ? [part.assigner] : []));
  const units = scope.filter((part) => 'unit' in part);
  const parts: Filter[] = assigners.length > 0 ? [{ assigner: { $in: assigners } }] : [];
  if (units.length > 0) parts.push({ _id: { $in: await directivesOfUnits(connection, units) } });
  return parts.length === 1 ? (parts[0] as Filter) : { $or: parts };
}

function wordFilters(words: readonly string[]): Filter[] {
  return words.map((word) => ({ words: new RegExp(`^${RegExp.escape(word)}`) }));
}

/** Which directives: all that is set must hold; those recorded from one moment on, and before another. */
export type DirectiveFilter = {
  scope: TaskScope;
  words: readonly string[];
  assigner: string | null;
  recordedFrom: Moment | null;
  recordedBefore: Moment | null;
};

async function filtersOf(connection: Connection, filter: DirectiveFilter): Promise<Filter[]> {
  const { scope, words, assigner, recordedFrom, recordedBefore } = filter;
  return [
    await scopeFilter(connection, scope),
    ...wordFilters(words),
    ...(assigner === null ? [] : [{ assigner }]),
    ...(recordedFrom === null ? [] : [{ recordedAt: { $gte: recordedFrom } }]),
    ...(recordedBefore === null ? [] : [{ recordedAt: { $lt: recordedBefore } }]),
  ];
}

/** A page of directives, newest first, and how many there are, counted up to `most` and one. */
export async function findDirectivePage(
  connection: Connection,
  query: DirectiveFilter & { position: DirectivePosition | null; limit: number },
  most: number,
): Promise<{ rows: DirectiveRow[]; total: number }> {
  const base = await filtersOf(connection, query);
  const { position } = query;
  const behind: Filter[] =
    position === null
      ? []
      : [
          { issuedOn: { $lte: position.value } },
          {
            $or: [
              { issuedOn: { $lt: position.value } },
              { issuedOn: position.value, _id: { $lt: position.id } },
            ],
          },
        ];
  const rows = await directiveModel(connection)
    .find(ownFilter({ $and: [...base, ...behind] }))
    .sort({ issuedOn: -1, _id: -1 })
    .limit(query.limit)
    .lean<DirectiveRow[]>();
  const total = await directiveModel(connection).countDocuments(ownFilter({ $and: base }), {
    limit: most + 1,
  });
  return { rows, total };
}
