import { actOnSeen, mustMayAct } from '../../app/act-on-task.ts';
import { assignTasks } from '../../app/assign-tasks.ts';
import { schemaOf, TASK_FIELDS } from '../../app/fields.ts';
import { findTasksPage, TASK_QUERY } from '../../app/find-tasks.ts';
import { parse } from '../../app/parse.ts';
import { readTaskEvents, readTaskRow, taskOf } from '../../app/read-task.ts';
import { ACT_ENVELOPE } from '../../app/requests.ts';
import { seeTaskRow } from '../../app/see-task.ts';
import { EVENTS, NEW_TASKS, TASK, TASKS } from '../../app/task-answers.ts';
import type { ListedRow, TaskRow } from '../../db/task-store.ts';
import type { Task } from '../../domain/task.ts';
import { explainDeadline } from '../../present/deadline-words.ts';
import { eventJson, taskJson } from '../../present/task-json.ts';
import type { Answer, Call } from '../route.ts';
import { type ApiRoute, actorOf, idOf, READS, WRITES } from './api-route.ts';
import { answer, refusal } from './problem.ts';

function jsonOf(call: Call, row: ListedRow) {
  const context = {
    names: call.house.directory,
    actor: actorOf(call),
    today: call.when.today,
    explain: (deadline: Task['current']) => explainDeadline(deadline, call.t),
  };
  return taskJson(row, taskOf(row), context);
}

async function assign(call: Call): Promise<Answer> {
  const outcome = await assignTasks(call.house, call.body, actorOf(call), call.when);
  return answer(call, 201, outcome, async (tasks) => {
    const rows = await Promise.all(tasks.map(({ id }) => readTaskRow(call.house, id)));
    return { tasks: rows.map((row) => jsonOf(call, row)) };
  });
}

async function list(call: Call): Promise<Answer> {
  const outcome = await findTasksPage(call.house, call.query, actorOf(call), call.when, 'whole');
  return answer(call, 200, outcome, ({ rows, ...page }) => {
    return { items: rows.map((row) => jsonOf(call, row)), ...page };
  });
}

async function one(call: Call): Promise<Answer> {
  return { status: 200, body: jsonOf(call, seenRow(call)) };
}

async function events(call: Call): Promise<Answer> {
  const found = await readTaskEvents(call.house, idOf(call), actorOf(call));
  return { status: 200, body: { items: found.map((event) => eventJson(event, call.house.directory)) } };
}

async function act(call: Call): Promise<Answer> {
  const envelope = parse(ACT_ENVELOPE, call.body);
  if (!envelope.ok) return refusal(call.t, envelope);
  const { action, version, ...fields } = envelope.value;
  const asked = { action, version, fields };
  const outcome = await actOnSeen(call.house, seenRow(call), asked, actorOf(call), call.when);
  return answer(call, 200, outcome, (row) => jsonOf(call, row));
}

const see = (call: Call) => seeTaskRow(call.house, idOf(call), actorOf(call));
const seeToAct = (call: Call) => mustMayAct(call.house, idOf(call), call.body, actorOf(call));

/** The task that `see` or `seeToAct` found for the caller. */
function seenRow({ seen }: Call): TaskRow {
  return seen as TaskRow;
}

export const TASK_ROUTES: readonly ApiRoute[] = [
  {
    ...WRITES,
    path: '/tasks',
    permission: 'assignTasks',
    audit: 'task.assign',
    handler: assign,
    summary: 'Assigns a task to each of its lead units, all or none',
    body: schemaOf(TASK_FIELDS),
    answers: { 201: NEW_TASKS },
    links: { getTasksId: '/tasks/0/id', postTasksIdActions: '/tasks/0/id' },
  },
  {
    ...READS,
    path: '/tasks',
    permission: 'readTasks',
    handler: list,
    summary: 'Tasks that the caller may see, filtered, sorted, page by page',
    query: TASK_QUERY,
    answers: { 200: TASKS },
    links: { getTasksId: '/items/0/id', getTasksIdEvents: '/items/0/id', postTasksIdActions: '/items/0/id' },
  },
  {
    ...READS,
    path: '/tasks/:id',
    permission: 'readTasks',
    audit: 'task.read',
    handler: one,
    summary: 'One task',
    sees: see,
    answers: { 200: TASK },
  },
  {
    ...READS,
    path: '/tasks/:id/events',
    permission: 'readTasks',
    handler: events,
    summary: 'The ledger of a task, oldest first, with hashes',
    sees: see,
    answers: { 200: EVENTS },
  },
  {
    ...WRITES,
    path: '/tasks/:id/actions',
    permission: 'actOnTasks',
    audit: 'task.act',
    handler: act,
    summary: 'Does an action of the table to a task',
    body: ACT_ENVELOPE,
    sees: seeToAct,
    answers: { 200: TASK },
    problems: [409],
  },
];
