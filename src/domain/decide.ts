import { actionRule, type Need } from './actions.ts';
import { ballOf } from './ball.ts';
import type { Command } from './command.ts';
import type { Day } from './day.ts';
import type { Happening } from './event.ts';
import { isOverdue } from './standing.ts';
import type { Deadline, Task, TaskInList } from './task.ts';

/** What a decision rests on beside task and command; the questions are answered by whoever calls. */
export type Context = {
  today: Day;
  /** Whether the unit may lead or coordinate for this assigner today. */
  mayReceive: (unit: string) => boolean;
  /** Whether the person works in that unit, in a post that handles tasks. */
  worksIn: (username: string, unit: string) => boolean;
};

/** A field that can't stand, by its name in contract.md and a code that the words explain. */
export type FieldFault = { field: string; code: string };

export type Decision =
  | { ok: true; happenings: Happening[] }
  | { ok: false; faults: FieldFault[] }
  | { ok: false; refused: string };

const NEEDS: Record<Need, { holds: (task: TaskInList) => boolean; otherwise: string }> = {
  ballWithUnit: { holds: (task) => ballOf(task).with === 'unit', otherwise: 'ballWithAssigner' },
  deadline: { holds: (task) => task.current.day !== null, otherwise: 'hasNoDeadline' },
  noExtensionWaiting: { holds: (task) => task.extension === null, otherwise: 'extensionWaits' },
  extensionWaiting: { holds: (task) => task.extension !== null, otherwise: 'noExtensionWaits' },
  somethingAsked: { holds: (task) => lastAsked(task) !== null, otherwise: 'nothingAsked' },
};

/** What the unit asked last and has no answer to: a submission and a refusal come after an extension asked. */
export function lastAsked(
  task: Pick<Task, 'state' | 'extension'>,
): 'submission' | 'decline' | 'extension' | null {
  if (task.state === 'submitted') return 'submission';
  if (task.state === 'declined') return 'decline';
  return task.extension === null ? null : 'extension';
}

/** Why the state of the task doesn't allow the action, as a code that the words explain; null if it does. */
export function refusalOf(task: TaskInList, action: Command['action']): string | null {
  const rule = actionRule(action);
  if (!rule.from.includes(task.state)) return 'stateForbids';
  const unmet = rule.needs.find((need) => !NEEDS[need].holds(task));
  return unmet === undefined ? null : NEEDS[unmet].otherwise;
}

function laterThanCurrent(task: Task, deadline: Deadline): FieldFault[] {
  if (deadline.day === null) return [{ field: 'deadline', code: 'dayNeeded' }];
  const current = task.current.day;
  return current !== null && deadline.day <= current ? [{ field: 'deadline', code: 'notLater' }] : [];
}

function receivers(units: readonly string[], lead: string, context: Context): FieldFault[] {
  const field = 'coordinatingUnits';
  if (units.includes(lead)) return [{ field, code: 'leadCoordinates' }];
  return units.every(context.mayReceive) ? [] : [{ field, code: 'unitNotBelow' }];
}

/** A result is there when it is named: its paper's date is no later than today. */
function resultFaults({ result, files }: Extract<Command, { action: 'submit' }>, today: Day): FieldFault[] {
  if (result === null) return files.length > 0 ? [] : [{ field: 'result', code: 'resultNeeded' }];
  return result.issuedOn > today ? [{ field: 'result.issuedOn', code: 'futureDay' }] : [];
}

/** Faults of the fields against this task, whatever its state; each rule's source is contract.md, "Actions". */
export function fieldFaults(task: Task, command: Command, context: Context): FieldFault[] {
  switch (command.action) {
    case 'requestExtension':
    case 'extend':
      return laterThanCurrent(task, command.deadline);
    case 'approveExtension': {
      const deadline = command.deadline ?? task.extension?.deadline;
      return deadline === undefined ? [] : laterThanCurrent(task, deadline);
    }
    case 'submit':
      return resultFaults(command, context.today);
    case 'assignHandler':
      return context.worksIn(command.person, task.lead) ? [] : [{ field: 'person', code: 'notInUnit' }];
    case 'decline':
      return command.properUnit === task.lead ? [{ field: 'properUnit', code: 'sameUnit' }] : [];
    case 'reassign':
      if (command.lead === task.lead) return [{ field: 'leadUnit', code: 'sameUnit' }];
      return context.mayReceive(command.lead) ? [] : [{ field: 'leadUnit', code: 'unitNotBelow' }];
    case 'correct':
      return correctionFaults(task, command, context);
    default:
      return [];
  }
}

