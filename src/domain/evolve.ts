import { type Day, dayOf } from './day.ts';
import type { ChainedEvent } from './event.ts';
import type { Deadline, DeadlineEntry, Hold, State, Task } from './task.ts';

/** An event with the day it fell on: what each case below needs of time. */
type Step = { seq: number; on: Day; by: string | null };

function entry(
  kind: DeadlineEntry['kind'],
  day: Day | null,
  step: Step,
  more: Partial<Pick<DeadlineEntry, 'reason' | 'cause'>> = {},
): DeadlineEntry {
  return { kind, day, on: step.on, by: step.by, reason: more.reason ?? null, cause: more.cause ?? null };
}

function take(task: Task, kind: Hold['kind'], step: Step): Task {
  const hold: Hold = { kind, fromSeq: step.seq, from: step.on, toSeq: null, to: null };
  return { ...task, holds: [...task.holds, hold] };
}

/** The assigner gives the ball back: its holds of these kinds end on this day. */
function give(task: Task, kinds: readonly Hold['kind'][], step: Step): Task {
  const holds = task.holds.map((hold) =>
    hold.toSeq === null && kinds.includes(hold.kind) ? { ...hold, toSeq: step.seq, to: step.on } : hold,
  );
  return { ...task, holds };
}

/** The unit takes back what it asked: the time since counts as its own (design.md, section 3). */
function forget(task: Task, kind: Hold['kind']): Task {
  return { ...task, holds: task.holds.filter((hold) => hold.toSeq !== null || hold.kind !== kind) };
}

function lapse(task: Task, step: Step): Task {
  if (task.extension === null) return task;
  const history = [...task.history, entry('lapsed', task.extension.deadline.day, step)];
  return { ...give(task, ['extension'], step), extension: null, history };
}

function close(task: Task, state: State, step: Step): Task {
  return { ...lapse(task, step), state, closedOn: step.on };
}

function unsubmitted(task: Task): Task {
  return { ...task, submittedOn: null, submittedBy: null };
}

function moved(task: Task, deadline: Deadline, line: DeadlineEntry): Task {
  return { ...task, current: deadline, history: [...task.history, line] };
}

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
    handler: null,
    monitor: data.monitor,
    weight: data.weight,
    state: 'assigned',
    stateBefore: { submitted: null, declined: null, suspended: null },
    progress: 0,
    original: data.deadline,
    current: data.deadline,
    history: [entry('set', data.deadline.day, step)],
    extension: null,
    holds: [],
    assignedOn: step.on,
    acknowledgedOn: null,
    reportedOn: [],
    submittedOn: null,
    submittedBy: null,
    closedOn: null,
    quality: null,
  };
}

/** Puts the task where the withdrawn thing found it. */
function withdrawn(task: Task, what: 'submission' | 'decline' | 'extension', step: Step): Task {
  switch (what) {
    case 'submission':
      return unsubmitted({
        ...forget(task, 'submitted'),
        state: task.stateBefore.submitted ?? 'inProgress',
      });
    case 'decline':
      return { ...forget(task, 'declined'), state: task.stateBefore.declined ?? 'assigned' };
    case 'extension': {
      const day = task.extension?.deadline.day ?? null;
      const history = [...task.history, entry('withdrawn', day, step)];
      return { ...forget(task, 'extension'), extension: null, history };
    }
  }
}

type Later = Exclude<ChainedEvent, { type: 'assigned' }>;

