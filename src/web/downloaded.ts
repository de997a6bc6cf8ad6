import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DocumentFile } from '../app/documents.ts';
import type { Raw } from './visit.ts';

/** A document to be kept under a name, for whoever asked alone. */
export function downloaded(name: string, { type, pieces }: DocumentFile): Raw {
  return {
    status: 200,
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'private, no-store',
    },
    send: (response) => pipeline(Readable.from(pieces), response),
  };
}
