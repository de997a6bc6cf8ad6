import { type FileRow, findFiles } from '../db/file-store.ts';
import type { FileRef } from '../domain/event.ts';
import type { Actor } from '../domain/post.ts';
import type { House } from './house.ts';
import { done, faulty, type Outcome } from './outcome.ts';

/** A file as what it is attached to names it. */
export function fileRef({ _id, name, size, sha256 }: FileRow): FileRef {
  return { id: _id, name, size, sha256 };
}

/** Those of the files that are the actor's own and not yet attached, in the order in which they were named. */
export async function looseFiles(house: House, ids: readonly string[], actor: Actor): Promise<FileRef[]> {
  if (ids.length === 0) return [];
  const rows = new Map((await findFiles(house.connection, ids)).map((row) => [row._id, row]));
  return [...new Set(ids)].flatMap((id) => {
    const row = rows.get(id);
    const loose =
      row !== undefined && row.task === null && row.directive === null && (row.dispute ?? null) === null;
    return loose && row.uploader === actor.username ? [fileRef(row)] : [];
  });
}

/** The files named, as what they are attached to keeps them; each must be the actor's own and not yet attached. */
export async function filesOf(
  house: House,
  ids: readonly string[],
  actor: Actor,
): Promise<Outcome<FileRef[]>> {
  const refs = await looseFiles(house, ids, actor);
  return refs.length === new Set(ids).size ? done(refs) : faulty({ field: 'files', code: 'noSuchFile' });
}