type Correction = Extract<Command, { action: 'correct' }>;

function correctionFaults(task: Task, command: Correction, context: Context): FieldFault[] {
  const { content, coordinating, deadline, weight } = command;
  if (content === null && coordinating === null && deadline === null && weight === null) {
    return [{ field: 'content', code: 'nothingChanges' }];
  }
  return coordinating === null ? [] : receivers(coordinating, task.lead, context);
}

function correctionRefused(task: Task, command: Command, context: Context): string | null {
  if (command.action !== 'correct') return null;
  if (command.deadline === null && command.weight === null) return null;
  return task.state === 'assigned' && !isOverdue(task, context.today) ? null : 'tooLateToCorrect';
}

/** What happens when the command may stand: one event for each, but none is without a case here. */
function happeningOf(task: Task, command: Command, context: Context): Happening {
  switch (command.action) {
    case 'acknowledge':
      return { type: 'acknowledged', data: {} };
    case 'decline':
      return { type: 'declined', data: { reason: command.reason, properUnit: command.properUnit } };
    case 'assignHandler':
      return { type: 'handlerAssigned', data: { person: command.person } };
    case 'report': {
      const { action: _, ...data } = command;
      return { type: 'reported', data };
    }
    case 'submit': {
      const { action: _, ...data } = command;
      return { type: 'submitted', data };
    }
    case 'requestExtension': {
      const { action: _, ...asked } = command;
      const inTime = task.current.day !== null && context.today <= task.current.day;
      return { type: 'extensionRequested', data: { ...asked, inTime } };
    }
    case 'withdraw':
      return { type: 'withdrawn', data: { reason: command.reason, what: lastAsked(task) ?? 'extension' } };
    case 'verify':
      return { type: 'verified', data: { quality: command.quality } };
    case 'return':
      return { type: 'returned', data: { reason: command.reason } };
    case 'approveExtension': {
      const deadline = command.deadline ?? task.extension?.deadline ?? task.current;
      return { type: 'extensionApproved', data: { deadline, note: command.note } };
    }
    case 'refuseExtension':
      return { type: 'extensionRefused', data: { reason: command.reason } };
    case 'extend':
      return { type: 'extended', data: { deadline: command.deadline, reason: command.reason } };
    case 'correct': {
      const { action: _, ...data } = command;
      return { type: 'corrected', data };
    }
    case 'reassign': {
      const coordinating = task.coordinating.filter((unit) => unit !== command.lead);
      return { type: 'reassigned', data: { lead: command.lead, coordinating, reason: command.reason } };
    }
    case 'overrule':
      return { type: 'overruled', data: { reason: command.reason } };
    case 'suspend':
      return { type: 'suspended', data: { reason: command.reason, document: command.document } };
    case 'resume':
      return { type: 'resumed', data: { reason: command.reason } };
    case 'recall':
      return { type: 'recalled', data: { reason: command.reason } };
    case 'discontinue':
      return { type: 'discontinued', data: { reason: command.reason, document: command.document } };
    case 'reopen':
      return { type: 'reopened', data: { reason: command.reason } };
  }
}

/**
 * Whether a command may stand, and what happens then. Fields are judged before the state, since a wrong field
 * is wrong whatever the state (contract.md, order of answers). Who may do it is permission.ts, not here.
 */
export function decide(task: Task, command: Command, context: Context): Decision {
  const faults = fieldFaults(task, command, context);
  if (faults.length > 0) return { ok: false, faults };
  const refused = refusalOf(task, command.action) ?? correctionRefused(task, command, context);
  if (refused !== null) return { ok: false, refused };
  return { ok: true, happenings: [happeningOf(task, command, context)] };
}
