import type { Day } from './day.ts';

/** Where the work stands (contract.md, "Actions"). The axes of deadline and standing are kept apart from it. */
export type State =
  | 'assigned'
  | 'acknowledged'
  | 'inProgress'
  | 'submitted'
  | 'returned'
  | 'declined'
  | 'suspended'
  | 'verified'
  | 'recalled'
  | 'discontinued';

/** States in which the task still waits for somebody. */
export const OPEN_STATES: readonly State[] = [
  'assigned',
  'acknowledged',
  'inProgress',
  'submitted',
  'returned',
  'declined',
  'suspended',
];

/** By which deadline a task is judged. */
export type Basis = 'current' | 'original';

/** For which cause a unit asks for more time. */
export type Cause = 'external' | 'internal' | 'assigner';

/** A paper named by its number and notation, and its day. */
export type Paper = { notation: string; issuedOn: Day };

/** A deadline once understood: the day, the words it came in, and how they were read (see deadline.ts). */
export type Deadline = {
  day: Day | null;
  text: string | null;
  rule: unknown;
  provisional: boolean;
};

/** One line of the deadline's history, which only grows (design.md, section 3). */
export type DeadlineEntry = {
  kind:
    | 'set'
    | 'requested'
    | 'approved'
    | 'refused'
    | 'withdrawn'
    | 'lapsed'
    | 'given'
    | 'corrected'
    | 'completed';
  day: Day | null;
  on: Day;
  by: string | null;
  reason: string | null;
  cause: Cause | null;
};

/**
 * A stretch in which the clock is the assigner's. Days count over (from, to]; sequence numbers order what
 * happened within one day. `to` is null while it lasts. `cause` is why a unit asked for more time, null of another hold.
 */
export type Hold = {
  kind: 'submitted' | 'declined' | 'suspended' | 'extension';
  fromSeq: number;
  from: Day;
  toSeq: number | null;
  to: Day | null;
  cause: Cause | null;
};

/** An extension that waits for its answer; one asked after the current deadline waits on the unit's clock. */
export type WaitingExtension = {
  deadline: Deadline;
  reason: string;
  cause: Cause;
  on: Day;
  by: string;
  inTime: boolean;
};

/** A task: the fold of its events (evolve.ts), in which everything derived from the day is left out. */
export type Task = {
  id: string;
  code: string;
  version: number;
  lastHash: string;
  directive: string;
  group: string | null;
  parent: string | null;
  clause: string | null;
  content: string;
  assigner: string;
  lead: string;
  /** The leads before, in their order; one may be the present lead again. */
  formerLeads: string[];
  coordinating: string[];
  handler: string | null;
  monitor: string | null;
  weight: number;
  state: State;
  stateBefore: { submitted: State | null; declined: State | null; suspended: State | null };
  progress: number;
  original: Deadline;
  current: Deadline;
  history: DeadlineEntry[];
  extension: WaitingExtension | null;
  holds: Hold[];
  /** The assignment to the present lead, and the sequence number of its event. */
  assignedOn: Day;
  assignedSeq: number;
  /** Since then: when it acknowledged, the days on which it reported, and when it first reported completion. */
  acknowledgedOn: Day | null;
  reportedOn: Day[];
  firstSubmittedOn: Day | null;
  submittedOn: Day | null;
  submittedBy: string | null;
  closedOn: Day | null;
  quality: number | null;
};

/** Whether the task still waits for somebody. */
export function isOpen(task: Pick<Task, 'state'>): boolean {
  return OPEN_STATES.includes(task.state);
}

/** What of a task a list shows, and what it needs to say who has to do what next; lists are read with no more. */
export const ITEM_FIELDS = [
  'code',
  'content',
  'assigner',
  'lead',
  'state',
  'stateBefore',
  'progress',
  'original',
  'current',
  'extension',
  'holds',
  'assignedOn',
  'submittedOn',
  'submittedBy',
] as const satisfies readonly (keyof Task)[];

export type TaskInList = Pick<Task, 'id' | (typeof ITEM_FIELDS)[number]>;
