import { dayOf } from './day.ts';
import { DEADLINE_FOLDS, deadlineEntry } from './deadline-folds.ts';
import type { ChainedEvent } from './event.ts';
import type { Task } from './task.ts';
import type { LaterEvent, LaterType, Step, TaskFolds } from './task-fold.ts';
import { afresh, WORK_FOLDS } from './work-folds.ts';

const FOLDS: TaskFolds = { ...WORK_FOLDS, ...DEADLINE_FOLDS };

function begin(event: Extract<ChainedEvent, { type: 'assigned' }>, step: Step): Task {
  const { data } = event;
  return {
    id: event.task,
    code: data.code,
    version: 1,
    lastHash: event.hash,
    directive: data.directive,
    group: data.group,
    parent: data.parent,
    clause: data.clause,
    content: data.content,
    assigner: data.assigner,
    lead: data.lead,
    coordinating: data.coordinating,
    monitor: data.monitor,
    weight: data.weight,
    ...afresh(step),
    formerLeads: [],
    original: data.deadline,
    current: data.deadline,
    history: [deadlineEntry('set', data.deadline.day, step)],
    extension: null,
    holds: [],
    submittedOn: null,
    submittedBy: null,
    closedOn: null,
    quality: null,
  };
}

function apply<T extends LaterType>(task: Task, event: LaterEvent<T>, step: Step): Task {
  return FOLDS[event.type](task, event.data, step);
}

/**
 * The task after one more event. `task` is null before the first event, which must be `assigned`; later ones
 * must follow in order. Throws when they don't: the ledger is broken then, and `verify` says where.
 */
export function evolve(task: Task | null, event: ChainedEvent): Task {
  const step: Step = { seq: event.seq, on: dayOf(event.at), by: event.by?.username ?? null };
  if (event.type === 'assigned') {
    if (task !== null || event.seq !== 1) throw new Error(`assigned twice: ${event.task} ${event.seq}`);
    return begin(event, step);
  }
  if (task === null || event.seq !== task.version + 1) {
    throw new Error(`out of order: ${event.task} ${event.seq}`);
  }
  return { ...apply(task, event, step), version: event.seq, lastHash: event.hash };
}

/** The fold of events, oldest first; null for none. */
export function fold(events: readonly ChainedEvent[]): Task | null {
  return events.reduce<Task | null>(evolve, null);
}
