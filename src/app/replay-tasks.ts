import { streamAssigned } from '../db/board-queries.ts';
import { findEventsOf } from '../db/event-store.ts';
import { type TaskRow, taskOf } from '../db/task-store.ts';
import { type Day, dayOf } from '../domain/day.ts';
import type { ChainedEvent } from '../domain/event.ts';
import { evolve } from '../domain/evolve.ts';
import type { Task } from '../domain/task.ts';
import type { House } from './house.ts';

const BATCH = 500;

/** The task as the ledger had it at the end of a day; null when it was not assigned yet. Order is that of numbers. */
export function asOfDay(events: readonly ChainedEvent[], day: Day): Task | null {
  const later = events.findIndex((event) => dayOf(event.at) > day);
  const known = later === -1 ? events : events.slice(0, later);
  return known.reduce<Task | null>(evolve, null);
}

async function replayed(house: House, rows: readonly TaskRow[], day: Day): Promise<Task[]> {
  const changed = rows.filter((row) => dayOf(row.changedAt) > day).map((row) => row._id);
  const events = Map.groupBy(await findEventsOf(house.connection, changed), (event) => event.task);
  return rows.flatMap((row) => {
    const chain = events.get(row._id);
    const task = chain === undefined ? taskOf(row) : asOfDay(chain, day);
    return task === null ? [] : [task];
  });
}

/** The tasks of an assigner as the ledger had them at the end of a day; those unchanged since are taken as they are. */
export async function* replayTasks(house: House, assigner: string, day: Day): AsyncGenerator<Task> {
  let batch: TaskRow[] = [];
  for await (const row of streamAssigned(house.connection, assigner, day)) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield* await replayed(house, batch, day);
    batch = [];
  }
  yield* await replayed(house, batch, day);
}
