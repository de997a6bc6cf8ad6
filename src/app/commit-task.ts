import type { ClientSession } from 'mongoose';
import { inTransaction } from '../db/connect.ts';
import { appendEvents } from '../db/event-store.ts';
import { attachFiles } from '../db/file-store.ts';
import { inTurn } from '../db/in-turn.ts';
import { insertNotices, type NoticeRow } from '../db/notice-store.ts';
import { moveTallies } from '../db/tally-store.ts';
import { insertTasks, replaceTask, rowOf, type TaskRow, taskOf } from '../db/task-store.ts';
import { chain, NO_EVENTS } from '../domain/chain.ts';
import type { When } from '../domain/day.ts';
import type { ChainedEvent, Happening } from '../domain/event.ts';
import { evolve, fold } from '../domain/evolve.ts';
import type { By } from '../domain/post.ts';
import { changeOf } from '../domain/tally.ts';
import type { Task } from '../domain/task.ts';
import type { House } from './house.ts';
import { indexTask, type PaperOfTask } from './index-task.ts';
import { noticesOf } from './notices-of.ts';
import { Conflict } from './outcome.ts';

/** Who did it, and when. */
export type Doing = { by: By; when: When };

function filesIn(happening: Happening): string[] {
  return 'files' in happening.data ? happening.data.files.map((file) => file.id) : [];
}

async function attach(
  house: House,
  session: ClientSession,
  task: string,
  happenings: readonly Happening[],
  by: By,
): Promise<void> {
  const ids = happenings.flatMap(filesIn);
  if (ids.length === 0 || by === null) return;
  const attached = await attachFiles(house.connection, session, ids, by.username, { task });
  if (attached !== ids.length) throw new Conflict('stale');
}

/** A transaction; one that changes books waits for its turn, since others may be about to change the same. */
function write(
  { connection }: House,
  movesBooks: boolean,
  work: (session: ClientSession) => Promise<void>,
): Promise<void> {
  const transaction = () => inTransaction(connection, work);
  return movesBooks ? inTurn(connection, transaction) : transaction();
}

/**
 * Writes what happened to a task: its events, the task as they leave it, the files they name, the notices they cause and
 * the books that count it, all in one transaction or none of it; gives its row. Throws Conflict `stale` when somebody else was faster.
 */
export async function commitTask(
  house: House,
  seen: TaskRow,
  happenings: readonly Happening[],
  doing: Doing,
): Promise<TaskRow> {
  const before = taskOf(seen);
  const stamp = { at: doing.when.now, by: doing.by };
  const since = { seq: before.version, hash: before.lastHash };
  const events = chain(before.id, since, happenings, stamp, house.hash);
  const after = events.reduce<Task>(evolve, before);
  const row = rowOf(after, indexTask(house, after, seen.index), stamp.at);
  const notices = noticesOf(house, before, after, events);
  const movesBooks = changeOf(seen.index.tallies, row.index.tallies).length > 0;
  await write(house, movesBooks, async (session) => {
    const was = await replaceTask(house.connection, session, seen, row);
    if (was === null) throw new Conflict('stale');
    await appendEvents(house.connection, session, events);
    await attach(house, session, after.id, happenings, doing.by);
    await insertNotices(house.connection, session, notices);
    await moveTallies(house.connection, session, was, row.index.tallies);
  });
  return row;
}

/** The notices of a task's whole history: each event tells those whom the task concerned just then. */
function noticesOfHistory(house: House, events: readonly ChainedEvent[]): NoticeRow[] {
  let before: Task | null = null;
  return events.flatMap((event) => {
    const after: Task = before === null ? (fold([event]) as Task) : evolve(before, event);
    const notices = noticesOf(house, before, after, [event]);
    before = after;
    return notices;
  });
}

/** Writes new tasks with all that happened to them so far, each an unbroken chain from its first event, or none. */
export async function commitHistories(
  house: House,
  histories: readonly (readonly ChainedEvent[])[],
  paper: PaperOfTask,
): Promise<Task[]> {
  const tasks = histories.map((events) => fold(events) as Task);
  const rows = tasks.map((task, i) =>
    rowOf(task, indexTask(house, task, paper), histories[i]?.at(-1)?.at ?? ''),
  );
  const tallies = rows.flatMap(({ index }) => index.tallies);
  const notices = histories.flatMap((events) => noticesOfHistory(house, events));
  await write(house, true, async (session) => {
    await insertTasks(house.connection, session, rows);
    await appendEvents(house.connection, session, histories.flat());
    await insertNotices(house.connection, session, notices);
    await moveTallies(house.connection, session, [], tallies);
  });
  return tasks;
}

/** Where a new task begins: its id and the event of its assignment. */
export type Beginning = { id: string; happening: Happening };

/** The chain of a new task with its first event. */
export function beginChain(house: House, { id, happening }: Beginning, { by, when }: Doing): ChainedEvent[] {
  return chain(id, NO_EVENTS, [happening], { at: when.now, by }, house.hash);
}

/** Writes new tasks with their first events and notices, all of them or none. */
export async function commitNewTasks(
  house: House,
  beginnings: readonly Beginning[],
  paper: PaperOfTask,
  doing: Doing,
): Promise<Task[]> {
  const chains = beginnings.map((beginning) => beginChain(house, beginning, doing));
  return commitHistories(house, chains, paper);
}
