import { type ClientSession, type Connection, Schema } from 'mongoose';
import type { Post } from '../domain/post.ts';
import { modelOf } from './model.ts';

/** A person as kept. `passwordHash` is Argon2id in PHC form; a person is disabled, never deleted. */
export type PersonRow = {
  _id: string;
  name: string;
  mail: string | null;
  language: 'vi' | 'en';
  posts: Post[];
  passwordHash: string;
  passwordChangeNeeded: boolean;
  disabled: boolean;
};

export const personSchema = new Schema(
  {
    _id: String,
    name: String,
    mail: String,
    language: String,
    posts: [{ _id: false, role: String, unit: String }],
    passwordHash: String,
    passwordChangeNeeded: Boolean,
    disabled: Boolean,
  },
  { collection: 'people', versionKey: false, strict: 'throw', minimize: false },
);

personSchema.index({ 'posts.unit': 1 });

function model(connection: Connection) {
  return modelOf<PersonRow>(connection, 'Person', personSchema);
}

/** One person by username, null when there is none. */
export async function findPerson(connection: Connection, username: string): Promise<PersonRow | null> {
  return model(connection).findById(username).lean<PersonRow>();
}

/** All people without their passwords, by username. */
export async function findPeople(connection: Connection): Promise<Omit<PersonRow, 'passwordHash'>[]> {
  return model(connection)
    .find({}, { passwordHash: 0 })
    .sort({ _id: 1 })
    .lean<Omit<PersonRow, 'passwordHash'>[]>();
}

/** Writes new people. A username that exists throws code 11000. */
export async function insertPeople(
  connection: Connection,
  people: readonly PersonRow[],
  session?: ClientSession,
): Promise<void> {
  const options = session === undefined ? { ordered: true } : { ordered: true, session };
  await model(connection).collection.insertMany(people as never, options);
}

/** Changes fields of a person; false when there is none. */
export async function updatePerson(
  connection: Connection,
  username: string,
  change: Partial<Omit<PersonRow, '_id'>>,
): Promise<boolean> {
  const result = await model(connection).updateOne({ _id: username }, { $set: change });
  return result.matchedCount === 1;
}
