import { type ClientSession, type Connection, Schema, trusted } from 'mongoose';
import type { Day, Moment } from '../domain/day.ts';
import type { FileRef } from '../domain/event.ts';
import { modelOf } from './model.ts';

/** What was corrected of a directive, when, by whom and why. */
export type DirectiveCorrection = {
  at: Moment;
  by: string;
  reason: string | null;
  before: Record<string, string | null>;
  /** The files it had before. */
  filesBefore: FileRef[];
};

/** A directive as it is kept. `key` is its folded (notation, year, issuer), unique within its assigner. */
export type DirectiveRow = {
  _id: string;
  assigner: string;
  notation: string;
  number: string;
  symbol: string;
  kind: string;
  issuedOn: Day;
  year: number;
  issuer: string;
  subject: string;
  signer: string | null;
  files: FileRef[];
  version: number;
  key: string;
  words: string[];
  recordedBy: string | null;
  recordedAt: Moment;
  corrections: DirectiveCorrection[];
};

export const directiveSchema = new Schema(
  {
    _id: String,
    assigner: String,
    notation: String,
    number: String,
    symbol: String,
    kind: String,
    issuedOn: String,
    year: Number,
    issuer: String,
    subject: String,
    signer: String,
    files: [Schema.Types.Mixed],
    version: Number,
    key: String,
    words: [String],
    recordedBy: String,
    recordedAt: String,
    corrections: [Schema.Types.Mixed],
  },
  { collection: 'directives', versionKey: false, strict: 'throw', minimize: false },
);

directiveSchema.index({ assigner: 1, key: 1 }, { unique: true });
directiveSchema.index({ assigner: 1, issuedOn: -1, _id: -1 });
directiveSchema.index({ assigner: 1, words: 1 });
directiveSchema.index({ issuedOn: -1, _id: -1 });
directiveSchema.index({ assigner: 1, recordedAt: -1 });

/** The model of directives, for the read models beside this store. */
export function directiveModel(connection: Connection) {
  return modelOf<DirectiveRow>(connection, 'Directive', directiveSchema);
}

/** One directive, null when there is none. */
export async function findDirective(connection: Connection, id: string): Promise<DirectiveRow | null> {
  return directiveModel(connection).findById(id).lean<DirectiveRow>();
}

/** Directives by their ids. */
export async function findDirectives(
  connection: Connection,
  ids: readonly string[],
): Promise<DirectiveRow[]> {
  return directiveModel(connection)
    .find({ _id: trusted({ $in: [...ids] }) })
    .lean<DirectiveRow[]>();
}

/** The directive of an assigner that has this key. */
export async function findDirectiveByKey(
  connection: Connection,
  assigner: string,
  key: string,
): Promise<DirectiveRow | null> {
  return directiveModel(connection).findOne({ assigner, key }).lean<DirectiveRow>();
}

/** Writes a new directive. A duplicate key throws code 11000. */
export async function insertDirective(
  connection: Connection,
  row: DirectiveRow,
  session?: ClientSession,
): Promise<void> {
  await directiveModel(connection).collection.insertOne(
    row as never,
    session === undefined ? {} : { session },
  );
}

/** Replaces a directive whose stored version is `before`; false when somebody else was faster. */
export async function replaceDirective(
  connection: Connection,
  session: ClientSession,
  before: number,
  row: DirectiveRow,
): Promise<boolean> {
  const { _id, ...rest } = row;
  const result = await directiveModel(connection).collection.replaceOne(
    { _id: _id as never, version: before },
    rest,
    {
      session,
    },
  );
  return result.modifiedCount === 1;
}
