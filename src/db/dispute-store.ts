import { type ClientSession, type Connection, Schema, trusted } from 'mongoose';
import type { Moment } from '../domain/day.ts';
import type { DisputeState } from '../domain/dispute.ts';
import type { FrozenFact, LineRef } from '../domain/edition.ts';
import type { FileRef } from '../domain/event.ts';
import { modelOf } from './model.ts';

/** A unit's objection to one line of its score in an edition, and what the Office decided. */
export type DisputeRow = LineRef & {
  _id: string;
  edition: string;
  assigner: string;
  period: string;
  /** The line as it stood. */
  line: FrozenFact;
  reason: string;
  files: FileRef[];
  askedAt: Moment;
  askedBy: string;
  state: DisputeState;
  /** Of an accepted one the line counts as done so late, or has these points; with neither it is left out. */
  decision: {
    daysLate: number | null;
    points: number | null;
    reason: string;
    at: Moment;
    by: string;
  } | null;
};

export const disputeSchema = new Schema(
  {
    _id: String,
    edition: String,
    assigner: String,
    period: String,
    unit: String,
    component: String,
    task: String,
    month: String,
    adjustment: String,
    line: Schema.Types.Mixed,
    reason: String,
    files: [Schema.Types.Mixed],
    askedAt: String,
    askedBy: String,
    state: String,
    decision: Schema.Types.Mixed,
  },
  { collection: 'disputes', versionKey: false, strict: 'throw', minimize: false },
);

disputeSchema.index(
  { edition: 1, unit: 1, component: 1, task: 1, month: 1, adjustment: 1 },
  { unique: true },
);
disputeSchema.index({ assigner: 1, state: 1, _id: 1 });

function disputes(connection: Connection) {
  return modelOf<DisputeRow>(connection, 'Dispute', disputeSchema);
}

/** Writes a dispute, in the transaction of what goes with it. A line disputed already throws code 11000. */
export async function insertDispute(
  connection: Connection,
  session: ClientSession,
  row: DisputeRow,
): Promise<void> {
  await disputes(connection).collection.insertOne(row as never, { session });
}

/** One dispute, null when there is none. */
export async function findDispute(connection: Connection, id: string): Promise<DisputeRow | null> {
  return disputes(connection).findById(id).lean<DisputeRow>();
}

/** The disputes of an edition, oldest first; of some units alone when they are named. */
export async function findDisputesOf(
  connection: Connection,
  edition: string,
  units: readonly string[] | null,
  session: ClientSession | null = null,
): Promise<DisputeRow[]> {
  const filter = units === null ? { edition } : { edition, unit: trusted({ $in: [...units] }) };
  return disputes(connection).find(filter).session(session).sort({ _id: 1 }).lean<DisputeRow[]>();
}

/** The disputes of an assigner in a state, oldest first, at most `limit`. */
export async function findDisputesIn(
  connection: Connection,
  assigner: string,
  state: DisputeState,
  limit: number,
): Promise<DisputeRow[]> {
  return disputes(connection).find({ assigner, state }).sort({ _id: 1 }).limit(limit).lean<DisputeRow[]>();
}

/** The accepted disputes of an assigner over figures from one month to another, the oldest first. */
export async function findFigureDisputes(
  connection: Connection,
  { assigner, from, to }: { assigner: string; from: string; to: string },
): Promise<DisputeRow[]> {
  return disputes(connection)
    .find({ assigner, state: 'accepted', month: trusted({ $gte: from, $lte: to }) })
    .sort({ _id: 1 })
    .lean<DisputeRow[]>();
}

/** Writes what was decided; false when it was decided before. */
export async function decideWaiting(
  connection: Connection,
  session: ClientSession,
  id: string,
  state: Exclude<DisputeState, 'waiting'>,
  decision: NonNullable<DisputeRow['decision']>,
): Promise<boolean> {
  const decided = await disputes(connection).updateOne(
    { _id: id, state: 'waiting' },
    { $set: { state, decision } },
    { session },
  );
  return decided.modifiedCount === 1;
}
