import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import {
  BackupFault,
  type Digest,
  digesting,
  END_NAME,
  endText,
  MANIFEST_NAME,
  type Manifest,
  PART_BYTES,
  partName,
} from './backup-format.ts';
import { TAR_END, tarHeader, tarPadding } from './tar-header.ts';

/** The documents of a collection as BSON, in the order of their ids. */
export type Documents = (collection: string) => AsyncIterable<Uint8Array>;

/** What was written: the file's size in bytes, its SHA-256, and what it holds. */
export type WrittenBackup = { bytes: number; sha256: string; collections: Digest[] };

/** Entries of a tar file, all written at the same moment. */
function entriesAt(moment: string): (name: string, content: readonly Uint8Array[]) => Buffer[] {
  const seconds = Math.floor(Date.parse(moment) / 1000);
  return (name, content) => {
    const size = content.reduce((sum, { length }) => sum + length, 0);
    const padding = Buffer.alloc(tarPadding(size));
    return [Buffer.concat([tarHeader({ name, size, seconds }), ...content, padding])];
  };
}

async function* parts(documents: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array[]> {
  let part: Uint8Array[] = [];
  let bytes = 0;
  for await (const document of documents) {
    part.push(document);
    bytes += document.length;
    if (bytes < PART_BYTES) continue;
    yield part;
    part = [];
    bytes = 0;
  }
  if (part.length > 0) yield part;
}

async function* tarOf(manifest: Manifest, documentsOf: Documents, digests: Digest[]): AsyncGenerator<Buffer> {
  const entry = entriesAt(manifest.createdAt);
  yield* entry(MANIFEST_NAME, [Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)]);
  for (const { name, rows } of manifest.collections) {
    const passed = digesting(name);
    let number = 0;
    for await (const part of parts(documentsOf(name))) {
      for (const document of part) passed.add(document);
      number += 1;
      yield* entry(partName(name, number), part);
    }
    const digest = passed.digest();
    if (digest.rows !== rows) throw new Error(`backup: ${name} has ${digest.rows} rows, not ${rows}`);
    digests.push(digest);
  }
  yield* entry(END_NAME, [Buffer.from(endText(digests))]);
  yield TAR_END;
}

/** A rename is on disk when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path));
  await folder.sync().finally(() => folder.close());
}

function isOfTheSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

async function writeTo(part: string, manifest: Manifest, documentsOf: Documents): Promise<WrittenBackup> {
  const collections: Digest[] = [];
  const hash = createHash('sha256');
  let bytes = 0;
  const count = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  const file = createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true });
  const gzip = createGzip({ level: constants.Z_BEST_SPEED, chunkSize: 256 * 1024 });
  await pipeline(tarOf(manifest, documentsOf, collections), gzip, count, file);
  return { bytes, sha256: hash.digest('hex'), collections };
}

/**
 * Writes a backup as a stream: to `path.part`, readable by its owner only, and renamed when it is whole and on disk, so
 * that whatever is at `path` is whole. Throws BackupFault when the file can't be written; nothing is left then.
 */
export async function writeBackup(
  path: string,
  manifest: Manifest,
  documentsOf: Documents,
): Promise<WrittenBackup> {
  const part = `${path}.part`;
  try {
    await rm(part, { force: true });
    const written = await writeTo(part, manifest, documentsOf);
    await rename(part, path);
    await syncFolder(path);
    return written;
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    if (isOfTheSystem(error)) throw new BackupFault('unwritable', error.message, error);
    throw error;
  }
}
