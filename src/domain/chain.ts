import { canonicalJson } from './canonical.ts';
import type { Moment } from './day.ts';
import type { ChainedEvent, Happening, TaskEvent } from './event.ts';
import type { By } from './post.ts';

/** SHA-256 of a text in UTF-8, as 64 lower-case hexadecimal digits; handed in, since domain does no I/O. */
export type Hash = (text: string) => string;

/** Where a chain ends so far: the last sequence number and its hash; before the first, 0 and null. */
export type Tail = { seq: number; hash: string | null };

export const NO_EVENTS: Tail = { seq: 0, hash: null };

/** The text whose SHA-256 is the event's hash (design.md, section 6; contract.md, `GET …/events`). */
export function hashedText(event: TaskEvent): string {
  const { task, seq, type, at, by, data, previousHash } = event;
  return canonicalJson({ task, seq, type, at, by, data, previousHash });
}

/** Links what happened to the chain behind its tail: numbered from there, each with the hash before it. */
export function chain(
  task: string,
  tail: Tail,
  happenings: readonly Happening[],
  stamp: { at: Moment; by: By },
  hash: Hash,
): ChainedEvent[] {
  let last = tail;
  return happenings.map((happening) => {
    const event: TaskEvent = {
      ...happening,
      task,
      seq: last.seq + 1,
      at: stamp.at,
      by: stamp.by,
      previousHash: last.hash,
    };
    const chained = { ...event, hash: hash(hashedText(event)) };
    last = { seq: chained.seq, hash: chained.hash };
    return chained;
  });
}
