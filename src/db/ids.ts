import { ObjectId } from 'mongodb';

/** A new id: 24 hexadecimal digits that sort by when they were made, or by the moment given, to the second. */
export function newId(at?: string): string {
  const seconds = at === undefined ? undefined : Math.floor(Date.parse(at) / 1000);
  return new ObjectId(ObjectId.generate(seconds)).toHexString();
}
