import { type ClientSession, type Connection, Schema, trusted } from 'mongoose';
import type { Tally } from '../domain/tally.ts';
import type { ITEM_FIELDS, Task, TaskInList } from '../domain/task.ts';
import type { TaskIndex } from '../domain/task-index.ts';
import { modelOf } from './model.ts';

/** A task as it is kept: the fold of its events, with what queries need beside it. */
export type TaskRow = Omit<Task, 'id'> & {
  _id: string;
  index: TaskIndex;
  /** When it last changed, and whether a seal has yet to list it. */
  changedAt: string;
  unsealed: boolean;
};

/** A row as lists read it: of what is kept for queries only what they show. */
export type ListedRow = Omit<TaskRow, 'index'> & {
  index: Pick<TaskIndex, 'notation' | 'issuedOn' | 'waitsSince'>;
};

const deadline = { day: String, text: String, rule: Schema.Types.Mixed, provisional: Boolean };

/** A row as pages list it. */
export type ItemRow = Pick<TaskRow, '_id' | 'changedAt' | (typeof ITEM_FIELDS)[number]> &
  Pick<ListedRow, 'index'>;

export const taskSchema = new Schema(
  {
    _id: String,
    code: String,
    version: Number,
    lastHash: String,
    directive: String,
    group: String,
    parent: String,
    clause: String,
    content: String,
    assigner: String,
    lead: String,
    formerLeads: [String],
    coordinating: [String],
    handler: String,
    monitor: String,
    weight: Number,
    state: String,
    stateBefore: { submitted: String, declined: String, suspended: String },
    progress: Number,
    original: deadline,
    current: deadline,
    history: [Schema.Types.Mixed],
    extension: Schema.Types.Mixed,
    holds: [Schema.Types.Mixed],
    assignedOn: String,
    assignedSeq: Number,
    acknowledgedOn: String,
    reportedOn: [String],
    firstSubmittedOn: String,
    submittedOn: String,
    submittedBy: String,
    closedOn: String,
    quality: Number,
    index: {
      open: Boolean,
      units: [String],
      dueCurrent: String,
      dueOriginal: String,
      settledCurrent: String,
      settledOriginal: String,
      runningCurrent: String,
      runningOriginal: String,
      tallies: [Schema.Types.Mixed],
      endedOn: String,
      carried: Boolean,
      waitsSince: String,
      notation: String,
      issuedOn: String,
      words: [String],
    },
    changedAt: String,
    unsealed: Boolean,
  },
  { collection: 'tasks', versionKey: false, strict: 'throw', minimize: false },
);

taskSchema.index({ code: 1 }, { unique: true });
taskSchema.index({ assigner: 1, 'index.dueCurrent': 1, _id: 1 });
taskSchema.index({ 'index.units': 1, 'index.dueCurrent': 1, _id: 1, assigner: 1 });
taskSchema.index({ assigner: 1, 'index.dueOriginal': 1, _id: 1 });
taskSchema.index({ 'index.units': 1, 'index.dueOriginal': 1, _id: 1, assigner: 1 });
taskSchema.index({ assigner: 1, assignedOn: 1, _id: 1 });
taskSchema.index({ 'index.units': 1, assignedOn: 1, _id: 1 });
taskSchema.index({ assigner: 1, lead: 1, _id: 1 });
taskSchema.index({ 'index.units': 1, lead: 1, _id: 1 });
taskSchema.index({ assigner: 1, code: 1, _id: 1 });
taskSchema.index({ 'index.units': 1, code: 1, _id: 1 });
taskSchema.index({ assigner: 1, 'index.words': 1 });
taskSchema.index({ assigner: 1, 'index.open': 1, state: 1, 'index.dueCurrent': 1 });
taskSchema.index({ assigner: 1, 'index.waitsSince': 1, _id: 1, lead: 1, state: 1, 'index.open': 1 });
taskSchema.index({ assigner: 1, 'index.open': 1, 'index.settledCurrent': 1, 'index.dueCurrent': 1, lead: 1 });
taskSchema.index({ 'index.open': 1, 'index.settledCurrent': 1, 'index.dueCurrent': 1, _id: 1 });
// What a board counts as carried in: covering, so that no task is fetched.
taskSchema.index(
  {
    assigner: 1,
    'index.endedOn': 1,
    'index.dueCurrent': 1,
    'index.dueOriginal': 1,
    lead: 1,
    'index.open': 1,
    'index.carried': 1,
  },
  { name: 'carried', partialFilterExpression: { 'index.carried': true } },
);
// What a ranking reads of the tasks whose clock runs: covering, and no others are in it.
for (const running of ['index.runningCurrent', 'index.runningOriginal']) {
  taskSchema.index(
    { assigner: 1, [running]: 1, lead: 1 },
    { partialFilterExpression: { [running]: { $gt: '' } } },
  );
}
// What a figure of a board leads to: the tasks that a unit leads, by their standing under either deadline.
taskSchema.index({ lead: 1, 'index.dueCurrent': 1, _id: 1, assigner: 1, 'index.settledCurrent': 1 });
taskSchema.index({ lead: 1, 'index.dueOriginal': 1, _id: 1, assigner: 1, 'index.settledOriginal': 1 });
taskSchema.index({ directive: 1, _id: 1 });
taskSchema.index({ parent: 1 }, { partialFilterExpression: { parent: { $type: 'string' } } });
taskSchema.index({ unsealed: 1, _id: 1 }, { partialFilterExpression: { unsealed: true } });
taskSchema.index({ changedAt: 1 });

