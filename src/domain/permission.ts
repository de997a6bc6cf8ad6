import { type ActionName, actionRule } from './actions.ts';
import { type Actor, type Post, ROLES, type Role } from './post.ts';
import type { Task, TaskInList } from './task.ts';

/**
 * How far a permission reaches from the unit of the post:
 * `assigned` what the unit assigns, `received` what it leads or coordinates, `own` the unit itself,
 * `everything` whatever there is.
 */
export type Reach = 'assigned' | 'received' | 'own' | 'everything';

const OFFICE = { officeStaff: ['assigned'], officeHead: ['assigned'] } as const;
const READERS = {
  officeStaff: ['assigned', 'received'],
  officeHead: ['assigned', 'received'],
  leader: ['assigned', 'received'],
  inspector: ['assigned', 'received'],
  unitClerk: ['received'],
  unitHead: ['received'],
  unitStaff: ['received'],
} as const;
const BOARD = {
  officeStaff: ['assigned'],
  officeHead: ['assigned'],
  leader: ['assigned'],
  inspector: ['assigned'],
  unitClerk: ['own'],
  unitHead: ['own'],
  unitStaff: ['own'],
} as const;
const WATCHERS = {
  officeStaff: ['assigned'],
  officeHead: ['assigned'],
  leader: ['assigned'],
  inspector: ['assigned'],
} as const;
const EVERYONE: Partial<Record<Role, readonly Reach[]>> = Object.fromEntries(
  ROLES.map((role): [Role, readonly Reach[]] => [role, ['everything']]),
);

/** Who may do what, and how far: the one table (design.md, section 5). A role that isn't named may not. */
export const PERMISSIONS = {
  readTasks: READERS,
  actOnTasks: READERS,
  assignTasks: OFFICE,
  readDirectives: READERS,
  recordDirectives: OFFICE,
  correctDirectives: OFFICE,
  readStatistics: BOARD,
  readRankings: BOARD,
  compareUnits: WATCHERS,
  readEditions: BOARD,
  readSchemes: BOARD,
  draftSchemes: OFFICE,
  approveSchemes: { officeHead: ['assigned'] },
  simulateSchemes: {
    officeStaff: ['assigned'],
    officeHead: ['assigned'],
    leader: ['assigned'],
    inspector: ['assigned'],
  },
  freezeRankings: { officeHead: ['assigned'] },
  moveEditions: { officeHead: ['assigned'] },
  disputeLines: { unitClerk: ['own'], unitHead: ['own'] },
  readDisputes: BOARD,
  decideDisputes: { officeHead: ['assigned'] },
  readFigures: BOARD,
  enterFigures: OFFICE,
  adjustScores: { officeHead: ['assigned'] },
  askQuestions: WATCHERS,
  readReports: WATCHERS,
  readPolicies: WATCHERS,
  decidePolicies: { officeHead: ['assigned'] },
  readFiles: EVERYONE,
  uploadFiles: EVERYONE,
  readUnits: EVERYONE,
  keepOwnAccount: EVERYONE,
  readNotices: EVERYONE,
  keepPeople: { administrator: ['everything'] },
  keepCalendars: { administrator: ['everything'] },
  readJobs: { administrator: ['everything'] },
} as const satisfies Record<string, Partial<Record<Role, readonly Reach[]>>>;

export type Permission = keyof typeof PERMISSIONS;

/** One way in which an actor holds a permission: through this post, this far. */
export type Grant = { post: Post; reach: Reach };

/** All the ways in which the actor holds a permission; none means 403. */
export function grantsOf(actor: Actor, permission: Permission): Grant[] {
  const row: Partial<Record<Role, readonly Reach[]>> = PERMISSIONS[permission];
  return actor.posts.flatMap((post) => (row[post.role] ?? []).map((reach) => ({ post, reach })));
}

/** The tasks that someone may see, as a list of which one must hold; a query is scoped by the same list. */
export type TaskScope = ({ assigner: string } | { unit: string })[];

/** The scope of a permission on tasks and directives; empty means that the actor may not at all. */
export function taskScope(actor: Actor, permission: Permission): TaskScope {
  return grantsOf(actor, permission).map(({ post, reach }) =>
    reach === 'assigned' ? { assigner: post.unit } : { unit: post.unit },
  );
}

/** Whether a task is within a scope. */
export function isWithin(scope: TaskScope, task: Pick<Task, 'assigner' | 'lead' | 'coordinating'>): boolean {
  return scope.some((part) =>
    'assigner' in part
      ? part.assigner === task.assigner
      : part.unit === task.lead || task.coordinating.includes(part.unit),
  );
}

/** What is asked of a task besides the task itself: whether its lead is the assigner's own Office. */
export type Led = { ownOffice: boolean };

function judgesHimself(actor: Actor, action: ActionName, task: TaskInList): boolean {
  const { notWhoAsked } = actionRule(action);
  if (notWhoAsked === 'submission') return task.submittedBy === actor.username;
  if (notWhoAsked === 'extension') return task.extension?.by === actor.username;
  return false;
}

/**
 * The post through which the actor may do an action to a task, whatever its state; null means 403.
 * Of a task that the Office itself leads, what the Office does is done by an officeHead only.
 */
export function postFor(actor: Actor, action: ActionName, task: TaskInList, led: Led): Post | null {
  const { who } = actionRule(action);
  if (judgesHimself(actor, action, task)) return null;
  const unit = who.side === 'lead' ? task.lead : task.assigner;
  const roles = who.side === 'assigner' && led.ownOffice ? ['officeHead'] : who.roles;
  return actor.posts.find((post) => post.unit === unit && roles.includes(post.role)) ?? null;
}
