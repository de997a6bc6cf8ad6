import { type ClientSession, type Connection, Schema, trusted } from 'mongoose';
import type { Day, Moment } from '../domain/day.ts';
import type { PublishedScheme } from '../domain/published-scheme.ts';
import { holdsOn, type SchemeState, type Span } from '../domain/scheme-course.ts';
import { modelOf } from './model.ts';

/** What happened to a version, when and by whom; why, where a reason was asked. */
export type SchemeStep = {
  step: 'drafted' | 'changed' | 'approved' | 'ended' | 'withdrawn';
  at: Moment;
  by: string;
  reason: string | null;
};

/** One version of a scheme of an assigner. What it says is never changed once it is approved. */
export type SchemeRow = {
  _id: string;
  assigner: string;
  /** The id of the first version of the same scheme, and the number of this one, which `scheme.version` repeats. */
  line: string;
  number: number;
  /** What it was drafted from: a version, or the name of one that the product brings. */
  follows: string;
  scheme: PublishedScheme;
  state: SchemeState;
  /** Rises with every change, so that nobody overwrites what he hasn't seen. */
  revision: number;
  /** For which periods it holds, by their first day; null while it is not approved. */
  inForceFrom: Day | null;
  /** The last day, null while it has no end. */
  inForceTo: Day | null;
  /** Who changed it last, and so does not approve it. */
  draftedBy: string;
  course: SchemeStep[];
};

export const schemeSchema = new Schema(
  {
    _id: String,
    assigner: String,
    line: String,
    number: Number,
    follows: String,
    scheme: Schema.Types.Mixed,
    state: String,
    revision: Number,
    inForceFrom: String,
    inForceTo: String,
    draftedBy: String,
    course: [Schema.Types.Mixed],
  },
  { collection: 'schemes', versionKey: false, strict: 'throw', minimize: false },
);

schemeSchema.index({ line: 1, number: 1 }, { unique: true });
schemeSchema.index({ assigner: 1, _id: -1 });
schemeSchema.index({ assigner: 1, state: 1, inForceFrom: -1 });

function schemes(connection: Connection) {
  return modelOf<SchemeRow>(connection, 'Scheme', schemeSchema);
}

/** Writes a draft. A number that its line has already throws code 11000. */
export async function insertScheme(connection: Connection, row: SchemeRow): Promise<void> {
  await schemes(connection).collection.insertOne(row as never);
}

/** One version, null when there is none. */
export async function findScheme(connection: Connection, id: string): Promise<SchemeRow | null> {
  return schemes(connection).findById(id).lean<SchemeRow>();
}

/** The versions of an assigner in these states, newest first, at most `limit`. */
export async function findSchemes(
  connection: Connection,
  assigner: string,
  states: readonly SchemeState[],
  limit: number,
): Promise<SchemeRow[]> {
  return schemes(connection)
    .find({ assigner, state: trusted({ $in: [...states] }) })
    .sort({ _id: -1 })
    .limit(limit)
    .lean<SchemeRow[]>();
}

/** All versions of one scheme, newest first. */
export async function findVersions(connection: Connection, line: string): Promise<SchemeRow[]> {
  return schemes(connection).find({ line }).sort({ number: -1 }).lean<SchemeRow[]>();
}

/** An approved version with the span for which it holds. */
export type ApprovedScheme = SchemeRow & { span: Span };

function withSpan(row: SchemeRow): ApprovedScheme[] {
  return row.inForceFrom === null ? [] : [{ ...row, span: { from: row.inForceFrom, to: row.inForceTo } }];
}

/** The version that holds for a period beginning on a day; null where none was approved for it. */
export async function findSchemeOn(
  connection: Connection,
  assigner: string,
  day: Day,
): Promise<SchemeRow | null> {
  const [row] = await schemes(connection)
    .find({ assigner, state: 'approved', inForceFrom: trusted({ $lte: day }) })
    .sort({ inForceFrom: -1 })
    .limit(1)
    .lean<SchemeRow[]>();
  return row !== undefined && withSpan(row).some(({ span }) => holdsOn(span, day)) ? row : null;
}

/**
 * The approved versions of an assigner, within the transaction that approves one more. Every such transaction writes the
 * same counter, so that of two at once the second sees what the first one did.
 */
export async function findApproved(
  connection: Connection,
  session: ClientSession,
  assigner: string,
): Promise<ApprovedScheme[]> {
  const rows = await schemes(connection)
    .find({ assigner, state: 'approved' }, null, { session })
    .lean<SchemeRow[]>();
  return rows.flatMap(withSpan);
}

/** Changes a version as it was seen, and notes the step; false when it is another by now. */
export async function changeSchemeRow(
  connection: Connection,
  session: ClientSession | null,
  { _id, state, revision }: Pick<SchemeRow, '_id' | 'state' | 'revision'>,
  change: Partial<Pick<SchemeRow, 'scheme' | 'state' | 'inForceFrom' | 'inForceTo' | 'draftedBy'>>,
  step: SchemeStep,
): Promise<boolean> {
  const changed = await schemes(connection).updateOne(
    { _id, state, revision },
    { $set: change, $inc: { revision: 1 }, $push: { course: step } },
    session === null ? {} : { session },
  );
  return changed.modifiedCount === 1;
}