/** The model of tasks, for the read models beside this store. */
export function taskModel(connection: Connection) {
  return modelOf<TaskRow>(connection, 'Task', taskSchema);
}

/** The task of a row, without what queries added. */
export function taskOf(row: ListedRow): Task {
  // Named one by one: copying the rest of a row takes longer than reading it from the database.
  return {
    id: row._id,
    code: row.code,
    version: row.version,
    lastHash: row.lastHash,
    directive: row.directive,
    group: row.group,
    parent: row.parent,
    clause: row.clause,
    content: row.content,
    assigner: row.assigner,
    lead: row.lead,
    formerLeads: row.formerLeads,
    coordinating: row.coordinating,
    handler: row.handler,
    monitor: row.monitor,
    weight: row.weight,
    state: row.state,
    stateBefore: row.stateBefore,
    progress: row.progress,
    original: row.original,
    current: row.current,
    history: row.history,
    extension: row.extension,
    holds: row.holds,
    assignedOn: row.assignedOn,
    assignedSeq: row.assignedSeq,
    acknowledgedOn: row.acknowledgedOn,
    reportedOn: row.reportedOn,
    firstSubmittedOn: row.firstSubmittedOn,
    submittedOn: row.submittedOn,
    submittedBy: row.submittedBy,
    closedOn: row.closedOn,
    quality: row.quality,
  };
}

/** The task of a row that a page lists, as far as it goes. */
export function itemOf(row: ItemRow): TaskInList {
  return {
    id: row._id,
    code: row.code,
    content: row.content,
    assigner: row.assigner,
    lead: row.lead,
    state: row.state,
    stateBefore: row.stateBefore,
    progress: row.progress,
    original: row.original,
    current: row.current,
    extension: row.extension,
    holds: row.holds,
    assignedOn: row.assignedOn,
    submittedOn: row.submittedOn,
    submittedBy: row.submittedBy,
  };
}

/** The row of a task that changed just then. */
export function rowOf(task: Task, index: TaskIndex, changedAt: string): TaskRow {
  const { id, ...rest } = task;
  return { _id: id, ...rest, index, changedAt, unsealed: true };
}

/** The stored row of a task, null when there is none. */
export async function findTask(connection: Connection, id: string): Promise<TaskRow | null> {
  return taskModel(connection).findById(id).lean<TaskRow>();
}

/** The stored rows of several tasks, in the order of their ids; as a transaction sees them, when it is given. */
export async function findTasks(
  connection: Connection,
  ids: readonly string[],
  session: ClientSession | null = null,
): Promise<TaskRow[]> {
  return taskModel(connection)
    .find({ _id: trusted({ $in: [...ids] }) })
    .session(session)
    .sort({ _id: 1 })
    .lean<TaskRow[]>();
}

