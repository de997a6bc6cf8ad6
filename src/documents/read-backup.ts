import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import {
  BACKUP_FORMAT,
  BACKUP_VERSION,
  BackupFault,
  COLLECTION_NAME,
  type Digest,
  digesting,
  END_NAME,
  endText,
  LARGEST_DOCUMENT,
  LARGEST_ENTRY,
  MANIFEST_NAME,
  type Manifest,
  MOST_COLLECTIONS,
  partName,
} from './backup-format.ts';
import { type ByteReader, byteReader } from './byte-reader.ts';
import { readTarHeader, TAR_BLOCK, TAR_END, tarPadding } from './tar-header.ts';

/** What a backup holds, known to be whole. */
export type ReadBackup = { manifest: Manifest; collections: Digest[] };

/** Is given the documents of a collection, part by part, as BSON. */
export type TakePart = (collection: string, documents: readonly Buffer[]) => Promise<void>;

/** The smallest BSON document: its length, and the zero that ends it. */
const SMALLEST_DOCUMENT = 5;

const MANIFEST_BYTES = 256 * 1024;

type Entry = { name: string; content: Buffer };

async function readEntry(reader: ByteReader, largest: number, expected: string): Promise<Entry> {
  const block = await reader.take(TAR_BLOCK);
  const header = block === null ? null : readTarHeader(block);
  if (header === null || header.size > largest) throw new BackupFault('broken', expected);
  const content = await reader.take(header.size);
  const padding = await reader.take(tarPadding(header.size));
  if (content === null || padding === null) throw new BackupFault('broken', header.name);
  return { name: header.name, content };
}

function isManifest(value: unknown): value is Manifest {
  const { format, version, program, createdAt, collections } = (value ?? {}) as Record<string, unknown>;
  if (format !== BACKUP_FORMAT || typeof version !== 'number') return false;
  if (version !== BACKUP_VERSION) throw new BackupFault('otherVersion', String(version));
  if (typeof program !== 'string' || typeof createdAt !== 'string' || !Array.isArray(collections))
    return false;
  const names = collections.map((each) => String(each?.name));
  return (
    names.length <= MOST_COLLECTIONS &&
    new Set(names).size === names.length &&
    names.every((name) => name.length <= 60 && COLLECTION_NAME.test(name)) &&
    collections.every(({ rows }) => Number.isSafeInteger(rows) && rows >= 0)
  );
}

function parsed(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    return null;
  }
}

/** What doesn't begin as a backup does is none, whatever it is. */
function notBegun(error: unknown): never {
  const isBroken = error instanceof BackupFault && error.code === 'broken';
  throw isBroken ? new BackupFault('notArchive', MANIFEST_NAME, error) : error;
}

async function readManifest(reader: ByteReader): Promise<Manifest> {
  const entry = await readEntry(reader, MANIFEST_BYTES, MANIFEST_NAME).catch(notBegun);
  const manifest = entry.name === MANIFEST_NAME ? parsed(entry.content) : null;
  if (!isManifest(manifest)) throw new BackupFault('notArchive', MANIFEST_NAME);
  return manifest;
}

function split(part: Entry): Buffer[] {
  const documents: Buffer[] = [];
  const { name, content } = part;
  for (let at = 0; at < content.length; ) {
    const length = content.length - at < SMALLEST_DOCUMENT ? 0 : content.readInt32LE(at);
    const end = at + length;
    if (
      length < SMALLEST_DOCUMENT ||
      length > LARGEST_DOCUMENT ||
      end > content.length ||
      content[end - 1] !== 0
    ) {
      throw new BackupFault('broken', name);
    }
    documents.push(content.subarray(at, end));
    at = end;
  }
  return documents;
}

async function readCollection(
  reader: ByteReader,
  { name, rows }: Manifest['collections'][number],
  take: TakePart,
): Promise<Digest> {
  const passed = digesting(name);
  let left = rows;
  for (let part = 1; left > 0; part += 1) {
    const expected = partName(name, part);
    const entry = await readEntry(reader, LARGEST_ENTRY, expected);
    const documents = split(entry);
    if (entry.name !== expected || documents.length === 0) throw new BackupFault('broken', expected);
    left -= documents.length;
    if (left < 0) throw new BackupFault('altered', name);
    for (const document of documents) passed.add(document);
    await take(name, documents);
  }
  return passed.digest();
}

async function readAll(reader: ByteReader, take: TakePart): Promise<ReadBackup> {
  const manifest = await readManifest(reader);
  const collections: Digest[] = [];
  for (const collection of manifest.collections)
    collections.push(await readCollection(reader, collection, take));
  const end = await readEntry(reader, MANIFEST_BYTES, END_NAME);
  if (end.name !== END_NAME) throw new BackupFault('broken', END_NAME);
  if (end.content.toString('utf8') !== endText(collections)) throw new BackupFault('altered', END_NAME);
  const last = await reader.take(TAR_END.length);
  if (last?.equals(TAR_END) !== true || !(await reader.isAtEnd())) throw new BackupFault('broken', END_NAME);
  return { manifest, collections };
}

/** What the system or the unpacking says is wrong with a file. */
function faultOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if ('syscall' in error) return new BackupFault('unreadable', error.message, error);
  return new BackupFault('broken', error.message, error);
}

async function* unpacked(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  file.on('error', (error) => gunzip.destroy(error));
  try {
    yield* file.pipe(gunzip);
  } catch (error) {
    throw faultOf(error);
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}

/**
 * Reads a backup as a stream to its end, checking all that it says of itself; a part, of about a megabyte or one large document, is the most that
 * is held. Parts are given as they come, so what was made of them counts only when this has returned. Throws BackupFault.
 */
export async function readBackup(path: string, take: TakePart): Promise<ReadBackup> {
  const source = unpacked(path);
  try {
    return await readAll(byteReader(source), take);
  } finally {
    await source.return(undefined);
  }
}
