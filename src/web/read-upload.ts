import busboy from 'busboy';
import type { Request } from 'express';
import { type Arriving, LARGEST_FILE } from '../app/upload-file.ts';

/** What a multipart body held: its text fields in order, and what was made of each file. */
export type Upload<T> = { fields: [name: string, value: string][]; files: T[] };

/** A body that is not multipart, or broken off (400). */
export class BrokenUpload extends Error {}

/**
 * Reads a multipart body as it streams in: each named file is handed to `take` at once, and nothing is kept in
 * memory. At most `most` files and 200 fields of 100,000 bytes. Throws BrokenUpload, and whatever `take` throws.
 */
export async function readUpload<T>(
  request: Request,
  most: number,
  take: (field: string, file: Arriving) => Promise<T>,
): Promise<Upload<T>> {
  let parser: busboy.Busboy;
  try {
    parser = busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { files: most, fields: 200, fieldSize: 100_000, fileSize: LARGEST_FILE },
    });
  } catch (error) {
    throw new BrokenUpload(String(error));
  }
  const fields: [string, string][] = [];
  const taken: Promise<T>[] = [];
  parser.on('field', (name, value) => fields.push([name, value]));
  parser.on('file', (field, content, info) => {
    content.on('error', () => undefined);
    if (info.filename === undefined || info.filename === '') {
      content.resume();
      return;
    }
    const file = { name: info.filename, content, wasCut: () => content.truncated === true };
    const result = take(field, file);
    result.catch(() => content.resume());
    taken.push(result);
  });
  await new Promise<void>((resolve, reject) => {
    parser.once('close', resolve);
    // More than one error may come of one broken body; an unheard one would end the program.
    parser.on('error', (error) => {
      request.unpipe(parser);
      request.resume();
      reject(new BrokenUpload(String(error)));
    });
    request.once('aborted', () => reject(new BrokenUpload('aborted')));
    request.pipe(parser);
  });
  return { fields, files: await Promise.all(taken) };
}
