import { type Connection, Schema } from 'mongoose';
import type { Moment } from '../domain/day.ts';
import { modelOf } from './model.ts';
import { ownFilter } from './own-filter.ts';

/**
 * A session as kept, checked at each request. Of what opens it only the SHA-256 is kept: of the browser's cookie
 * in `_id`, of the API's refresh token in `refreshHash` and of those used up in `usedHashes`.
 */
export type SessionRow = {
  _id: string;
  kind: 'browser' | 'api';
  person: string;
  /** The post acted in, when the person chose one of several; null is all. */
  post: { role: string; unit: string } | null;
  startedAt: Moment;
  usedAt: Moment;
  /** When it ends at the latest, and when it ends unless it is used. */
  endsAt: Moment;
  idleEndsAt: Moment;
  ended: boolean;
  refreshHash: string | null;
  usedHashes: string[];
  flash: string | null;
  /** A form that was sent when the session before had ended, shown again once. */
  kept: string | null;
};

export const sessionSchema = new Schema(
  {
    _id: String,
    kind: String,
    person: String,
    post: Schema.Types.Mixed,
    startedAt: String,
    usedAt: String,
    endsAt: String,
    idleEndsAt: String,
    ended: Boolean,
    refreshHash: String,
    usedHashes: [String],
    flash: String,
    kept: String,
  },
  { collection: 'sessions', versionKey: false, strict: 'throw', minimize: false },
);

sessionSchema.index({ person: 1 });
sessionSchema.index({ refreshHash: 1 }, { partialFilterExpression: { refreshHash: { $type: 'string' } } });
sessionSchema.index({ usedHashes: 1 });
sessionSchema.index({ endsAt: 1 });

function model(connection: Connection) {
  return modelOf<SessionRow>(connection, 'Session', sessionSchema);
}

export async function insertSession(connection: Connection, row: SessionRow): Promise<void> {
  await model(connection).collection.insertOne(row as never);
}

export async function findSession(connection: Connection, id: string): Promise<SessionRow | null> {
  return (await model(connection).collection.findOne({ _id: id as never })) as SessionRow | null;
}

/** The session that a refresh token belongs to, by its hash, be the token the present one or used up. */
export async function findSessionByRefresh(connection: Connection, hash: string): Promise<SessionRow | null> {
  const sessions = model(connection);
  return (
    (await sessions.findOne({ refreshHash: hash }).lean<SessionRow>()) ??
    (await sessions.findOne({ usedHashes: hash }).lean<SessionRow>())
  );
}

/** Swaps the present refresh token for the next; false when it was not the present one any more. */
export async function rotateRefresh(
  connection: Connection,
  id: string,
  from: string,
  to: string,
  usedAt: Moment,
): Promise<boolean> {
  const result = await model(connection).updateOne(
    { _id: id, refreshHash: from, ended: false },
    { $set: { refreshHash: to, usedAt }, $push: { usedHashes: from } },
  );
  return result.modifiedCount === 1;
}

export async function updateSession(
  connection: Connection,
  id: string,
  change: Partial<Omit<SessionRow, '_id'>>,
): Promise<void> {
  await model(connection).updateOne({ _id: id }, { $set: change });
}

/** Takes the sentence that the next page shows once; null when there is none. */
export async function takeFlash(connection: Connection, id: string): Promise<string | null> {
  const row = await model(connection)
    .findOneAndUpdate({ _id: id }, { $set: { flash: null } }, { returnDocument: 'before' })
    .lean<SessionRow>();
  return row?.flash ?? null;
}

/** Ends all sessions of a person but one, at once. */
export async function endSessionsOf(
  connection: Connection,
  person: string,
  except: string | null,
): Promise<void> {
  await model(connection).updateMany(
    ownFilter(except === null ? { person } : { person, _id: { $ne: except } }),
    { $set: { ended: true } },
  );
}

/** Removes sessions that ended long ago; `before` is a moment of the product's clock. */
export async function removeSessionsEndedBefore(connection: Connection, before: Moment): Promise<number> {
  const result = await model(connection).deleteMany(ownFilter({ endsAt: { $lt: before } }));
  return result.deletedCount;
}
