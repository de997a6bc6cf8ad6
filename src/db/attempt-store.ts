import { type Connection, Schema } from 'mongoose';
import type { Moment } from '../domain/day.ts';
import { modelOf } from './model.ts';

/** Failures of signing in, by account or address: how many in a row, and until when to wait. */
export type AttemptRow = { _id: string; failures: number; lastAt: Moment; waitUntil: Moment | null };

export const attemptSchema = new Schema(
  { _id: String, failures: Number, lastAt: String, waitUntil: String },
  { collection: 'attempts', versionKey: false, strict: 'throw' },
);

function model(connection: Connection) {
  return modelOf<AttemptRow>(connection, 'Attempt', attemptSchema);
}

export async function findAttempt(connection: Connection, key: string): Promise<AttemptRow | null> {
  return model(connection).findById(key).lean<AttemptRow>();
}

/** Counts one more failure and gives the count. */
export async function countFailure(connection: Connection, key: string, at: Moment): Promise<number> {
  const row = await model(connection)
    .findOneAndUpdate(
      { _id: key },
      { $inc: { failures: 1 }, $set: { lastAt: at } },
      { upsert: true, returnDocument: 'after' },
    )
    .lean<AttemptRow>();
  return row?.failures ?? 1;
}

export async function setWait(connection: Connection, key: string, waitUntil: Moment): Promise<void> {
  await model(connection).updateOne({ _id: key }, { $set: { waitUntil } });
}

export async function forgetFailures(connection: Connection, key: string): Promise<void> {
  await model(connection).deleteOne({ _id: key });
}
