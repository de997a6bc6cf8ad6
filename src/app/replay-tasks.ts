import { streamAssigned } from '../db/board-queries.ts';
import { findEventsOf } from '../db/event-store.ts';
import { type TaskRow, taskOf } from '../db/task-store.ts';
import { type Day, dayOf, type Moment } from '../domain/day.ts';
import type { ChainedEvent } from '../domain/event.ts';
import { evolve } from '../domain/evolve.ts';
import type { Task } from '../domain/task.ts';
import type { House } from './house.ts';

const BATCH = 500;

/** Up to when the ledger is read: the end of a day, or a moment within it. */
export type Until = { day: Day; moment: Moment | null };

/** Whether what happened at a moment lies behind it. */
function isBehind(at: Moment, { day, moment }: Until): boolean {
  return dayOf(at) > day || (moment !== null && at > moment);
}

/** The task as the ledger had it then; null when it was not assigned yet. Order is that of numbers. */
export function asOf(events: readonly ChainedEvent[], until: Until): Task | null {
  const later = events.findIndex((event) => isBehind(event.at, until));
  const known = later === -1 ? events : events.slice(0, later);
  return known.reduce<Task | null>(evolve, null);
}

async function replayed(house: House, rows: readonly TaskRow[], until: Until): Promise<Task[]> {
  const changed = rows.filter((row) => isBehind(row.changedAt, until)).map((row) => row._id);
  const events = Map.groupBy(await findEventsOf(house.connection, changed), (event) => event.task);
  return rows.flatMap((row) => {
    const chain = events.get(row._id);
    const task = chain === undefined ? taskOf(row) : asOf(chain, until);
    return task === null ? [] : [task];
  });
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
  const until = { day, moment };
  let batch: TaskRow[] = [];
  for await (const row of streamAssigned(house.connection, assigner, day)) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield* await replayed(house, batch, until);
    batch = [];
  }
  yield* await replayed(house, batch, until);
}
