import { findDirectives } from '../db/directive-store.ts';
import { findEvents } from '../db/event-store.ts';
import { findTask, type TaskRow, taskOf } from '../db/task-store.ts';
import { canonicalJson } from '../domain/canonical.ts';
import { hashedText } from '../domain/chain.ts';
import type { ChainedEvent, TaskEvent } from '../domain/event.ts';
import { fold } from '../domain/evolve.ts';
import type { House } from './house.ts';
import { indexTask } from './index-task.ts';

/** The first thing that does not agree: what it is, and where. */
export type Disagreement = {
  ok: false;
  what: string;
  task: string | null;
  seq: number | null;
  detail: string;
};

export function disagree(
  what: string,
  task: string | null,
  seq: number | null,
  detail: string,
): Disagreement {
  return { ok: false, what, task, seq, detail };
}

/** The pure rules throw on what the program never writes, such as a fraction; null then, which equals nothing. */
function unlessAltered<T>(pure: () => T): T | null {
  try {
    return pure();
  } catch {
    return null;
  }
}

/** The first event that is not as it was written: number, hash before it, or its own hash. */
function brokenLink(house: House, events: readonly ChainedEvent[]): Disagreement | null {
  let previousHash: string | null = null;
  for (const [i, event] of events.entries()) {
    const { hash, ...hashed } = event;
    if (event.seq !== i + 1) return disagree('event', event.task, event.seq, `event ${i + 1} is missing`);
    if (event.previousHash !== previousHash)
      return disagree('event', event.task, event.seq, 'hash before it');
    const computed = unlessAltered(() => house.hash(hashedText(hashed as TaskEvent)));
    if (computed !== hash) return disagree('event', event.task, event.seq, 'its own hash');
    previousHash = hash;
  }
  return null;
}

function differing(a: object, b: object): string | null {
  const right = new Map(Object.entries(b));
  const left = new Map(Object.entries(a));
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    const [one, other] = [left, right].map((side) =>
      unlessAltered(() => canonicalJson(side.get(name) ?? null)),
    );
    if (one !== other) return name;
  }
  return null;
}

async function wrongRow(
  house: House,
  row: TaskRow,
  events: readonly ChainedEvent[],
): Promise<Disagreement | null> {
  const folded = unlessAltered(() => fold(events));
  if (folded === null) return disagree('task', row._id, null, 'its events do not follow one another');
  const field = differing(
    { ...folded, changedAt: events.at(-1)?.at },
    { ...taskOf(row), changedAt: row.changedAt },
  );
  if (field !== null) return disagree('task', row._id, row.version, `field ${field}`);
  const [directive] = await findDirectives(house.connection, [folded.directive]);
  if (directive === undefined) return disagree('task', row._id, row.version, 'its directive is missing');
  const kept = differing(indexTask(house, folded, directive), row.index ?? {});
  return kept === null ? null : disagree('task', row._id, row.version, `index.${kept}`);
}

/** What does not agree in one task, of which either may be missing. */
export async function wrongTask(
  house: House,
  id: string,
  row: TaskRow | null,
  events: readonly ChainedEvent[],
): Promise<Disagreement | null> {
  if (row === null) return disagree('task', id, null, 'events without a task');
  if (events.length === 0) return disagree('task', id, null, 'a task without events');
  return brokenLink(house, events) ?? wrongRow(house, row, events);
}

const LOOKS = 3;

/**
 * Looks again at a task that did not agree: it may have changed between the readings of its events and of itself, while
 * people work. Gives its number of events when it does agree.
 */
export async function lookAgain(house: House, id: string): Promise<number | Disagreement> {
  for (let look = 1; ; look += 1) {
    const row = await findTask(house.connection, id);
    const events = await findEvents(house.connection, id);
    const wrong = await wrongTask(house, id, row, events);
    if (wrong === null) return events.length;
    if (look === LOOKS) return wrong;
  }
}
