import { type Connection, Schema } from 'mongoose';
import type { Moment } from '../domain/day.ts';
import { modelOf } from './model.ts';

/** A seal: the hash of the seal before it and of the lines it lists. Lines are kept in parts beside it. */
export type SealRow = {
  _id: number;
  at: Moment;
  previousHash: string | null;
  hash: string;
  tasks: number;
  parts: number;
};

export const sealSchema = new Schema(
  { _id: Number, at: String, previousHash: String, hash: String, tasks: Number, parts: Number },
  { collection: 'seals', versionKey: false, strict: 'throw' },
);

export const sealLinesSchema = new Schema(
  { seal: String, part: Number, lines: [String] },
  { collection: 'sealLines', versionKey: false, strict: 'throw' },
);

sealLinesSchema.index({ seal: 1, part: 1 }, { unique: true });

function seals(connection: Connection) {
  return modelOf<SealRow>(connection, 'Seal', sealSchema);
}

function sealLines(connection: Connection) {
  return modelOf<{ seal: string; part: number; lines: string[] }>(connection, 'SealLines', sealLinesSchema);
}

/** The newest seal, null before the first. */
export async function findLastSeal(connection: Connection): Promise<SealRow | null> {
  return seals(connection).findOne({}).sort({ _id: -1 }).lean<SealRow>();
}

/** Keeps one part of the lines of the seal with that hash; a part left by a run that failed is written anew. */
export async function putSealLines(
  connection: Connection,
  seal: string,
  part: number,
  lines: readonly string[],
): Promise<void> {
  await sealLines(connection).replaceOne({ seal, part }, { seal, part, lines }, { upsert: true });
}

/** Writes the seal itself, after its lines. A number that exists throws code 11000. */
export async function insertSeal(connection: Connection, row: SealRow): Promise<void> {
  await seals(connection).collection.insertOne(row as never);
}

/** All seals, oldest first. */
export function streamSeals(connection: Connection): AsyncIterable<SealRow> {
  return seals(connection).find({}).sort({ _id: 1 }).lean().cursor() as unknown as AsyncIterable<SealRow>;
}

/** The lines of one seal, part by part. */
export async function* streamSealLines(connection: Connection, seal: SealRow): AsyncGenerator<string[]> {
  for (let part = 0; part < seal.parts; part += 1) {
    const row = await sealLines(connection).findOne({ seal: seal.hash, part }).lean<{ lines: string[] }>();
    yield row?.lines ?? [];
  }
}
