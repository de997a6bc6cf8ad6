import { createHash } from 'node:crypto';

/**
 * A backup is one gzip-compressed tar file: `manifest.json`; then of each collection that holds anything its documents, in
 * the order of their ids, as BSON one after the other, in parts of about a megabyte; then `end.json` with what was written
 * of each. BSON is what the database itself keeps: every type comes back as it was, and `bsondump` reads a part.
 */
export const BACKUP_FORMAT = 'dondoc-backup';
export const BACKUP_VERSION = 1;

export const MANIFEST_NAME = 'manifest.json';
export const END_NAME = 'end.json';

/** Of the database: the largest document it keeps, with what it may add itself. */
export const LARGEST_DOCUMENT = 16 * 1024 * 1024 + 16 * 1024;

/** A part is closed when it has reached so many bytes. */
export const PART_BYTES = 1024 * 1024;

/** No entry is larger than this; one that says so is not read. */
export const LARGEST_ENTRY = PART_BYTES + LARGEST_DOCUMENT;

/** No backup has more collections than this. */
export const MOST_COLLECTIONS = 200;

/** The names that a collection of the product may have. */
export const COLLECTION_NAME = /^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)?$/;

/** What a backup says of itself before anything else: what wrote it, when, and how many rows each collection had then. */
export type Manifest = {
  format: typeof BACKUP_FORMAT;
  version: number;
  program: string;
  createdAt: string;
  collections: { name: string; rows: number }[];
};

/** What was written of a collection: rows, bytes, and the SHA-256 of its documents, one after the other by id. */
export type Digest = { name: string; rows: number; bytes: number; sha256: string };

export function partName(collection: string, part: number): string {
  return `collections/${collection}/${String(part).padStart(6, '0')}.bson`;
}

/** The last entry, to the byte. */
export function endText(digests: readonly Digest[]): string {
  return `${JSON.stringify({ collections: digests }, null, 1)}\n`;
}

/** Adds up documents of a collection as they pass. */
export function digesting(name: string): { add: (document: Uint8Array) => void; digest: () => Digest } {
  const hash = createHash('sha256');
  let rows = 0;
  let bytes = 0;
  return {
    add: (document) => {
      hash.update(document);
      rows += 1;
      bytes += document.length;
    },
    digest: () => ({ name, rows, bytes, sha256: hash.digest('hex') }),
  };
}

export type BackupFaultCode =
  | 'notArchive'
  | 'otherVersion'
  | 'broken'
  | 'altered'
  | 'unreadable'
  | 'unwritable';

/** A file that can't be written or read as a backup; `where` is what was at fault (an entry, or the system's reason). */
export class BackupFault extends Error {
  readonly code: BackupFaultCode;
  readonly where: string;

  constructor(code: BackupFaultCode, where: string, cause?: unknown) {
    super(`${code}: ${where}`, { cause });
    this.code = code;
    this.where = where;
  }
}