function apply(task: Task, event: Later, step: Step): Task {
  switch (event.type) {
    case 'acknowledged':
      return { ...task, state: 'acknowledged', acknowledgedOn: step.on };
    case 'declined':
      return take(
        { ...task, state: 'declined', stateBefore: { ...task.stateBefore, declined: task.state } },
        'declined',
        step,
      );
    case 'handlerAssigned':
      return { ...task, handler: event.data.person };
    case 'reported':
      return {
        ...task,
        state: 'inProgress',
        progress: event.data.progress,
        reportedOn: withDay(task.reportedOn, step.on),
      };
    case 'submitted':
      return take(
        {
          ...task,
          state: 'submitted',
          stateBefore: { ...task.stateBefore, submitted: task.state },
          submittedOn: step.on,
          submittedBy: step.by,
        },
        'submitted',
        step,
      );
    case 'extensionRequested': {
      const { deadline, reason, cause, inTime } = event.data;
      const extension = { deadline, reason, cause, on: step.on, by: step.by ?? '', inTime };
      const history = [...task.history, entry('requested', deadline.day, step, { reason, cause })];
      const asked = { ...task, extension, history };
      return inTime ? take(asked, 'extension', step) : asked;
    }
    case 'withdrawn':
      return withdrawn(task, event.data.what, step);
    case 'verified':
      return { ...close(task, 'verified', step), progress: 100, quality: event.data.quality };
    case 'returned':
      return unsubmitted({ ...give(task, ['submitted'], step), state: 'returned' });
    case 'extensionApproved': {
      const line = entry('approved', event.data.deadline.day, step, {
        reason: event.data.note,
        cause: task.extension?.cause ?? null,
      });
      return moved({ ...give(task, ['extension'], step), extension: null }, event.data.deadline, line);
    }
    case 'extensionRefused': {
      const day = task.extension?.deadline.day ?? null;
      const history = [...task.history, entry('refused', day, step, { reason: event.data.reason })];
      return { ...give(task, ['extension'], step), extension: null, history };
    }
    case 'extended':
      return moved(
        task,
        event.data.deadline,
        entry('given', event.data.deadline.day, step, { reason: event.data.reason }),
      );
    case 'corrected':
      return corrected(task, event.data, step);
    case 'reassigned':
      return reassigned(task, event.data, step);
    case 'overruled':
      return { ...give(task, ['declined'], step), state: task.stateBefore.declined ?? 'assigned' };
    case 'suspended':
      return take(
        { ...task, state: 'suspended', stateBefore: { ...task.stateBefore, suspended: task.state } },
        'suspended',
        step,
      );
    case 'resumed':
      return { ...give(task, ['suspended'], step), state: task.stateBefore.suspended ?? 'assigned' };
    case 'recalled':
      return close(task, 'recalled', step);
    case 'discontinued':
      return close(task, 'discontinued', step);
    case 'reopened':
      return unsubmitted({
        ...give(task, ['submitted'], step),
        state: 'returned',
        closedOn: null,
        quality: null,
      });
    case 'calendarCompleted': {
      const line = entry('completed', event.data.deadline.day, step, { reason: event.data.notice });
      const { deadline } = event.data;
      return {
        ...task,
        original: deadline,
        current: isLeftBehind(task, deadline) ? deadline : task.current,
        history: [...task.history, line],
      };
    }
  }
}

function withDay(days: readonly Day[], day: Day): Day[] {
  return days.includes(day) ? [...days] : [...days, day];
}

function corrected(task: Task, data: Extract<Later, { type: 'corrected' }>['data'], step: Step): Task {
  const text = {
    ...task,
    content: data.content ?? task.content,
    coordinating: data.coordinating ?? task.coordinating,
    weight: data.weight ?? task.weight,
  };
  if (data.deadline === null) return text;
  const line = entry('corrected', data.deadline.day, step, { reason: data.reason });
  return { ...moved(text, data.deadline, line), original: data.deadline };
}

/** The current deadline goes with the original one while they are the same, and never falls before it. */
function isLeftBehind({ original, current }: Task, completed: Deadline): boolean {
  return current.day === original.day || (completed.day ?? '') > (current.day ?? '');
}

/** A new lead starts afresh: its days are counted from this assignment on (design.md, section 8, "Facts"). */
function reassigned(task: Task, data: Extract<Later, { type: 'reassigned' }>['data'], step: Step): Task {
  const ended = give(lapse(task, step), ['submitted', 'declined', 'suspended', 'extension'], step);
  return {
    ...ended,
    lead: data.lead,
    coordinating: data.coordinating,
    handler: null,
    state: 'assigned',
    stateBefore: { submitted: null, declined: null, suspended: null },
    progress: 0,
    assignedOn: step.on,
    acknowledgedOn: null,
    reportedOn: [],
  };
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
