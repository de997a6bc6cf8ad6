import type { DirectiveRow } from '../db/directive-store.ts';
import type { ListedRow } from '../db/task-store.ts';
import { ACTION_NAMES, type ActionName } from '../domain/actions.ts';
import { ballOf } from '../domain/ball.ts';
import type { Day } from '../domain/day.ts';
import { refusalOf } from '../domain/decide.ts';
import type { ChainedEvent } from '../domain/event.ts';
import { postFor } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import { type Standing, standingOf } from '../domain/standing.ts';
import type { DeadlineEntry, State, Task, TaskInList } from '../domain/task.ts';
import type { Unit } from '../domain/unit.ts';

/** Names of units and people, as the directory knows them. */
export type Names = {
  unit: (code: string) => Pick<Unit, 'name' | 'ownOffice'> | undefined;
  person: (username: string) => { name: string } | undefined;
};

export type UnitJson = { code: string; name: string };
export type PersonJson = { username: string; name: string };

/** A task as the HTTP interface gives it (contract.md, `GET /tasks/{id}`). */
export type TaskJson = {
  id: string;
  code: string;
  version: number;
  directive: { id: string; notation: string; issuedOn: Day };
  group: string | null;
  parent: string | null;
  clause: string | null;
  content: string;
  assigner: UnitJson;
  lead: UnitJson;
  coordinating: UnitJson[];
  handler: PersonJson | null;
  monitor: PersonJson | null;
  weight: number;
  state: State;
  ballWith: 'unit' | 'assigner' | null;
  deadline: {
    original: Day | null;
    current: Day | null;
    text: string | null;
    reason: string | null;
    provisional: boolean;
    history: DeadlineEntry[];
  };
  standing: { original: Standing; current: Standing };
  progress: number;
  assignedOn: Day;
  submittedOn: Day | null;
  closedOn: Day | null;
  actions: ActionName[];
};

export function unitJson(code: string, names: Names): UnitJson {
  return { code, name: names.unit(code)?.name ?? code };
}

export function personJson(username: string | null, names: Names): PersonJson | null {
  return username === null ? null : { username, name: names.person(username)?.name ?? username };
}

/** What the actor may do with a task now, in the order of the table; of some actions, those of them. */
export function actionsOf(
  task: TaskInList,
  actor: Actor,
  names: Names,
  among: readonly ActionName[] = ACTION_NAMES,
): ActionName[] {
  const led = { ownOffice: names.unit(task.lead)?.ownOffice ?? false };
  return among.filter(
    (action) => refusalOf(task, action) === null && postFor(actor, action, task, led) !== null,
  );
}

/** How the day of a deadline was found, in words of the reader's language; null when it was written as such. */
export type ExplainDeadline = (deadline: Task['current']) => string | null;

/** A task for the HTTP interface, as it stands for this actor on this day. */
export function taskJson(
  row: ListedRow,
  task: Task,
  context: { names: Names; actor: Actor; today: Day; explain: ExplainDeadline },
): TaskJson {
  const { names, actor, today, explain } = context;
  const submitted = task.state === 'submitted' || task.state === 'verified';
  return {
    id: task.id,
    code: task.code,
    version: task.version,
    directive: { id: task.directive, notation: row.index.notation, issuedOn: row.index.issuedOn },
    group: task.group,
    parent: task.parent,
    clause: task.clause,
    content: task.content,
    assigner: unitJson(task.assigner, names),
    lead: unitJson(task.lead, names),
    coordinating: task.coordinating.map((code) => unitJson(code, names)),
    handler: personJson(task.handler, names),
    monitor: personJson(task.monitor, names),
    weight: task.weight,
    state: task.state,
    ballWith: ballOf(task).with,
    deadline: {
      original: task.original.day,
      current: task.current.day,
      text: task.current.text,
      reason: explain(task.current),
      provisional: task.current.provisional,
      history: task.history,
    },
    standing: {
      original: standingOf(task, 'original', today),
      current: standingOf(task, 'current', today),
    },
    progress: task.progress,
    assignedOn: task.assignedOn,
    submittedOn: submitted ? task.submittedOn : null,
    closedOn: task.closedOn,
    actions: actionsOf(task, actor, names),
  };
}

/** An event for the HTTP interface: what is hashed, with the name beside the username (not hashed). */
export function eventJson(event: ChainedEvent, names: Names) {
  const { seq, type, at, by, data, previousHash, hash } = event;
  const named = by === null ? null : { ...by, name: names.person(by.username)?.name ?? by.username };
  return { seq, type, at, by: named, data, previousHash, hash };
}

/** A directive for the HTTP interface. */
export function directiveJson(row: DirectiveRow) {
  const { _id: id, assigner, notation, number, symbol, year, kind, issuedOn, issuer, subject } = row;
  const { signer, files, version } = row;
  return {
    id,
    assigner,
    notation,
    number,
    symbol,
    year,
    kind,
    issuedOn,
    issuer,
    subject,
    signer,
    files,
    version,
  };
}
