import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { GridFSBucket, type ObjectId } from 'mongodb';
import { type ClientSession, type Connection, Schema, trusted } from 'mongoose';
import type { Moment } from '../domain/day.ts';
import { newId } from './ids.ts';
import { modelOf } from './model.ts';

/**
 * A file as kept. Its bytes are in GridFS, which is outside of transactions: they are written first, the row
 * then says that they are whole. `task`, `directive` and `dispute` are null until an action attaches it to one of them.
 */
export type FileRow = {
  _id: string;
  name: string;
  size: number;
  type: string;
  sha256: string;
  content: ObjectId;
  uploader: string;
  task: string | null;
  directive: string | null;
  dispute: string | null;
  uploadedAt: Moment;
};

export const fileSchema = new Schema(
  {
    _id: String,
    name: String,
    size: Number,
    type: { type: String },
    sha256: String,
    content: Schema.Types.ObjectId,
    uploader: String,
    task: String,
    directive: String,
    dispute: String,
    uploadedAt: String,
  },
  { collection: 'files', versionKey: false, strict: 'throw' },
);

fileSchema.index({ task: 1, uploadedAt: 1 });

function model(connection: Connection) {
  return modelOf<FileRow>(connection, 'File', fileSchema);
}

/** What no action has attached. */
const LOOSE = { task: null, directive: null, dispute: null } as const;

function bucket(connection: Connection): GridFSBucket {
  return new GridFSBucket(connection.getClient().db(connection.name) as never, { bucketName: 'content' });
}

/** Streams bytes to the database; gives where they are, how many, and their SHA-256. */
export async function putContent(
  connection: Connection,
  source: Readable,
): Promise<{ content: ObjectId; size: number; sha256: string }> {
  const upload = bucket(connection).openUploadStream('');
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of source) {
    hash.update(chunk);
    size += chunk.length;
    if (!upload.write(chunk)) await new Promise((resolve) => upload.once('drain', resolve));
  }
  await new Promise<void>((resolve, reject) => {
    upload.once('error', reject);
    upload.end(() => resolve());
  });
  return { content: upload.id as ObjectId, size, sha256: hash.digest('hex') };
}

export function openContent(connection: Connection, content: ObjectId): Readable {
  return bucket(connection).openDownloadStream(content);
}

export async function removeContent(connection: Connection, content: ObjectId): Promise<void> {
  await bucket(connection).delete(content);
}

export async function insertFile(connection: Connection, row: Omit<FileRow, '_id'>): Promise<FileRow> {
  const whole = { _id: newId(), ...row };
  await model(connection).collection.insertOne(whole as never);
  return whole;
}

export async function findFile(connection: Connection, id: string): Promise<FileRow | null> {
  return model(connection).findById(id).lean<FileRow>();
}

export async function findFiles(connection: Connection, ids: readonly string[]): Promise<FileRow[]> {
  return model(connection)
    .find({ _id: trusted({ $in: [...ids] }) })
    .lean<FileRow[]>();
}

/** Attaches files to a task, a directive or a dispute; how many of them were still free and this person's. */
export async function attachFiles(
  connection: Connection,
  session: ClientSession,
  ids: readonly string[],
  uploader: string,
  to: { task: string } | { directive: string } | { dispute: string },
): Promise<number> {
  const result = await model(connection).updateMany(
    { _id: trusted({ $in: [...ids] }), uploader, ...LOOSE },
    { $set: to },
    { session },
  );
  return result.modifiedCount;
}

/** Rows of files that no action attached before that moment. */
export async function findLoose(connection: Connection, before: Moment): Promise<FileRow[]> {
  return model(connection)
    .find({ ...LOOSE, uploadedAt: trusted({ $lt: before }) })
    .limit(500)
    .lean<FileRow[]>();
}

export async function removeFile(connection: Connection, id: string): Promise<boolean> {
  const result = await model(connection).deleteOne({ _id: id, ...LOOSE });
  return result.deletedCount === 1;
}
