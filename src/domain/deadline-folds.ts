import { forgetHold, giveBall, takeBall } from './holds.ts';
import type { Deadline, DeadlineEntry, Task } from './task.ts';
import type { Step, TaskFolds } from './task-fold.ts';

/** A line of the deadline's history, of the day and person of a step. */
export function deadlineEntry(
  kind: DeadlineEntry['kind'],
  day: DeadlineEntry['day'],
  step: Step,
  more: Partial<Pick<DeadlineEntry, 'reason' | 'cause'>> = {},
): DeadlineEntry {
  return { kind, day, on: step.on, by: step.by, reason: more.reason ?? null, cause: more.cause ?? null };
}

function withEntry(task: Task, entry: DeadlineEntry): Task {
  return { ...task, history: [...task.history, entry] };
}

/** The waiting extension, if any, ends with a line that says how. */
function answered(task: Task, entry: DeadlineEntry, step: Step): Task {
  return { ...withEntry(giveBall(task, ['extension'], step), entry), extension: null };
}

/** The day that a waiting extension asks for. */
function dayAsked({ extension }: Task): DeadlineEntry['day'] {
  return extension?.deadline.day ?? null;
}

/** An extension that waits ends unanswered with what else ends. */
export function lapseExtension(task: Task, step: Step): Task {
  if (task.extension === null) return task;
  return answered(task, deadlineEntry('lapsed', dayAsked(task), step), step);
}

/** The unit takes its asking back. */
export function withdrawExtension(task: Task, step: Step): Task {
  const entry = deadlineEntry('withdrawn', dayAsked(task), step);
  return { ...withEntry(forgetHold(task, 'extension'), entry), extension: null };
}

/** A deadline that was wrong from the beginning: both the original and the current one are corrected. */
export function correctDeadline(task: Task, deadline: Deadline, reason: string, step: Step): Task {
  const entry = deadlineEntry('corrected', deadline.day, step, { reason });
  return { ...withEntry(task, entry), original: deadline, current: deadline };
}

/** The current deadline goes with the original one while they are the same, and never falls before it. */
function isLeftBehind({ original, current }: Task, completed: Deadline): boolean {
  return current.day === original.day || (completed.day ?? '') > (current.day ?? '');
}

type DeadlineEvent =
  | 'extensionRequested'
  | 'extensionApproved'
  | 'extensionRefused'
  | 'extended'
  | 'calendarCompleted';

/** The axis of the deadline: a list that only grows (design.md, section 3). */
export const DEADLINE_FOLDS: TaskFolds<DeadlineEvent> = {
  extensionRequested: (task, { deadline, reason, cause, inTime }, step) => {
    const entry = deadlineEntry('requested', deadline.day, step, { reason, cause });
    const extension = { deadline, reason, cause, on: step.on, by: step.by ?? '', inTime };
    const asked = { ...withEntry(task, entry), extension };
    return inTime ? takeBall(asked, 'extension', step, cause) : asked;
  },
  extensionApproved: (task, { deadline, note }, step) => {
    const why = { reason: note, cause: task.extension?.cause ?? null };
    const entry = deadlineEntry('approved', deadline.day, step, why);
    return { ...answered(task, entry, step), current: deadline };
  },
  extensionRefused: (task, { reason }, step) =>
    answered(task, deadlineEntry('refused', dayAsked(task), step, { reason }), step),
  extended: (task, { deadline, reason }, step) => ({
    ...withEntry(task, deadlineEntry('given', deadline.day, step, { reason })),
    current: deadline,
  }),
  calendarCompleted: (task, { deadline, notice }, step) => ({
    ...withEntry(task, deadlineEntry('completed', deadline.day, step, { reason: notice })),
    original: deadline,
    current: isLeftBehind(task, deadline) ? deadline : task.current,
  }),
};
