import { type ClientSession, type Connection, Schema, trusted } from 'mongoose';
import type { Day } from '../domain/day.ts';
import type { ChainedEvent } from '../domain/event.ts';
import type { Paper } from '../domain/task.ts';
import { modelOf } from './model.ts';

/** The ledger: append only. Nothing here updates or deletes. */
export const eventSchema = new Schema(
  {
    task: String,
    seq: Number,
    type: { type: String },
    at: String,
    by: Schema.Types.Mixed,
    data: Schema.Types.Mixed,
    previousHash: String,
    hash: String,
  },
  { collection: 'taskEvents', versionKey: false, strict: 'throw', minimize: false },
);

eventSchema.index({ task: 1, seq: 1 }, { unique: true });
eventSchema.index({ at: 1, task: 1 });

function model(connection: Connection) {
  return modelOf<ChainedEvent>(connection, 'TaskEvent', eventSchema);
}

/** Appends events; part of the transaction that saves their tasks. A duplicate (task, seq) throws code 11000. */
export async function appendEvents(
  connection: Connection,
  session: ClientSession,
  events: readonly ChainedEvent[],
): Promise<void> {
  const rows = events.map((event) => ({ ...event }));
  await model(connection).collection.insertMany(rows as never, { session, ordered: true });
}

const WITHOUT_ID = { _id: 0 } as const;

/** All events of a task, oldest first. */
export async function findEvents(connection: Connection, task: string): Promise<ChainedEvent[]> {
  return model(connection).find({ task }, WITHOUT_ID).sort({ seq: 1 }).lean<ChainedEvent[]>();
}

/** All events of all tasks, task by task, oldest first. */
export function streamEvents(connection: Connection): AsyncIterable<ChainedEvent> {
  return model(connection)
    .find({}, WITHOUT_ID)
    .sort({ task: 1, seq: 1 })
    .lean()
    .cursor() as unknown as AsyncIterable<ChainedEvent>;
}

/** The dates of the documents that submissions of tasks name, null without one, in the order of the submissions of each. */
export async function findResultDays(
  connection: Connection,
  tasks: readonly string[],
): Promise<{ task: string; day: Day | null }[]> {
  type Submitted = { task: string; data: { result: Paper | null } };
  const rows = await model(connection)
    .find({ task: trusted({ $in: [...tasks] }), type: 'submitted' }, { _id: 0, task: 1, 'data.result': 1 })
    .sort({ task: 1, seq: 1 })
    .lean<Submitted[]>();
  return rows.map(({ task, data }) => ({ task, day: data.result?.issuedOn ?? null }));
}

/** The events of some tasks, task by task, oldest first. */
export async function findEventsOf(
  connection: Connection,
  tasks: readonly string[],
): Promise<ChainedEvent[]> {
  return model(connection)
    .find({ task: trusted({ $in: [...tasks] }) }, WITHOUT_ID)
    .sort({ task: 1, seq: 1 })
    .lean<ChainedEvent[]>();
}
