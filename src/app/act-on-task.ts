import { type TaskRow, taskOf } from '../db/task-store.ts';
import { ACTION_NAMES, type ActionName } from '../domain/actions.ts';
import type { When } from '../domain/day.ts';
import { type Context, decide, fieldFaults } from '../domain/decide.ts';
import { postFor } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import type { Task } from '../domain/task.ts';
import { mayReceiveFrom } from '../domain/unit.ts';
import { commitTask } from './commit-task.ts';
import { ACTION_FIELDS } from './fields.ts';
import type { House } from './house.ts';
import { Conflict, done, Forbidden, faulty, type Outcome } from './outcome.ts';
import { inOrder } from './parse.ts';
import { readCommand } from './read-command.ts';
import { seeTaskRow } from './see-task.ts';

/** The roles in which people handle tasks of their unit. */
const HANDLING = ['unitClerk', 'unitHead', 'unitStaff'] as const;

/** What `decide` asks about units and people, answered by the directory. */
export function contextOf(house: House, task: Task, when: When): Context {
  return {
    today: when.today,
    mayReceive: (unit) => mayReceiveFrom(house.directory.unit(unit), task.assigner, when.today),
    worksIn: (username, unit) =>
      house.directory.holding(unit, HANDLING).some((person) => person.username === username),
  };
}

/** An action with its fields as they came, and the version that the person saw. */
export type Act = { action: ActionName; version: number; fields: Record<string, unknown> };

/** Whether the lead of the task is the assigner's own Office, which then judges by its head only. */
export function isOwnOffice(house: House, unit: string): boolean {
  return house.directory.unit(unit)?.ownOffice ?? false;
}

/**
 * The task on which an action is to be done, whatever else was sent. Throws NotFound or Forbidden for one that the actor
 * may never do to it.
 */
export async function mustMayAct(house: House, id: string, body: unknown, actor: Actor): Promise<TaskRow> {
  const row = await seeTaskRow(house, id, actor, 'actOnTasks');
  const action = typeof body === 'object' && body !== null ? Reflect.get(body, 'action') : undefined;
  const named = ACTION_NAMES.find((name) => name === action);
  const led = { ownOffice: isOwnOffice(house, row.lead) };
  if (named !== undefined && postFor(actor, named, taskOf(row), led) === null) throw new Forbidden();
  return row;
}

/**
 * Does an action of the table to a task as it was seen, and gives its row after it. Answers in this order: Forbidden when
 * the actor may never do that, faults of fields, Conflict `stale`, refusal by the state (contract.md, "HTTP interface").
 */
export async function actOnSeen(
  house: House,
  seen: TaskRow,
  act: Act,
  actor: Actor,
  when: When,
): Promise<Outcome<TaskRow>> {
  const task = taskOf(seen);
  const post = postFor(actor, act.action, task, { ownOffice: isOwnOffice(house, task.lead) });
  if (post === null) throw new Forbidden();
  const command = await readCommand(house, task, act.action, act.fields, actor, when);
  const context = contextOf(house, task, when);
  if (!command.ok) {
    const judged = command.judged === null ? [] : fieldFaults(task, command.judged, context);
    return faulty(...inOrder(ACTION_FIELDS[act.action], [...command.faults, ...judged]));
  }
  const decision = decide(task, command.value, context);
  if (!decision.ok && 'faults' in decision) return decision;
  if (act.version !== task.version) throw new Conflict('stale');
  if (!decision.ok) return decision;
  const by = { username: actor.username, role: post.role, unit: post.unit };
  return done(await commitTask(house, seen, decision.happenings, { by, when }));
}

/** Does an action of the table to a task, by its id. Throws NotFound when the actor may not see it; else as `actOnSeen`. */
export async function actOnTask(
  house: House,
  id: string,
  act: Act,
  actor: Actor,
  when: When,
): Promise<Outcome<Task>> {
  const seen = await seeTaskRow(house, id, actor, 'actOnTasks');
  const outcome = await actOnSeen(house, seen, act, actor, when);
  return outcome.ok ? done(taskOf(outcome.value)) : outcome;
}
