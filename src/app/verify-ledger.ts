import { findDirectives } from '../db/directive-store.ts';
import { findEvents, streamEvents } from '../db/event-store.ts';
import { streamSealLines, streamSeals } from '../db/seal-store.ts';
import { streamTasks, type TaskRow, taskOf } from '../db/task-store.ts';
import { canonicalJson } from '../domain/canonical.ts';
import { hashedText } from '../domain/chain.ts';
import type { ChainedEvent, TaskEvent } from '../domain/event.ts';
import { fold } from '../domain/evolve.ts';
import { readSealLine, sealHash } from '../domain/seal.ts';
import { indexOf } from '../domain/task-index.ts';
import type { House } from './house.ts';

/** The first thing that does not agree: what it is, and where. */
export type Disagreement = {
  ok: false;
  what: string;
  task: string | null;
  seq: number | null;
  detail: string;
};
export type Verified = { ok: true; tasks: number; events: number; seals: number } | Disagreement;

function disagree(what: string, task: string | null, seq: number | null, detail: string): Disagreement {
  return { ok: false, what, task, seq, detail };
}

/** The first event that is not as it was written: number, hash before it, or its own hash. */
function brokenLink(house: House, events: readonly ChainedEvent[]): Disagreement | null {
  let previousHash: string | null = null;
  for (const [i, event] of events.entries()) {
    const { hash, ...hashed } = event;
    if (event.seq !== i + 1) return disagree('event', event.task, event.seq, `event ${i + 1} is missing`);
    if (event.previousHash !== previousHash)
      return disagree('event', event.task, event.seq, 'hash before it');
    const computed = house.hash(hashedText(hashed as TaskEvent));
    if (computed !== hash) return disagree('event', event.task, event.seq, 'its own hash');
    previousHash = hash;
  }
  return null;
}

function differing(a: object, b: object): string | null {
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  for (const name of names) {
    if (canonicalJson(left[name] ?? null) !== canonicalJson(right[name] ?? null)) return name;
  }
  return null;
}

async function wrongRow(
  house: House,
  row: TaskRow,
  events: readonly ChainedEvent[],
): Promise<Disagreement | null> {
  const folded = fold(events);
  if (folded === null) return disagree('task', row._id, null, 'a task without events');
  const field = differing(folded, taskOf(row));
  if (field !== null) return disagree('task', row._id, row.version, `field ${field}`);
  const [directive] = await findDirectives(house.connection, [folded.directive]);
  if (directive === undefined) return disagree('task', row._id, row.version, 'its directive is missing');
  const leadName = house.directory.unit(folded.lead)?.name ?? folded.lead;
  const kept = differing(indexOf(folded, { ...directive, leadName }, house.calendar()), row.index);
  return kept === null ? null : disagree('task', row._id, row.version, `index.${kept}`);
}

/** The events of each task in turn, in the order of their ids. */
async function* chains(house: House): AsyncGenerator<ChainedEvent[]> {
  let chain: ChainedEvent[] = [];
  for await (const event of streamEvents(house.connection)) {
    if (chain.length > 0 && chain[0]?.task !== event.task) {
      yield chain;
      chain = [];
    }
    chain.push(event);
  }
  if (chain.length > 0) yield chain;
}

async function verifyTasks(house: House): Promise<{ tasks: number; events: number } | Disagreement> {
  const ledger = chains(house);
  let next = await ledger.next();
  let tasks = 0;
  let events = 0;
  for await (const row of streamTasks(house.connection)) {
    const chain = next.done ? [] : next.value;
    const first = chain[0]?.task;
    if (first !== undefined && first < row._id) return disagree('task', first, null, 'events without a task');
    if (first !== row._id) return disagree('task', row._id, null, 'a task without events');
    const wrong = brokenLink(house, chain) ?? (await wrongRow(house, row, chain));
    if (wrong !== null) return wrong;
    tasks += 1;
    events += chain.length;
    next = await ledger.next();
  }
  const left = next.done ? undefined : next.value[0]?.task;
  return left === undefined ? { tasks, events } : disagree('task', left, null, 'events without a task');
}

async function wrongLine(house: House, seal: number, line: string): Promise<Disagreement | null> {
  const listed = readSealLine(line);
  if (listed === null) return disagree('seal', null, seal, `line ${line.slice(0, 80)}`);
  const events = await findEvents(house.connection, listed.task);
  const event = events.find(({ seq }) => seq === listed.seq);
  if (event?.hash === listed.hash) return null;
  return disagree('seal', listed.task, listed.seq, `seal ${seal} lists an event that is not there`);
}

async function verifySeals(house: House): Promise<number | Disagreement> {
  let previousHash: string | null = null;
  let count = 0;
  for await (const seal of streamSeals(house.connection)) {
    const lines: string[] = [];
    for await (const part of streamSealLines(house.connection, seal)) lines.push(...part);
    if (seal._id !== count + 1) return disagree('seal', null, count + 1, 'seal is missing');
    if (seal.previousHash !== previousHash || sealHash(previousHash, lines, house.hash) !== seal.hash) {
      return disagree('seal', null, seal._id, 'its hash');
    }
    for (const line of lines) {
      const wrong = await wrongLine(house, seal._id, line);
      if (wrong !== null) return wrong;
    }
    previousHash = seal.hash;
    count += 1;
  }
  return count;
}

/**
 * Folds the whole ledger again, one task in memory, against the tasks as they are kept, and checks chains and seals;
 * names the first event, task or seal that does not agree.
 */
export async function verifyLedger(house: House): Promise<Verified> {
  const tasks = await verifyTasks(house);
  if ('ok' in tasks) return tasks;
  const seals = await verifySeals(house);
  return typeof seals === 'number' ? { ok: true, ...tasks, seals } : seals;
}
