import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, getFileNameLowLevel, validateFileName } from 'yauzl';
import { WorkbookFault } from './workbook-fault.ts';

/** How many parts an archive may have, and how many bytes they may be unpacked, all of them. */
export type ArchiveBounds = { parts: number; unpacked: number };

/** A zip archive whose list of parts was found to be sound; a part is unpacked when it is read. */
export type Archive = {
  names: readonly string[];
  /** The bytes of a part as they are unpacked. Throws WorkbookFault for one that isn't there or is broken. */
  open: (name: string) => AsyncIterable<Buffer>;
};

/** What Office of before 2007 wrote, and what it wraps an encrypted document in today. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

function broken(): never {
  throw new WorkbookFault('notWorkbook');
}

function nameOf(entry: Entry): string {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
  const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
  if (validateFileName(name) !== null) throw new WorkbookFault('unsafePath');
  return name;
}

/**
 * Opens a zip archive by its directory, whose names, number and sizes are checked before anything is unpacked; while a part
 * is unpacked it can't become larger than the directory said. Throws WorkbookFault.
 */
export async function openArchive(bytes: Buffer, bounds: ArchiveBounds): Promise<Archive> {
  if (bytes.subarray(0, COMPOUND.length).equals(COMPOUND)) {
    throw new WorkbookFault(bytes.includes(ENCRYPTED) ? 'encrypted' : 'notWorkbook');
  }
  const zip = await fromBufferPromise(bytes, { decodeStrings: false }).catch(broken);
  if (zip.entryCount > bounds.parts) throw new WorkbookFault('tooLarge');
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry);
      if (entry.isEncrypted()) throw new WorkbookFault('encrypted');
      if (entries.has(name)) broken();
      unpacked += entry.uncompressedSize;
      if (unpacked > bounds.unpacked) throw new WorkbookFault('tooLarge');
      entries.set(name, entry);
    }
  } catch (error) {
    throw error instanceof WorkbookFault ? error : new WorkbookFault('notWorkbook');
  }
  async function* open(name: string): AsyncGenerator<Buffer> {
    const entry = entries.get(name) ?? broken();
    try {
      const stream: Readable = await zip.openReadStreamPromise(entry);
      for await (const piece of stream) yield piece as Buffer;
    } catch (error) {
      throw error instanceof WorkbookFault ? error : new WorkbookFault('notWorkbook');
    }
  }
  return { names: [...entries.keys()], open };
}
