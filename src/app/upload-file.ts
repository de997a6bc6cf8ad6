import { Readable } from 'node:stream';
import { fileTypeFromStream } from 'file-type';
import {
  type FileRow,
  findFile,
  findLoose,
  insertFile,
  openContent,
  putContent,
  removeContent,
  removeFile,
} from '../db/file-store.ts';
import { findTask } from '../db/task-store.ts';
import type { When } from '../domain/day.ts';
import { normalizeText } from '../domain/fold-text.ts';
import { isWithin, taskScope } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import type { House } from './house.ts';
import { done, faulty, NotFound, type Outcome } from './outcome.ts';
import { directiveWithin } from './see-directive.ts';
import { seesDispute } from './see-dispute.ts';
import { minutesAfter } from './sign-in.ts';

/** The largest file that is taken, in bytes. */
export const LARGEST_FILE = 25 * 1024 * 1024;

/** What is taken as evidence: by the ending of the name, the type it is served as and what the content must be. */
const TYPES: Record<string, { type: string; content: readonly string[] }> = {
  pdf: { type: 'application/pdf', content: ['pdf'] },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    content: ['docx'],
  },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', content: ['xlsx'] },
  doc: { type: 'application/msword', content: ['cfb'] },
  xls: { type: 'application/vnd.ms-excel', content: ['cfb'] },
  png: { type: 'image/png', content: ['png'] },
  jpg: { type: 'image/jpeg', content: ['jpg'] },
  jpeg: { type: 'image/jpeg', content: ['jpg'] },
};

/** The endings that are taken, for the file field of a form. */
export const FILE_ENDINGS = Object.keys(TYPES).map((ending) => `.${ending}`);

/** A file as it arrives: its name, its bytes, and whether they were cut off at the largest size. */
export type Arriving = { name: string; content: Readable; wasCut: () => boolean };

/** The last part of a path as browsers may send it, in one line, at most 200 characters. */
function cleanName(name: string): string {
  const last = normalizeText(name.toWellFormed()).split(/[\\/]/).at(-1) ?? '';
  return last
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(-200);
}

/** A file larger than what is taken (413). */
export class TooLarge extends Error {}

async function contentKind(house: House, content: FileRow['content']): Promise<string | null> {
  const stream = openContent(house.connection, content);
  const found = await fileTypeFromStream(Readable.toWeb(stream) as never).catch(() => undefined);
  stream.destroy();
  return found?.ext ?? null;
}

/**
 * Takes a file: streams it to the database, checks size and kind by its content. Until an action attaches it, it is
 * its uploader's. Throws TooLarge.
 */
export async function uploadFile(
  house: House,
  file: Arriving,
  actor: Actor,
  when: When,
): Promise<Outcome<FileRow>> {
  const name = cleanName(file.name);
  const kind = TYPES[name.split('.').at(-1)?.toLowerCase() ?? ''];
  if (kind === undefined) {
    file.content.resume();
    return faulty({ field: 'file', code: 'fileKind' });
  }
  const { content, size, sha256 } = await putContent(house.connection, file.content);
  const refuse = async (): Promise<void> => removeContent(house.connection, content);
  if (file.wasCut()) {
    await refuse();
    throw new TooLarge();
  }
  const found = await contentKind(house, content);
  if (size === 0 || found === null || !kind.content.includes(found)) {
    await refuse();
    return faulty({ field: 'file', code: size === 0 ? 'fileEmpty' : 'fileNotItsName' });
  }
  const { username: uploader } = actor;
  const whole = { name, size, type: kind.type, sha256, content };
  const loose = { uploader, task: null, directive: null, dispute: null, uploadedAt: when.now };
  return done(await insertFile(house.connection, { ...whole, ...loose }));
}

/** Whether whoever asks sees what a file is attached to: its task, directive or dispute; a loose one is its uploader's. */
async function seesFile(house: House, row: FileRow, actor: Actor): Promise<boolean> {
  if (row.task !== null) {
    const task = await findTask(house.connection, row.task);
    return task !== null && isWithin(taskScope(actor, 'readTasks'), task);
  }
  if ((row.dispute ?? null) !== null) return seesDispute(house, row.dispute ?? '', actor);
  if (row.directive === null) return row.uploader === actor.username;
  return (await directiveWithin(house, row.directive, taskScope(actor, 'readDirectives'))) !== null;
}

/** A file and its bytes, for whoever may see what it is attached to. Throws NotFound. */
export async function downloadFile(
  house: House,
  id: string,
  actor: Actor,
): Promise<{ row: FileRow; open: () => Readable }> {
  const row = await findFile(house.connection, id);
  if (row === null || !(await seesFile(house, row, actor))) throw new NotFound();
  return { row, open: () => openContent(house.connection, row.content) };
}

const A_DAY_IN_MINUTES = 24 * 60;

/** Removes files that no action attached within a day; gives how many. */
export async function sweepFiles(house: House, when: When): Promise<number> {
  const loose = await findLoose(house.connection, minutesAfter(when.now, -A_DAY_IN_MINUTES));
  let removed = 0;
  for (const row of loose) {
    if (!(await removeFile(house.connection, row._id))) continue;
    await removeContent(house.connection, row.content);
    removed += 1;
  }
  return removed;
}
