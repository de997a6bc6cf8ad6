import { atOneMoment } from '../db/snapshot.ts';
import { streamTallies } from '../db/tally-store.ts';
import { type Books, countInto } from '../domain/tally.ts';
import type { House } from './house.ts';
import { type Disagreement, disagree } from './verify-task.ts';

function differing(
  counted: ReadonlyMap<string, number>,
  kept: Readonly<Record<string, number>>,
): string | null {
  const entries = new Set([...counted.keys(), ...Object.keys(kept)]);
  return [...entries].find((entry) => (counted.get(entry) ?? 0) !== (kept[entry] ?? 0)) ?? null;
}

/**
 * Counts all tasks again, at one moment, and holds the kept books against that; names the first number that differs. That
 * each task is counted as it should be is checked with the task.
 */
export async function wrongBook({ connection }: Pick<House, 'connection'>): Promise<Disagreement | null> {
  return atOneMoment(connection, async (session) => {
    const kept = streamTallies(connection, session);
    const counted: Books = new Map();
    for await (const { index } of kept.tasks) countInto(counted, index?.tallies ?? [], 1);
    for await (const { _id, counts } of kept.books) {
      const entry = differing(counted.get(_id) ?? new Map(), counts);
      if (entry !== null) return disagree('book', null, null, `${_id}: ${entry}`);
      counted.delete(_id);
    }
    const [missing] = counted.keys();
    return missing === undefined ? null : disagree('book', null, null, `${missing} is missing`);
  });
}
