import { type ClientSession, type Connection, Schema } from 'mongoose';
import type { Unit } from '../domain/unit.ts';
import { modelOf } from './model.ts';

type UnitRow = Omit<Unit, 'code'> & { _id: string };

export const unitSchema = new Schema(
  {
    _id: String,
    name: String,
    shortName: String,
    kind: String,
    parent: String,
    peerGroup: String,
    ownOffice: Boolean,
    validFrom: String,
    validTo: String,
    successors: [String],
  },
  { collection: 'units', versionKey: false, strict: 'throw', minimize: false },
);

unitSchema.index({ parent: 1, _id: 1 });

function model(connection: Connection) {
  return modelOf<UnitRow>(connection, 'Unit', unitSchema);
}

/** All units there are or were, by code; a province has some hundreds. */
export async function findUnits(connection: Connection): Promise<Unit[]> {
  const rows = await model(connection).find({}).sort({ _id: 1 }).lean<UnitRow[]>();
  return rows.map(({ _id, ...unit }) => ({ code: _id, ...unit }));
}

/** Writes new units, all or none within the caller's transaction. A code that exists throws code 11000. */
export async function insertUnits(
  connection: Connection,
  session: ClientSession,
  units: readonly Unit[],
): Promise<void> {
  const rows = units.map(({ code, ...unit }) => ({ _id: code, ...unit }));
  await model(connection).collection.insertMany(rows as never, { session, ordered: true });
}
