import { ObjectId } from 'mongodb';

/** A new id: 24 hexadecimal digits that sort by when they were made. */
export function newId(): string {
  return new ObjectId().toHexString();
}
