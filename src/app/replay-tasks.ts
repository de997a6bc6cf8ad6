import { streamAssigned } from '../db/board-queries.ts';
import { findEventsOf } from '../db/event-store.ts';
import { type TaskRow, taskOf } from '../db/task-store.ts';
import { type Day, dayOf, type Moment } from '../domain/day.ts';
import type { EditionBasis } from '../domain/edition.ts';
import type { ChainedEvent } from '../domain/event.ts';
import { evolve } from '../domain/evolve.ts';
import type { Task } from '../domain/task.ts';
import { isBehind, type Until } from '../domain/until.ts';
import type { House } from './house.ts';

const BATCH = 500;

/** The number of the last event that was seen of each task that had one on the last day; of others, none of that day. */
type Seen = ReadonlyMap<string, number>;

/** Which events are told: those up to a day or moment, of the last day only those seen where that is known. */
type Told = Until & { seen: Seen | null };

/** Which events an edition was counted from. */
export function toldIn({
  cutoff: day,
  until: moment,
  seen,
}: Pick<EditionBasis, 'cutoff' | 'until' | 'seen'>): Told {
  return { day, moment, seen: seen ? new Map(seen.map(({ task, seq }) => [task, seq])) : null };
}

type Step = Pick<ChainedEvent, 'task' | 'seq' | 'at'>;

/** A moment says when something was asked for; what was seen, what was there: an event may be written a little later. */
function isUntold({ task, seq, at }: Step, told: Told): boolean {
  if (told.seen === null || dayOf(at) !== told.day) return isBehind(at, told);
  return seq > (told.seen.get(task) ?? 0);
}

/** A task as it was told, and when its last event of these happened. */
export type Replayed = { task: Task; at: Moment };

/** The task as the ledger had it then; null when it was not assigned yet. Order is that of numbers. */
function asTold(events: readonly ChainedEvent[], told: Told): Replayed | null {
  const later = events.findIndex((event) => isUntold(event, told));
  const known = later === -1 ? events : events.slice(0, later);
  const task = known.reduce<Task | null>(evolve, null);
  return task === null ? null : { task, at: known.at(-1)?.at ?? '' };
}

async function replayed(house: House, rows: readonly TaskRow[], told: Told): Promise<Replayed[]> {
  const changed = rows.filter(({ _id: task, version: seq, changedAt: at }) =>
    isUntold({ task, seq, at }, told),
  );
  const ids = changed.map(({ _id }) => _id);
  const events = Map.groupBy(await findEventsOf(house.connection, ids), (event) => event.task);
  return rows.flatMap((row) => {
    const chain = events.get(row._id);
    return chain === undefined ? { task: taskOf(row), at: row.changedAt } : (asTold(chain, told) ?? []);
  });
}

/** The tasks of an assigner as the ledger had them, by id, each with the moment of its last event. */
export async function* replay(house: House, assigner: string, told: Told): AsyncGenerator<Replayed> {
  let batch: TaskRow[] = [];
  for await (const row of streamAssigned(house.connection, assigner, told.day)) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield* await replayed(house, batch, told);
    batch = [];
  }
  yield* await replayed(house, batch, told);
}

/**
 * The tasks of an assigner as the ledger had them, by id; those unchanged since are taken as they are. Up to the end of
 * `day`, or within that day up to `moment`.
 */
export async function* replayTasks(
  house: House,
  assigner: string,
  day: Day,
  moment: Moment | null = null,
): AsyncGenerator<Task> {
  for await (const { task } of replay(house, assigner, { day, moment, seen: null })) yield task;
}
