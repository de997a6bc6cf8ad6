import type { ClientSession } from 'mongoose';
import { inTransaction } from '../db/connect.ts';
import { type DirectiveRow, findDirective, replaceDirective } from '../db/directive-store.ts';
import { isDuplicate } from '../db/duplicate.ts';
import { moveTallies } from '../db/tally-store.ts';
import { findTasksOfDirective, putTaskIndex, taskOf } from '../db/task-store.ts';
import type { When } from '../domain/day.ts';
import type { FileRef } from '../domain/event.ts';
import { grantsOf } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import { CORRECTION_FIELDS, type Field, schemaOf } from './fields.ts';
import { filesOf } from './files-of.ts';
import type { House } from './house.ts';
import { indexTask } from './index-task.ts';
import { Conflict, done, Forbidden, faulty, type Outcome } from './outcome.ts';
import { faultsIn, parse } from './parse.ts';
import {
  allFaults,
  attachToDirective,
  contentOf,
  duplicateOf,
  type TypedDirective,
  type WithFiles,
} from './record-directive.ts';
import { seeDirective } from './see-directive.ts';

async function refreshTasks(house: House, row: DirectiveRow, session: ClientSession) {
  for (const task of await findTasksOfDirective(house.connection, row._id)) {
    const index = indexTask(house, taskOf(task), row);
    const was = await putTaskIndex(house.connection, session, task._id, index);
    await moveTallies(house.connection, session, was, index.tallies);
  }
}

const CORRECTABLE = ['notation', 'kind', 'issuedOn', 'issuer', 'subject', 'signer'] as const;

/** The files of a directive as a correction names them: of those it has what is named, then new ones; null changes none. */
async function filesAfter(
  house: House,
  had: readonly FileRef[],
  named: readonly string[] | null,
  actor: Actor,
): Promise<Outcome<FileRef[]>> {
  if (named === null) return done([...had]);
  const kept = had.filter(({ id }) => named.includes(id));
  const fresh = named.filter((id) => !kept.some((file) => file.id === id));
  const added = await filesOf(house, fresh, actor);
  return added.ok ? done([...kept, ...added.value]) : added;
}

/**
 * Corrects a directive, with the reason where one is given; what it said before is kept. `fields` may need more than the
 * interface does. Throws NotFound, Forbidden,
 * Conflict `stale` or `duplicate`.
 */
export async function correctDirective(
  house: House,
  id: string,
  input: unknown,
  actor: Actor,
  when: When,
  fields: Record<string, Field> = CORRECTION_FIELDS,
): Promise<Outcome<DirectiveRow>> {
  const row = await seeDirective(house, id, actor);
  const may = grantsOf(actor, 'correctDirectives').some((grant) => grant.post.unit === row.assigner);
  if (!may) throw new Forbidden();
  const parsed = parse(schemaOf(fields), input);
  if (!parsed.ok) return faulty(...allFaults(fields, input, faultsIn(parsed), when.today));
  const {
    version,
    reason,
    files: named,
    ...typed
  } = parsed.value as Partial<TypedDirective> & WithFiles & { version: number; reason?: string | null };
  const given = Object.fromEntries(
    Object.entries(typed).filter(
      ([name, value]) => value !== undefined && (value !== null || name === 'signer'),
    ),
  );
  const content = contentOf({ ...row, ...given } as TypedDirective, when.today);
  if (!content.ok) return content;
  const files = await filesAfter(house, row.files, named ?? null, actor);
  if (!files.ok) return files;
  if (version !== row.version) throw new Conflict('stale');
  const before = Object.fromEntries(CORRECTABLE.map((name) => [name, row[name]]));
  const correction = {
    at: when.now,
    by: actor.username,
    reason: reason ?? null,
    before,
    filesBefore: row.files,
  };
  const after = {
    ...row,
    ...content.value,
    files: files.value,
    version: row.version + 1,
    corrections: [...row.corrections, correction],
  };
  await save(house, row, after, actor);
  return done((await findDirective(house.connection, id)) ?? after);
}

async function save(house: House, before: DirectiveRow, after: DirectiveRow, actor: Actor): Promise<void> {
  const had = new Set(before.files.map(({ id }) => id));
  const files = after.files.filter(({ id }) => !had.has(id));
  try {
    await inTransaction(house.connection, async (session) => {
      if (!(await replaceDirective(house.connection, session, before.version, after)))
        throw new Conflict('stale');
      await attachToDirective(house, session, { ...after, files }, actor);
      await refreshTasks(house, after, session);
    });
  } catch (error) {
    if (isDuplicate(error)) throw await duplicateOf(house, after.assigner, after.key);
    throw error;
  }
}
