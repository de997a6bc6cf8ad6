import { correctDeadline, type DEADLINE_FOLDS, lapseExtension, withdrawExtension } from './deadline-folds.ts';
import { forgetHold, giveBall, takeBall } from './holds.ts';
import type { State, Task } from './task.ts';
import type { LaterType, Step, TaskFolds } from './task-fold.ts';

/** States in which the task lies with the assigner, and from which it may come back to the one before. */
type Away = keyof Task['stateBefore'];

/** Where a task comes back to whose state before is not known. */
const STATE_BEFORE: Record<Away, State> = {
  submitted: 'inProgress',
  declined: 'assigned',
  suspended: 'assigned',
};

function goAway(task: Task, state: Away, step: Step): Task {
  const stateBefore = { ...task.stateBefore, [state]: task.state };
  return takeBall({ ...task, state, stateBefore }, state, step);
}

function comeBack(task: Task, from: Away): Task {
  return { ...task, state: task.stateBefore[from] ?? STATE_BEFORE[from] };
}

function unsubmitted(task: Task): Task {
  return { ...task, submittedOn: null, submittedBy: null };
}

function returned(task: Task, step: Step): Task {
  return { ...unsubmitted(giveBall(task, ['submitted'], step)), state: 'returned' };
}

function close(task: Task, state: State, step: Step): Task {
  return { ...lapseExtension(task, step), state, closedOn: step.on };
}

/** What a lead has done so far: nothing, when it is assigned. Days count from this assignment (design.md, section 8). */
export function afresh(step: Step) {
  return {
    handler: null,
    state: 'assigned',
    stateBefore: { submitted: null, declined: null, suspended: null },
    progress: 0,
    assignedOn: step.on,
    assignedSeq: step.seq,
    acknowledgedOn: null,
    reportedOn: [],
    firstSubmittedOn: null,
  } satisfies Partial<Task>;
}

/** The axis of the work: who has the task, and how far it is (design.md, section 3). */
export const WORK_FOLDS: TaskFolds<Exclude<LaterType, keyof typeof DEADLINE_FOLDS>> = {
  acknowledged: (task, _, step) => ({ ...task, state: 'acknowledged', acknowledgedOn: step.on }),
  handlerAssigned: (task, { person }) => ({ ...task, handler: person }),
  reported: (task, { progress }, step) => {
    const reportedOn = [...new Set([...task.reportedOn, step.on])];
    return { ...task, state: 'inProgress', progress, reportedOn };
  },
  submitted: (task, _, step) => {
    const firstSubmittedOn = task.firstSubmittedOn ?? step.on;
    return {
      ...goAway(task, 'submitted', step),
      firstSubmittedOn,
      submittedOn: step.on,
      submittedBy: step.by,
    };
  },
  declined: (task, _, step) => goAway(task, 'declined', step),
  suspended: (task, _, step) => goAway(task, 'suspended', step),
  withdrawn: (task, { what }, step) => {
    if (what === 'extension') return withdrawExtension(task, step);
    if (what === 'decline') return comeBack(forgetHold(task, 'declined'), 'declined');
    return unsubmitted(comeBack(forgetHold(task, 'submitted'), 'submitted'));
  },
  overruled: (task, _, step) => comeBack(giveBall(task, ['declined'], step), 'declined'),
  resumed: (task, _, step) => comeBack(giveBall(task, ['suspended'], step), 'suspended'),
  verified: (task, { quality }, step) => ({ ...close(task, 'verified', step), progress: 100, quality }),
  returned: (task, _, step) => returned(task, step),
  reopened: (task, _, step) => ({ ...returned(task, step), closedOn: null, quality: null }),
  recalled: (task, _, step) => close(task, 'recalled', step),
  discontinued: (task, _, step) => close(task, 'discontinued', step),
  corrected: (task, { content, coordinating, weight, deadline, reason }, step) => {
    const said = {
      ...task,
      content: content ?? task.content,
      coordinating: coordinating ?? task.coordinating,
      weight: weight ?? task.weight,
    };
    return deadline === null ? said : correctDeadline(said, deadline, reason, step);
  },
  reassigned: (task, { lead, coordinating }, step) => {
    const ended = giveBall(
      lapseExtension(task, step),
      ['submitted', 'declined', 'suspended', 'extension'],
      step,
    );
    const formerLeads = [...task.formerLeads, task.lead];
    return { ...ended, ...afresh(step), lead, formerLeads, coordinating };
  },
};
