import { type ClientSession, type Connection, Schema, trusted } from 'mongoose';
import type { Day, Moment } from '../domain/day.ts';
import { modelOf } from './model.ts';

/**
 * A notice to one person through one channel: the outbox and the bell in one. `key` makes it exactly once
 * (design.md, section 7): task, rung or event, day, person, channel.
 */
export type NoticeRow = {
  _id: string;
  key: string;
  person: string;
  unit: string;
  /** What it is about: a task, or else an edition of a ranking, or a report. */
  task: string | null;
  edition?: string;
  report?: string;
  code: string;
  /** A rung of reminding (`before3`, `due`, `after3`) or the type of the event that caused it. */
  kind: string;
  day: Day;
  channel: 'program' | 'mail';
  /** What the sentence of the notice is filled with. */
  params: Record<string, string | number | null>;
  createdAt: Moment;
  readAt: Moment | null;
  /** Of mail: waits, sent or given up; of the program: `sent` from the start. */
  state: 'waiting' | 'sent' | 'failed';
  attempts: number;
  leasedUntil: Date | null;
  sentAt: Moment | null;
  error: string | null;
};

export const noticeSchema = new Schema(
  {
    _id: String,
    key: String,
    person: String,
    unit: String,
    task: String,
    edition: String,
    report: String,
    code: String,
    kind: String,
    day: String,
    channel: String,
    params: Schema.Types.Mixed,
    createdAt: String,
    readAt: String,
    state: String,
    attempts: Number,
    leasedUntil: Date,
    sentAt: String,
    error: String,
  },
  { collection: 'notices', versionKey: false, strict: 'throw', minimize: false },
);

noticeSchema.index({ key: 1 }, { unique: true });
noticeSchema.index({ person: 1, channel: 1, readAt: 1, _id: -1 });
noticeSchema.index({ person: 1, channel: 1, _id: -1 });
noticeSchema.index({ state: 1, leasedUntil: 1, _id: 1 }, { partialFilterExpression: { state: 'waiting' } });
noticeSchema.index({ task: 1, kind: 1 });

export function noticeModel(connection: Connection) {
  return modelOf<NoticeRow>(connection, 'Notice', noticeSchema);
}

/** Writes notices that an event causes, in the transaction of that event. */
export async function insertNotices(
  connection: Connection,
  session: ClientSession,
  rows: readonly NoticeRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await noticeModel(connection).collection.insertMany(rows as never, { session, ordered: true });
}

/** Unread notices in the program, at most 100 are counted. */
export async function countUnread(connection: Connection, person: string): Promise<number> {
  const unread = { person, channel: 'program', readAt: null };
  const found = noticeModel(connection).collection.find(unread, { projection: { _id: 1 }, limit: 100 });
  return (await found.toArray()).length;
}

/** Notices in the program of one person, read or not, newest first; after the one with that id, null from the first. */
export async function findNotices(
  connection: Connection,
  person: string,
  { read, after }: { read: boolean; after: string | null },
  limit: number,
): Promise<NoticeRow[]> {
  const filter = {
    person,
    channel: 'program' as const,
    readAt: read ? trusted({ $ne: null }) : null,
    ...(after === null ? {} : { _id: trusted({ $lt: after }) }),
  };
  return noticeModel(connection).find(filter).sort({ _id: -1 }).limit(limit).lean<NoticeRow[]>();
}

/** Marks notices of a person as read: of one task, edition or report, or all when it is null. */
export async function markRead(
  connection: Connection,
  person: string,
  at: Moment,
  of: { task: string } | { edition: string } | { report: string } | null,
): Promise<void> {
  const mine = { person, channel: 'program' as const, readAt: null };
  await noticeModel(connection).updateMany({ ...mine, ...of }, { $set: { readAt: at } });
}

/** Which of these keys are there already. */
export async function findKeys(connection: Connection, keys: readonly string[]): Promise<Set<string>> {
  const rows = await noticeModel(connection)
    .find({ key: trusted({ $in: [...keys] }) }, { key: 1 })
    .lean<{ key: string }[]>();
  return new Set(rows.map((row) => row.key));
}

/** Writes notices outside of a task's transaction; those whose key is there already stay as they are. Gives how many. */
export async function insertNewNotices(connection: Connection, rows: readonly NoticeRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  const result = await noticeModel(connection).bulkWrite(
    rows.map((row) => ({
      updateOne: { filter: { key: row.key }, update: { $setOnInsert: row }, upsert: true },
    })),
    { ordered: false },
  );
  return result.upsertedCount;
}

const LEASE_MILLISECONDS = 180_000;

/**
 * Leases one mail that waits: it is nobody else's for three minutes by the database's own clock, which is the same for every
 * process. Null when none waits.
 */
export async function leaseMail(connection: Connection): Promise<NoticeRow | null> {
  const filter = {
    state: 'waiting',
    $or: [{ leasedUntil: null }, { $expr: { $lt: ['$leasedUntil', '$$NOW'] } }],
  };
  const update = [
    {
      $set: {
        leasedUntil: { $add: ['$$NOW', LEASE_MILLISECONDS] },
        attempts: { $add: ['$attempts', 1] },
      },
    },
  ];
  const found = await noticeModel(connection).collection.findOneAndUpdate(filter, update, {
    sort: { _id: 1 },
    returnDocument: 'after',
  });
  return found as unknown as NoticeRow | null;
}

/** Marks a leased mail as sent. */
export async function markSent(connection: Connection, id: string, at: Moment): Promise<void> {
  await noticeModel(connection).updateOne({ _id: id }, { $set: { state: 'sent', sentAt: at, error: null } });
}

/** Keeps why a mail could not go out; it waits for so many seconds, or is given up. */
export async function markUnsent(
  connection: Connection,
  id: string,
  error: string,
  waitSeconds: number | null,
): Promise<void> {
  const change =
    waitSeconds === null
      ? { state: 'failed', error: { $literal: error } }
      : { error: { $literal: error }, leasedUntil: { $add: ['$$NOW', waitSeconds * 1000] } };
  await noticeModel(connection).collection.updateOne({ _id: id as never }, [{ $set: change }]);
}

/** Marks the unread notices that were made before a moment as read, whoever they are for. */
export async function markCreatedBeforeAsRead(
  connection: Connection,
  before: Moment,
  at: Moment,
): Promise<void> {
  const old = { readAt: null, createdAt: trusted({ $lt: before }) };
  await noticeModel(connection).updateMany(old, { $set: { readAt: at } });
}
