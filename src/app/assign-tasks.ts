import { takeNumbers } from '../db/counter-store.ts';
import { isDuplicate } from '../db/duplicate.ts';
import { newId } from '../db/ids.ts';
import { findTask } from '../db/task-store.ts';
import type { When } from '../domain/day.ts';
import type { DeadlineInput } from '../domain/deadline.ts';
import { grantsOf } from '../domain/permission.ts';
import type { Actor, Post } from '../domain/post.ts';
import type { Deadline, Task } from '../domain/task.ts';
import { mayReceiveFrom } from '../domain/unit.ts';
import { type Beginning, commitNewTasks } from './commit-task.ts';
import { schemaOf, TASK_FIELDS } from './fields.ts';
import type { House } from './house.ts';
import { done, type Fault, Forbidden, faulty, type Outcome } from './outcome.ts';
import { faultsIn, inOrder, parse, soundOf } from './parse.ts';
import { readDeadline } from './read-command.ts';
import { seeDirective } from './see-directive.ts';

type Typed = {
  directive: string;
  clause?: string | null;
  content: string;
  leadUnits: string[];
  coordinatingUnits?: string[] | null;
  deadline: DeadlineInput;
  weight?: number | null;
  monitor?: string | null;
  parent?: string | null;
};

/** A task of the assigner, read and understood, that waits to be assigned. */
export type Assignment = Typed & {
  post: Post;
  understood: Deadline;
  issuedOn: string;
  notation: string;
  subject: string;
};

function unitFaults(house: House, typed: Partial<Typed>, assigner: string, when: When): Fault[] {
  const below = (code: string) => mayReceiveFrom(house.directory.unit(code), assigner, when.today);
  const coordinating = typed.coordinatingUnits ?? [];
  const faults: Fault[] = [];
  if (typed.leadUnits?.every(below) === false) faults.push({ field: 'leadUnits', code: 'unitNotBelow' });
  if (!coordinating.every(below)) faults.push({ field: 'coordinatingUnits', code: 'unitNotBelow' });
  return faults;
}

function monitorFaults(house: House, typed: Partial<Typed>, assigner: string): Fault[] {
  const { monitor } = typed;
  if (monitor === undefined || monitor === null) return [];
  const offices = house.directory.holding(assigner, ['officeStaff', 'officeHead']);
  return offices.some(({ username }) => username === monitor)
    ? []
    : [{ field: 'monitor', code: 'notInOffice' }];
}

async function parentFaults(house: House, typed: Partial<Typed>, assigner: string): Promise<Fault[]> {
  if (typed.parent === undefined || typed.parent === null) return [];
  const parent = await findTask(house.connection, typed.parent);
  return parent?.lead === assigner ? [] : [{ field: 'parent', code: 'notOurTask' }];
}

/**
 * Reads a task that is to be assigned under a directive: the faults at their fields, or all that assigning needs.
 * Throws NotFound when the actor may not see the directive, Forbidden when he assigns nothing for its assigner.
 */
export async function readAssignment(
  house: House,
  input: unknown,
  actor: Actor,
  when: When,
): Promise<Outcome<Assignment>> {
  const grants = grantsOf(actor, 'assignTasks');
  if (grants.length === 0) throw new Forbidden();
  const parsed = parse(schemaOf(TASK_FIELDS), input);
  const typed = (parsed.ok ? parsed.value : soundOf(input, faultsIn(parsed))) as Partial<Typed>;
  if (typed.directive === undefined) return faulty(...faultsIn(parsed));
  const directive = await seeDirective(house, typed.directive, actor).catch(() => null);
  if (directive === null) return faulty(...faultsIn(parsed), { field: 'directive', code: 'noSuchDirective' });
  const grant = grants.find(({ post }) => post.unit === directive.assigner);
  if (grant === undefined) throw new Forbidden();
  const { assigner, issuedOn, notation, subject } = directive;
  const deadline =
    typed.deadline === undefined ? null : readDeadline(house, typed.deadline, assigner, issuedOn, when);
  const faults = [
    ...faultsIn(parsed),
    ...unitFaults(house, typed, assigner, when),
    ...(deadline === null ? [] : faultsIn(deadline)),
    ...monitorFaults(house, typed, assigner),
    ...(await parentFaults(house, typed, assigner)),
  ];
  if (faults.length > 0 || !parsed.ok || !deadline?.ok) return faulty(...inOrder(TASK_FIELDS, faults));
  return done({
    ...(parsed.value as Typed),
    post: grant.post,
    understood: deadline.value,
    issuedOn,
    notation,
    subject,
  });
}

/**
 * The beginnings of the tasks that an assignment makes, one for each lead; `first` is the number of the first, `form` the id
 * that its task has where one was given.
 */
export function beginningsOf(
  assignment: Assignment,
  first: number,
  year: string,
  form: string | null = null,
): Beginning[] {
  const assigner = assignment.post.unit;
  const leads = [...new Set(assignment.leadUnits)];
  const ids = leads.map((_, i) => (i === 0 && form !== null ? form : newId()));
  return leads.map((lead, i) => ({
    id: ids[i] as string,
    happening: {
      type: 'assigned',
      data: {
        code: `${assigner}-${year}-${String(first + i).padStart(5, '0')}`,
        directive: assignment.directive,
        group: leads.length > 1 ? (ids[0] as string) : null,
        parent: assignment.parent ?? null,
        clause: assignment.clause ?? null,
        content: assignment.content,
        assigner,
        lead,
        coordinating: [...new Set(assignment.coordinatingUnits ?? [])].filter((unit) => unit !== lead),
        deadline: assignment.understood,
        weight: assignment.weight ?? 1,
        monitor: assignment.monitor ?? null,
      },
    },
  }));
}

/** An id for a form by which tasks are assigned. */
export const newFormId = (): string => newId();

/** What was refused because a form that was sent already came again. */
export const SENT_ALREADY = { ok: false, refused: 'sentAlready' } as const;

/**
 * Assigns a task to each of its lead units, all at once or none; several are kept together as a group. A `form` with an id
 * of its own is taken once: sent again, by a second click or by going back, it is refused as `sentAlready`.
 */
export async function assignTasks(
  house: House,
  input: unknown,
  actor: Actor,
  when: When,
  form: string | null = null,
): Promise<Outcome<Task[]>> {
  const read = await readAssignment(house, input, actor, when);
  if (!read.ok) return read;
  if (form !== null && (await findTask(house.connection, form)) !== null) return SENT_ALREADY;
  const assignment = read.value;
  const year = when.today.slice(0, 4);
  const count = new Set(assignment.leadUnits).size;
  const first = await takeNumbers(house.connection, `tasks:${assignment.post.unit}:${year}`, count);
  const by = { username: actor.username, role: assignment.post.role, unit: assignment.post.unit };
  const beginnings = beginningsOf(assignment, first, year, form);
  try {
    return done(await commitNewTasks(house, beginnings, assignment, { by, when }));
  } catch (error) {
    if (form !== null && isDuplicate(error)) return SENT_ALREADY;
    throw error;
  }
}
