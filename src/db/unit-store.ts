import { type ClientSession, type Connection, Schema } from 'mongoose';
import type { Moment } from '../domain/day.ts';
import { UNCHANGED, type Unit } from '../domain/unit.ts';
import { modelOf } from './model.ts';
import { ownFilter } from './own-filter.ts';

/** A unit as it is kept, with the moment at which its last renaming was written. */
type UnitRow = Omit<Unit, 'code'> & { _id: string; renamedAt?: Moment };

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
    earlierNames: [Schema.Types.Mixed],
    nextName: Schema.Types.Mixed,
    ending: Schema.Types.Mixed,
    renamedAt: String,
  },
  { collection: 'units', versionKey: false, strict: 'throw', minimize: false },
);

unitSchema.index({ parent: 1, _id: 1 });

function model(connection: Connection) {
  return modelOf<UnitRow>(connection, 'Unit', unitSchema);
}

/** A row of an older program has none of what changes a unit. */
function unitOf({ _id, renamedAt: _, ...unit }: UnitRow): Unit {
  return { ...UNCHANGED, code: _id, ...unit };
}

function rowOf({ code, ...unit }: Unit): UnitRow {
  return { _id: code, ...unit };
}

/** All units there are or were, by code; a province has some hundreds. */
export async function findUnits(connection: Connection): Promise<Unit[]> {
  const rows = await model(connection).find({}).sort({ _id: 1 }).lean<UnitRow[]>();
  return rows.map(unitOf);
}

/** The codes of the units that were renamed by a change written at a moment or later. */
export async function findRenamedSince(connection: Connection, moment: Moment): Promise<string[]> {
  const filter = ownFilter({ renamedAt: { $gte: moment } });
  const rows = await model(connection).find(filter, { _id: 1 }).sort({ _id: 1 }).lean<{ _id: string }[]>();
  return rows.map(({ _id }) => _id);
}

/** Writes new units, all or none within the caller's transaction. A code that exists throws code 11000. */
export async function insertUnits(
  connection: Connection,
  session: ClientSession,
  units: readonly Unit[],
): Promise<void> {
  if (units.length === 0) return;
  await model(connection).collection.insertMany(units.map(rowOf) as never, { session, ordered: true });
}

/**
 * Writes a unit as it is after a change, in the caller's transaction; false when it is no longer as it was seen. With
 * `renamedAt` its names have changed.
 */
export async function replaceUnit(
  connection: Connection,
  session: ClientSession | null,
  seen: Unit,
  now: Unit,
  renamedAt: Moment | null,
): Promise<boolean> {
  const { code: _, ...fields } = now;
  const change = renamedAt === null ? fields : { ...fields, renamedAt };
  const filter = {
    _id: seen.code as never,
    validTo: seen.validTo,
    name: seen.name,
    'nextName.from': seen.nextName?.from ?? null,
  };
  const options = session === null ? {} : { session };
  const { matchedCount } = await model(connection).collection.updateOne(filter, { $set: change }, options);
  return matchedCount === 1;
}
