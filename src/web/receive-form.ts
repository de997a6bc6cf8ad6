import express, { type Response } from 'express';
import { fileRef } from '../app/files-of.ts';
import { uploadFile } from '../app/upload-file.ts';
import { holdFile } from './hold-file.ts';
import { readUpload } from './read-upload.ts';
import type { Form, PageRoute, Visit } from './visit.ts';

const urlencoded = express.urlencoded({ extended: false, limit: '1mb', parameterLimit: 2000 });

/** At most so many files with one form. */
const MOST_FILES = 20;

/** Names with their values; a name given several times is a list. */
export function gathered(pairs: readonly (readonly [string, string])[]): Form {
  const form: Form = Object.create(null);
  for (const [name, value] of pairs) {
    const before = form[name];
    form[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return form;
}

function plainForm(body: unknown): Form {
  const entries = Object.entries((body ?? {}) as Record<string, string | string[]>);
  return gathered(entries.flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const)));
}

/** What came with a form: what was typed, and its files. */
export type Received = Pick<Visit, 'form' | 'files' | 'held' | 'faults'>;

/** Only who is signed in may have a file held; more than one come to nothing. */
async function receiveHeld(visit: Visit, most: number): Promise<Received> {
  const { fields, files } = await readUpload(visit.request, 1, (_, file) =>
    holdFile(file, visit.signedIn ? most : 0),
  );
  return { form: gathered(fields), files: [], held: files[0] ?? null, faults: [] };
}

async function receiveMultipart(visit: Visit): Promise<Received> {
  const actor = visit.signedIn ? visit.identity().actor : null;
  const { fields, files } = await readUpload(visit.request, MOST_FILES, async (field, file) => {
    if (actor !== null) return uploadFile(visit.house, file, actor, visit.when);
    file.content.resume();
    return { ok: false as const, faults: [{ field, code: 'required' }] };
  });
  const faults = files.flatMap((file) => (file.ok || !('faults' in file) ? [] : file.faults));
  return {
    form: gathered(fields),
    files: files.flatMap((file) => (file.ok ? [fileRef(file.value)] : [])),
    held: null,
    faults: faults.map((fault) => ({ ...fault, field: 'files' })),
  };
}

/** Takes in a form in whichever of the two ways browsers send one. */
export async function receive(route: PageRoute, visit: Visit, response: Response): Promise<Received> {
  if (visit.request.is('multipart/form-data') !== false) {
    return route.holds === undefined ? receiveMultipart(visit) : receiveHeld(visit, route.holds);
  }
  await new Promise<void>((resolve, reject) => {
    urlencoded(visit.request, response, (error) => (error === undefined ? resolve() : reject(error)));
  });
  return { form: plainForm(visit.request.body), files: [], held: null, faults: [] };
}
