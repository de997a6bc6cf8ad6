import { pipeline } from 'node:stream/promises';
import { FILE } from '../../app/directive-answers.ts';
import type { Outcome } from '../../app/outcome.ts';
import { downloadFile, TooLarge, uploadFile } from '../../app/upload-file.ts';
import type { FileRow } from '../../db/file-store.ts';
import { BrokenUpload, readUpload } from '../read-upload.ts';
import type { Answer, Call } from '../route.ts';
import { type ApiRoute, actorOf, idOf, READS, WRITES } from './api-route.ts';
import { problem, refusal } from './problem.ts';

function fileJson({ _id, name, size, type, sha256 }: FileRow) {
  return { id: _id, name, size, type, sha256 };
}

async function received(call: Call): Promise<Outcome<FileRow>> {
  const { actor } = call.identity();
  const { files } = await readUpload(call.request, 1, async (field, file) => {
    if (field === 'file') return uploadFile(call.house, file, actor, call.when);
    file.content.resume();
    return { ok: false as const, faults: [{ field: field.slice(0, 100), code: 'unknownField' }] };
  });
  return files[0] ?? { ok: false, faults: [{ field: 'file', code: 'required' }] };
}

async function upload(call: Call): Promise<Answer> {
  if (call.request.is('multipart/form-data') === false) {
    return problem(call.t, { status: 415, code: 'unsupportedType' });
  }
  try {
    const outcome = await received(call);
    return outcome.ok ? { status: 201, body: fileJson(outcome.value) } : refusal(call.t, outcome);
  } catch (error) {
    if (error instanceof TooLarge) return problem(call.t, { status: 413, code: 'tooLarge' });
    if (error instanceof BrokenUpload) return problem(call.t, { status: 400, code: 'malformed' });
    throw error;
  }
}

/** A file as something to keep, never to be shown in place: its bytes are other people's. */
export async function fileAnswer(call: Pick<Call, 'house' | 'identity' | 'params'>): Promise<Answer> {
  const { row, open } = await downloadFile(call.house, idOf(call), actorOf(call));
  const headers = {
    'Content-Type': row.type,
    'Content-Length': String(row.size),
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(row.name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
    'Cache-Control': 'private, no-cache',
    ETag: `"${row.sha256}"`,
  };
  return { status: 200, headers, send: (response) => pipeline(open(), response) };
}

const see = (call: Call) => downloadFile(call.house, idOf(call), actorOf(call));

export const FILE_ROUTES: readonly ApiRoute[] = [
  {
    ...WRITES,
    path: '/files',
    permission: 'uploadFiles',
    audit: 'file.upload',
    handler: upload,
    summary: 'Takes a file, for its uploader until it is attached',
    body: 'multipart',
    answers: { 201: FILE },
    links: { getFilesId: '/id' },
  },
  {
    ...READS,
    path: '/files/:id',
    permission: 'readFiles',
    audit: 'file.read',
    handler: fileAnswer,
    summary: 'A file, for whoever may see what it is attached to',
    sees: see,
    answers: { 200: 'file' },
  },
];
