import { type Connection, Schema } from 'mongoose';
import { modelOf } from './model.ts';

/** Who does something that only one process may do at a time, and until when if it says nothing more. */
export const leaseSchema = new Schema(
  { _id: String, holder: String, until: Date },
  { collection: 'leases', versionKey: false, strict: 'throw' },
);

function leases(connection: Connection) {
  return modelOf<{ _id: string; holder: string; until: Date }>(connection, 'Lease', leaseSchema).collection;
}

/**
 * Takes a lease, or keeps it: it is the holder's alone for so many milliseconds by the database's own clock, which is
 * the same for every process. False while it is another's.
 */
export async function takeLease(
  connection: Connection,
  name: string,
  holder: string,
  milliseconds: number,
): Promise<boolean> {
  const mayTake = { $or: [{ $lte: ['$until', '$$NOW'] }, { $eq: ['$holder', holder] }] };
  const end = { $add: ['$$NOW', milliseconds] };
  const taken = {
    holder: { $cond: [mayTake, holder, '$holder'] },
    until: { $cond: [mayTake, end, '$until'] },
  };
  const row = await leases(connection).findOneAndUpdate({ _id: name as never }, [{ $set: taken }], {
    upsert: true,
    returnDocument: 'after',
  });
  return row?.['holder'] === holder;
}

/** Gives a lease back, unless it is another's by now. */
export async function releaseLease(connection: Connection, name: string, holder: string): Promise<void> {
  await leases(connection).deleteOne({ _id: name as never, holder });
}
