import type { Role } from './post.ts';
import { OPEN_STATES, type State } from './task.ts';

/** Besides the state, what must hold of the task for an action (decide.ts asks). */
export type Need = 'ballWithUnit' | 'deadline' | 'noExtensionWaiting' | 'extensionWaiting' | 'somethingAsked';

/** On which side of the task a post must be, and in which roles. */
export type Who = { side: 'lead' | 'assigner'; roles: readonly Role[] };

export type ActionRule = {
  from: readonly State[];
  needs: readonly Need[];
  who: Who;
  /** Who judges is never who did: the person whose asking is answered may not answer it. */
  notWhoAsked: 'submission' | 'extension' | null;
};

const LEAD_ALL: Who = { side: 'lead', roles: ['unitClerk', 'unitHead', 'unitStaff'] };
const LEAD: Who = { side: 'lead', roles: ['unitClerk', 'unitHead'] };
const OFFICE: Who = { side: 'assigner', roles: ['officeStaff', 'officeHead'] };
const OFFICE_HEAD: Who = { side: 'assigner', roles: ['officeHead'] };

const WORKING: readonly State[] = ['acknowledged', 'inProgress', 'returned'];
const BEFORE_SUBMISSION: readonly State[] = ['assigned', ...WORKING];

function rule(from: readonly State[], who: Who, needs: readonly Need[] = []): ActionRule {
  return { from, who, needs, notWhoAsked: null };
}

function judging(
  from: readonly State[],
  of: 'submission' | 'extension',
  needs: readonly Need[] = [],
): ActionRule {
  return { from, who: OFFICE, needs, notWhoAsked: of };
}

/** The life of a task as data: each action, from which states, who (contract.md, "Actions"). */
export const ACTIONS = {
  acknowledge: rule(['assigned'], LEAD_ALL),
  decline: rule(['assigned', 'acknowledged'], LEAD),
  assignHandler: rule(OPEN_STATES, LEAD, ['ballWithUnit']),
  report: rule(WORKING, LEAD_ALL),
  submit: rule(WORKING, LEAD),
  requestExtension: rule(BEFORE_SUBMISSION, LEAD, ['deadline', 'noExtensionWaiting']),
  withdraw: rule(OPEN_STATES, LEAD, ['somethingAsked']),
  verify: judging(['submitted'], 'submission'),
  return: judging(['submitted'], 'submission'),
  approveExtension: judging(OPEN_STATES, 'extension', ['extensionWaiting']),
  refuseExtension: judging(OPEN_STATES, 'extension', ['extensionWaiting']),
  extend: rule(OPEN_STATES, OFFICE),
  correct: rule(OPEN_STATES, OFFICE),
  reassign: rule([...BEFORE_SUBMISSION, 'declined'], OFFICE),
  overrule: rule(['declined'], OFFICE),
  suspend: rule(
    OPEN_STATES.filter((state) => state !== 'suspended'),
    OFFICE,
  ),
  resume: rule(['suspended'], OFFICE),
  recall: rule(OPEN_STATES, OFFICE_HEAD),
  discontinue: rule(OPEN_STATES, OFFICE_HEAD),
  reopen: rule(['verified'], OFFICE_HEAD),
} as const satisfies Record<string, ActionRule>;

export type ActionName = keyof typeof ACTIONS;

export const ACTION_NAMES = Object.keys(ACTIONS) as ActionName[];

/** The rule of an action, in the wide type. */
export function actionRule(name: ActionName): ActionRule {
  return ACTIONS[name];
}
