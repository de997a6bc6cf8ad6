import { sha256 } from './sha256.ts';

/** Where a page ended: the value sorted by, and the id. */
export type Position = { value: string; id: string };

/** What a cursor goes with: the same filters and sorting, whatever the length of pages. */
function fingerprint(query: Record<string, unknown>): string {
  const { cursor: _, limit: __, ...rest } = query;
  return sha256(JSON.stringify(Object.entries(rest).sort())).slice(0, 16);
}

/** A cursor: opaque to whoever gets it. */
export function writeCursor(query: Record<string, unknown>, position: Position): string {
  const parts = [fingerprint(query), position.value, position.id];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Reads a cursor; null for one that is not ours or goes with another query. */
export function readCursor(query: Record<string, unknown>, cursor: string): Position | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(parts) || parts.length !== 3) return null;
    if (parts.some((part) => typeof part !== 'string')) return null;
    const [print, value, id] = parts as [string, string, string];
    return print === fingerprint(query) ? { value, id } : null;
  } catch {
    return null;
  }
}
