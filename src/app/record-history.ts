import type { ActionName } from '../domain/actions.ts';
import { chain } from '../domain/chain.ts';
import type { When } from '../domain/day.ts';
import { decide } from '../domain/decide.ts';
import type { ChainedEvent } from '../domain/event.ts';
import { evolve, fold } from '../domain/evolve.ts';
import { postFor } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import type { Task } from '../domain/task.ts';
import { contextOf, isOwnOffice } from './act-on-task.ts';
import { beginningsOf, readAssignment } from './assign-tasks.ts';
import { type Beginning, beginChain, commitHistories, type Doing } from './commit-task.ts';
import type { House } from './house.ts';
import { done, Forbidden, type Outcome } from './outcome.ts';
import { readCommand } from './read-command.ts';

/** One action of the past: who did it, when, with its fields as for an action of today, files apart. */
export type PastAction = { action: ActionName; fields: Record<string, unknown>; actor: Actor; when: When };

/** What happened to a task since its assignment: action by action, each told the task as the one before left it. */
export type Life = (task: Task) => Generator<PastAction, void, Task>;

/** The tasks of an assignment of the past; `first` is the number of the first of them, reserved by the caller. */
export type PastAssignment = { input: unknown; actor: Actor; when: When; first: number; life: Life };

async function happened(house: House, task: Task, past: PastAction): Promise<Outcome<ChainedEvent[]>> {
  const { action, actor, when, fields } = past;
  const post = postFor(actor, action, task, { ownOffice: isOwnOffice(house, task.lead) });
  if (post === null) throw new Forbidden();
  const command = await readCommand(house, task, action, fields, actor, when);
  if (!command.ok) return command;
  const decision = decide(task, command.value, contextOf(house, task, when));
  if (!decision.ok) return decision;
  const by = { username: actor.username, ...post };
  const tail = { seq: task.version, hash: task.lastHash };
  return done(chain(task.id, tail, decision.happenings, { at: when.now, by }, house.hash));
}

async function historyOf(
  house: House,
  beginning: Beginning,
  doing: Doing,
  life: Life,
): Promise<Outcome<ChainedEvent[]>> {
  const events = beginChain(house, beginning, doing);
  let task = fold(events) as Task;
  const actions = life(task);
  for (let next = actions.next(task); next.done !== true; next = actions.next(task)) {
    const more = await happened(house, task, next.value);
    if (!more.ok) return more;
    events.push(...more.value);
    task = more.value.reduce<Task>(evolve, task);
  }
  return done(events);
}

/**
 * Records tasks of the past with all that happened to them, under the same rules as what happens today, all at once
 * or none. Throws Forbidden for an action that its person may never do.
 */
export async function recordHistory(house: House, past: PastAssignment): Promise<Outcome<Task[]>> {
  const read = await readAssignment(house, past.input, past.actor, past.when);
  if (!read.ok) return read;
  const { post } = read.value;
  const doing = { by: { username: past.actor.username, ...post }, when: past.when };
  const histories: ChainedEvent[][] = [];
  for (const beginning of beginningsOf(read.value, past.first, past.when.today.slice(0, 4))) {
    const history = await historyOf(house, beginning, doing, past.life);
    if (!history.ok) return history;
    histories.push(history.value);
  }
  return done(await commitHistories(house, histories, read.value));
}
