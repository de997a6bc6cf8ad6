import { type Connection, Schema } from 'mongoose';
import type { Moment } from '../domain/day.ts';
import type { Paper } from '../domain/task.ts';
import { modelOf } from './model.ts';

/** A bonus, or a penalty below 0, in hundredths of a point, with its document; never changed, only revoked. */
export type AdjustmentRow = {
  _id: string;
  assigner: string;
  unit: string;
  /** A day, or a period by its name; it counts in every period that it lies in. */
  on: string;
  points: number;
  document: Paper;
  reason: string;
  at: Moment;
  by: string;
  revoked: { at: Moment; by: string; reason: string } | null;
};

export const adjustmentSchema = new Schema(
  {
    _id: String,
    assigner: String,
    unit: String,
    on: String,
    points: Number,
    document: { notation: String, issuedOn: String },
    reason: String,
    at: String,
    by: String,
    revoked: Schema.Types.Mixed,
  },
  { collection: 'adjustments', versionKey: false, strict: 'throw', minimize: false },
);

adjustmentSchema.index({ assigner: 1, on: 1, _id: 1 });

function adjustments(connection: Connection) {
  return modelOf<AdjustmentRow>(connection, 'Adjustment', adjustmentSchema);
}

/** Writes an adjustment. */
export async function insertAdjustment(connection: Connection, row: AdjustmentRow): Promise<void> {
  await adjustments(connection).collection.insertOne(row as never);
}

/** One adjustment, null when there is none. */
export async function findAdjustment(connection: Connection, id: string): Promise<AdjustmentRow | null> {
  return adjustments(connection).findById(id).lean<AdjustmentRow>();
}

/** All adjustments of an assigner for days and periods of one year, revoked ones too, by day or period and id. */
export async function findAdjustments(
  connection: Connection,
  assigner: string,
  year: string,
): Promise<AdjustmentRow[]> {
  const on = new RegExp(`^${year}`);
  return adjustments(connection).find({ assigner, on }).sort({ on: 1, _id: 1 }).lean<AdjustmentRow[]>();
}

/** Revokes an adjustment; false when it was revoked before. */
export async function revokeStanding(
  connection: Connection,
  id: string,
  revoked: NonNullable<AdjustmentRow['revoked']>,
): Promise<boolean> {
  const done = await adjustments(connection).updateOne({ _id: id, revoked: null }, { $set: { revoked } });
  return done.modifiedCount === 1;
}
