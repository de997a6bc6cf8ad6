import type { Cause, Hold, Task } from './task.ts';
import type { Step } from './task-fold.ts';

/** The assigner takes the ball: the clock is its own from this day on. */
export function takeBall(task: Task, kind: Hold['kind'], step: Step, cause: Cause | null = null): Task {
  const hold: Hold = { kind, fromSeq: step.seq, from: step.on, toSeq: null, to: null, cause };
  return { ...task, holds: [...task.holds, hold] };
}

/** The assigner gives the ball back: its holds of these kinds end on this day. */
export function giveBall(task: Task, kinds: readonly Hold['kind'][], step: Step): Task {
  const holds = task.holds.map((hold) =>
    hold.toSeq === null && kinds.includes(hold.kind) ? { ...hold, toSeq: step.seq, to: step.on } : hold,
  );
  return { ...task, holds };
}

/** The unit takes back what it asked: the time since counts as its own (design.md, section 3). */
export function forgetHold(task: Task, kind: Hold['kind']): Task {
  return { ...task, holds: task.holds.filter((hold) => hold.toSeq !== null || hold.kind !== kind) };
}
