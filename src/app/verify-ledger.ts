import { findEvents, streamEvents } from '../db/event-store.ts';
import { streamSealLines, streamSeals } from '../db/seal-store.ts';
import { streamTasks, type TaskRow } from '../db/task-store.ts';
import type { ChainedEvent } from '../domain/event.ts';
import { readSealLine, sealHash } from '../domain/seal.ts';
import type { House } from './house.ts';
import { wrongBook } from './verify-books.ts';
import { type Disagreement, disagree, lookAgain, wrongTask } from './verify-task.ts';

export type Verified = { ok: true; tasks: number; events: number; seals: number } | Disagreement;

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

type Pair = { id: string; row: TaskRow | null; chain: readonly ChainedEvent[] };

/** Each task beside its events, in the order of their ids; one of the two where the other is missing. */
async function* pairs(house: House): AsyncGenerator<Pair> {
  const ledger = chains(house);
  let next = await ledger.next();
  const ahead = () => (next.done ? null : { id: next.value[0]?.task ?? '', chain: next.value });
  for await (const row of streamTasks(house.connection)) {
    for (let first = ahead(); first !== null && first.id < row._id; first = ahead()) {
      yield { ...first, row: null };
      next = await ledger.next();
    }
    const own = ahead();
    if (own?.id === row._id) next = await ledger.next();
    yield { id: row._id, row, chain: own?.id === row._id ? own.chain : [] };
  }
  for (let left = ahead(); left !== null; left = ahead()) {
    yield { ...left, row: null };
    next = await ledger.next();
  }
}

async function verifyTasks(house: House): Promise<{ tasks: number; events: number } | Disagreement> {
  let tasks = 0;
  let events = 0;
  for await (const { id, row, chain } of pairs(house)) {
    const wrong = await wrongTask(house, id, row, chain);
    const agreed = wrong === null ? chain.length : await lookAgain(house, id);
    if (typeof agreed !== 'number') return agreed;
    tasks += 1;
    events += agreed;
  }
  return { tasks, events };
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
 * Folds the whole ledger again, one task in memory, against the tasks as they are kept, counts them against the books, and
 * checks chains and seals; names the first event, task, book or seal that does not agree. People may work meanwhile.
 */
export async function verifyLedger(house: House): Promise<Verified> {
  const tasks = await verifyTasks(house);
  if ('ok' in tasks) return tasks;
  const seals = await verifySeals(house);
  if (typeof seals !== 'number') return seals;
  return (await wrongBook(house)) ?? { ok: true, ...tasks, seals };
}
