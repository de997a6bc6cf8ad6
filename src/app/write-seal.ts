import { isDuplicate } from '../db/duplicate.ts';
import { findLastSeal, insertSeal, putSealLines, type SealRow, streamSealLines } from '../db/seal-store.ts';
import { markSealed, streamUnsealed } from '../db/task-store.ts';
import type { When } from '../domain/day.ts';
import { type SealedTask, sealHash, sealLine } from '../domain/seal.ts';
import type { House } from './house.ts';

/** So many lines are kept in one row, far below what a row may hold. */
export const LINES_PER_PART = 20_000;

async function unsealed(house: House): Promise<SealedTask[]> {
  const listed: SealedTask[] = [];
  for await (const row of streamUnsealed(house.connection)) {
    listed.push({ task: row._id, seq: row.version, hash: row.lastHash });
  }
  return listed;
}

/** The lines that the seal before does not list: another run may have written it and not marked its tasks yet. */
async function newLines(
  house: House,
  last: SealRow | null,
  listed: readonly SealedTask[],
): Promise<string[]> {
  const lines = new Set(listed.map(sealLine));
  if (last === null) return [...lines].sort();
  for await (const part of streamSealLines(house.connection, last)) {
    for (const line of part) lines.delete(line);
  }
  return [...lines].sort();
}

/**
 * Writes a seal over every task that changed since the one before; null when none did, or when another process wrote
 * it at the same time. Lines are sorted, parts first, so that a seal is whole once its row is there.
 */
export async function writeSeal(house: House, when: When): Promise<SealRow | null> {
  const last = await findLastSeal(house.connection);
  const listed = await unsealed(house);
  const lines = listed.length === 0 ? [] : await newLines(house, last, listed);
  if (lines.length === 0) {
    await markSealed(house.connection, listed);
    return null;
  }
  const number = (last?._id ?? 0) + 1;
  const parts = Math.ceil(lines.length / LINES_PER_PART);
  const previousHash = last?.hash ?? null;
  const hash = sealHash(previousHash, lines, house.hash);
  const seal = { _id: number, at: when.now, previousHash, hash, tasks: lines.length, parts };
  for (let part = 0; part < parts; part += 1) {
    const some = lines.slice(part * LINES_PER_PART, (part + 1) * LINES_PER_PART);
    await putSealLines(house.connection, hash, part, some);
  }
  try {
    await insertSeal(house.connection, seal);
  } catch (error) {
    if (isDuplicate(error)) return null;
    throw error;
  }
  await markSealed(house.connection, listed);
  return seal;
}
