import { type ClientSession, type Connection, Schema } from 'mongoose';
import { modelOf } from './model.ts';

export const counterSchema = new Schema(
  { _id: String, value: Number },
  { collection: 'counters', versionKey: false, strict: 'throw' },
);

function model(connection: Connection) {
  return modelOf<{ _id: string; value: number }>(connection, 'Counter', counterSchema);
}

/** Takes `count` numbers in a row and gives the first; a gap is left when the caller then fails. */
export async function takeNumbers(connection: Connection, name: string, count: number): Promise<number> {
  const row = await model(connection)
    .findOneAndUpdate({ _id: name }, { $inc: { value: count } }, { upsert: true, returnDocument: 'after' })
    .lean<{ value: number }>();
  return (row?.value ?? count) - count + 1;
}

/** Writes a counter within a transaction, so that of two that do the same at once the second one waits for the first. */
export async function lockCounter(
  connection: Connection,
  session: ClientSession,
  name: string,
): Promise<void> {
  await model(connection).updateOne({ _id: name }, { $inc: { value: 1 } }, { upsert: true, session });
}