/** All tasks of a directive, in the order of their making. */
export async function findTasksOfDirective(connection: Connection, directive: string): Promise<TaskRow[]> {
  return taskModel(connection).find({ directive }).sort({ _id: 1 }).lean<TaskRow[]>();
}

/** Child tasks that were passed down from a task. */
export async function findChildTasks(connection: Connection, parent: string): Promise<TaskRow[]> {
  return taskModel(connection).find({ parent }).sort({ _id: 1 }).limit(200).lean<TaskRow[]>();
}

/** Writes new tasks; part of the transaction that writes their events. */
export async function insertTasks(
  connection: Connection,
  session: ClientSession,
  rows: readonly TaskRow[],
): Promise<void> {
  await taskModel(connection).collection.insertMany(rows as never, { session, ordered: true });
}

/**
 * Replaces a task that is still as it was seen, and its paper too. Gives under what it was counted until then, null when
 * somebody else was faster.
 */
export async function replaceTask(
  connection: Connection,
  session: ClientSession,
  { version, index: { notation, issuedOn } }: Pick<TaskRow, 'version' | 'index'>,
  { _id, ...row }: TaskRow,
): Promise<Tally[] | null> {
  const was = await taskModel(connection).collection.findOneAndReplace(
    { _id: _id as never, version, 'index.notation': notation, 'index.issuedOn': issuedOn },
    row,
    { session, projection: { 'index.tallies': 1 } },
  );
  return was === null ? null : was['index'].tallies;
}

/** Writes what is kept beside a task, version and events untouched, and gives under what it was counted until then. */
export async function putTaskIndex(
  connection: Connection,
  session: ClientSession,
  id: string,
  index: TaskIndex,
): Promise<Tally[]> {
  const was = await taskModel(connection).collection.findOneAndUpdate(
    { _id: id as never },
    { $set: { index } },
    { session, projection: { 'index.tallies': 1 } },
  );
  return was?.['index'].tallies ?? [];
}

/** All tasks, streamed in the order of their ids. */
export function streamTasks(connection: Connection): AsyncIterable<TaskRow> {
  return taskModel(connection).find({}).sort({ _id: 1 }).lean<TaskRow>().cursor() as AsyncIterable<TaskRow>;
}

/** Tasks that no seal lists as they are now, streamed by id. */
export function streamUnsealed(
  connection: Connection,
): AsyncIterable<Pick<TaskRow, '_id' | 'version' | 'lastHash'>> {
  return taskModel(connection)
    .find({ unsealed: true }, { version: 1, lastHash: 1 })
    .sort({ _id: 1 })
    .lean()
    .cursor() as unknown as AsyncIterable<Pick<TaskRow, '_id' | 'version' | 'lastHash'>>;
}

/** Marks tasks as listed by a seal, unless they have changed since. */
export async function markSealed(
  connection: Connection,
  listed: readonly { task: string; seq: number }[],
): Promise<void> {
  if (listed.length === 0) return;
  await taskModel(connection).bulkWrite(
    listed.map(({ task, seq }) => ({
      updateOne: { filter: { _id: task, version: seq }, update: { $set: { unsealed: false } } },
    })),
    { ordered: false },
  );
}

/** The open tasks whose original deadline a notice may still settle, by id. */
export async function findProvisional(connection: Connection): Promise<string[]> {
  const rows = await taskModel(connection)
    .find({ 'index.open': true, 'original.provisional': true }, { _id: 1 })
    .sort({ _id: 1 })
    .lean<{ _id: string }[]>();
  return rows.map(({ _id }) => _id);
}

/** Writes tasks as their events fold to now, with their indexes; part of the transaction that read them. */
export async function putTasks(
  connection: Connection,
  session: ClientSession,
  tasks: readonly { task: Task; index: TaskIndex }[],
): Promise<void> {
  if (tasks.length === 0) return;
  const updates = tasks.map(({ task: { id, ...fields }, index }) => ({
    updateOne: { filter: { _id: id as never }, update: { $set: { ...fields, index } } },
  }));
  await taskModel(connection).collection.bulkWrite(updates, { session, ordered: true });
}
