import { findDirective } from '../db/directive-store.ts';
import type { ActionName } from '../domain/actions.ts';
import type { Command } from '../domain/command.ts';
import type { When } from '../domain/day.ts';
import { type DeadlineInput, understandDeadline } from '../domain/deadline.ts';
import type { Actor } from '../domain/post.ts';
import type { Deadline, Task } from '../domain/task.ts';
import { ACTION_FIELDS, schemaOf } from './fields.ts';
import { filesOf } from './files-of.ts';
import type { House } from './house.ts';
import { done, type Fault, faulty, type Outcome } from './outcome.ts';
import { faultsIn, parse, soundOf } from './parse.ts';

/** The actions whose words without a start count from the day of the action (contract.md, "Actions"). */
const FROM_TODAY: readonly ActionName[] = ['requestExtension', 'approveExtension', 'extend'];

type Fields = Record<string, unknown>;

/**
 * A deadline as it came, understood: the deadline to keep, or the fault at its field. Words count from `from`;
 * `signedOn` is the directive's date where that is another day.
 */
export function readDeadline(
  house: House,
  input: DeadlineInput,
  assigner: string,
  from: string,
  when: When,
  signedOn = from,
): Outcome<Deadline> {
  const understood = understandDeadline(input, {
    from,
    signedOn,
    today: when.today,
    calendar: house.calendar(),
    policy: house.policyOf(assigner).deadline,
  });
  if (!understood.ok)
    return faulty({ field: 'deadline', code: understood.code, params: { words: understood.words } });
  const { day, text, rule, provisional } = understood;
  return done({ day, text, rule, provisional });
}

/** The deadline of an action on a task, understood from the day from which its words count. */
export async function readActionDeadline(
  house: House,
  task: Task,
  action: ActionName,
  input: DeadlineInput,
  when: When,
): Promise<Outcome<Deadline>> {
  const directive = await findDirective(house.connection, task.directive);
  const signedOn = directive?.issuedOn ?? task.assignedOn;
  const from = FROM_TODAY.includes(action) ? when.today : signedOn;
  return readDeadline(house, input, task.assigner, from, when, signedOn);
}

function unitFaults(house: House, fields: Fields): Fault[] {
  return ['properUnit', 'leadUnit'].flatMap((field) => {
    const code = fields[field];
    return typeof code === 'string' && house.directory.unit(code) === undefined
      ? [{ field, code: 'noSuchUnit' }]
      : [];
  });
}

function personFaults(house: House, fields: Fields): Fault[] {
  const person = fields['person'];
  return typeof person === 'string' && house.directory.person(person) === undefined
    ? [{ field: 'person', code: 'noSuchPerson' }]
    : [];
}

/** Null for what was left out, in the order of the table, so that what is kept has all its keys. */
function withNulls(action: ActionName, fields: Fields): Fields {
  const names = Object.keys(ACTION_FIELDS[action]);
  return Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
}

const RENAMED: Record<string, string> = { coordinatingUnits: 'coordinating', leadUnit: 'lead' };

/** Fields that `decide` only passes on: without them a command can be judged as far as it goes. */
const PASSED_ON = ['reason', 'text', 'difficulties', 'proposals', 'note', 'cause', 'progress', 'quality'];

/** A command; or its faults, and the command as far as it can be judged, null where it can't. */
export type ReadCommand =
  | { ok: true; value: Command }
  | { ok: false; faults: Fault[]; judged: Command | null };

/**
 * Reads the fields of an action into a command; all faults at once, each at its field, whatever the state of the task.
 */
export async function readCommand(
  house: House,
  task: Task,
  action: ActionName,
  input: unknown,
  actor: Actor,
  when: When,
): Promise<ReadCommand> {
  const parsed = parse(schemaOf(ACTION_FIELDS[action]), input);
  const typed = faultsIn(parsed);
  const fields = parsed.ok ? (parsed.value as Fields) : soundOf(input, typed);
  const words = fields['deadline'] as DeadlineInput | undefined;
  const deadline =
    words === undefined ? done(null) : await readActionDeadline(house, task, action, words, when);
  const files = await filesOf(house, (fields['files'] as string[] | null | undefined) ?? [], actor);
  const found = [
    ...unitFaults(house, fields),
    ...personFaults(house, fields),
    ...faultsIn(deadline),
    ...faultsIn(files),
  ];
  const whole: Fields = withNulls(action, fields);
  if ('deadline' in whole) whole['deadline'] = deadline.ok ? deadline.value : null;
  if ('files' in whole) whole['files'] = files.ok ? files.value : [];
  const named = Object.entries(whole).map(([name, value]) => [RENAMED[name] ?? name, value]);
  const command = { action, ...Object.fromEntries(named) } as Command;
  if (typed.length + found.length === 0) return { ok: true, value: command };
  const judged = found.length === 0 && typed.every(({ field }) => PASSED_ON.includes(field)) ? command : null;
  return { ok: false, faults: [...typed, ...found], judged };
}
