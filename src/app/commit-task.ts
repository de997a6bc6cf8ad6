import type { ClientSession } from 'mongoose';
import { inTransaction } from '../db/connect.ts';
import { findDirective } from '../db/directive-store.ts';
import { appendEvents } from '../db/event-store.ts';
import { attachFiles } from '../db/file-store.ts';
import { insertNotices } from '../db/notice-store.ts';
import { insertTasks, replaceTask } from '../db/task-store.ts';
import { chain, NO_EVENTS } from '../domain/chain.ts';
import type { When } from '../domain/day.ts';
import type { ChainedEvent, Happening } from '../domain/event.ts';
import { evolve, fold } from '../domain/evolve.ts';
import type { By } from '../domain/post.ts';
import type { Task } from '../domain/task.ts';
import { indexOf, type TaskIndex } from '../domain/task-index.ts';
import type { House } from './house.ts';
import { noticesOf } from './notices-of.ts';
import { Conflict, NotFound } from './outcome.ts';

/** Who did it, and when. */
export type Doing = { by: By; when: When };

/** What the paper gives to the index of its tasks. */
export type PaperOfTask = { notation: string; issuedOn: string; subject: string };

function indexed(house: House, task: Task, paper: PaperOfTask): TaskIndex {
  const leadName = house.directory.unit(task.lead)?.name ?? task.lead;
  return indexOf(task, { ...paper, leadName }, house.calendar());
}

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
  const attached = await attachFiles(house.connection, session, ids, by.username, task);
  if (attached !== ids.length) throw new Conflict('stale');
}

/**
 * Writes what happened to a task: its events, the task as they leave it, the files they name and the notices they
 * cause, all in one transaction or none of it. Throws Conflict `stale` when somebody else was faster.
 */
export async function commitTask(
  house: House,
  before: Task,
  happenings: readonly Happening[],
  doing: Doing,
): Promise<Task> {
  const stamp = { at: doing.when.now, by: doing.by };
  const events = chain(
    before.id,
    { seq: before.version, hash: before.lastHash },
    happenings,
    stamp,
    house.hash,
  );
  const after = events.reduce<Task>(evolve, before);
  const paper = await findDirective(house.connection, after.directive);
  if (paper === null) throw new NotFound();
  const index = indexed(house, after, paper);
  await inTransaction(house.connection, async (session) => {
    const saved = await replaceTask(house.connection, session, before.version, after, index, stamp.at);
    if (!saved) throw new Conflict('stale');
    await appendEvents(house.connection, session, events);
    await attach(house, session, after.id, happenings, doing.by);
    await insertNotices(house.connection, session, noticesOf(house, before, after, events));
  });
  return after;
}

/** Writes new tasks with their first events and notices, all of them or none. */
export async function commitNewTasks(
  house: House,
  beginnings: readonly { id: string; happening: Happening }[],
  paper: PaperOfTask,
  doing: Doing,
): Promise<Task[]> {
  const stamp = { at: doing.when.now, by: doing.by };
  const chains = beginnings.map(({ id, happening }): ChainedEvent[] =>
    chain(id, NO_EVENTS, [happening], stamp, house.hash),
  );
  const tasks = chains.map((events) => fold(events) as Task);
  await inTransaction(house.connection, async (session) => {
    const rows = tasks.map((task) => ({ task, index: indexed(house, task, paper) }));
    await insertTasks(house.connection, session, rows, stamp.at);
    await appendEvents(house.connection, session, chains.flat());
    const notices = tasks.flatMap((task, i) => noticesOf(house, null, task, chains[i] ?? []));
    await insertNotices(house.connection, session, notices);
  });
  return tasks;
}
