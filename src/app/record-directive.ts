import { inTransaction } from '../db/connect.ts';
import {
  type DirectiveRow,
  findDirective,
  findDirectiveByKey,
  insertDirective,
  replaceDirective,
} from '../db/directive-store.ts';
import { isDuplicate } from '../db/duplicate.ts';
import { newId } from '../db/ids.ts';
import { findTasksOfDirective, refreshTaskIndex, taskOf } from '../db/task-store.ts';
import type { When } from '../domain/day.ts';
import { notationKey, parseNotation } from '../domain/notation.ts';
import { grantsOf } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import { indexOf, wordsOf } from '../domain/task-index.ts';
import { CORRECTION_FIELDS, DIRECTIVE_FIELDS, schemaOf } from './fields.ts';
import type { House } from './house.ts';
import { Conflict, done, Forbidden, faulty, type Outcome } from './outcome.ts';
import { parse } from './parse.ts';
import { seeDirective } from './see-directive.ts';

type Content = Pick<
  DirectiveRow,
  | 'notation'
  | 'number'
  | 'symbol'
  | 'kind'
  | 'issuedOn'
  | 'year'
  | 'issuer'
  | 'subject'
  | 'signer'
  | 'key'
  | 'words'
>;
type Typed = {
  notation: string;
  kind: string;
  issuedOn: string;
  issuer: string;
  subject: string;
  signer?: string | null;
};

/** What a directive is known by, from what was typed; the notation in any spelling that papers use. */
function contentOf(typed: Typed): Outcome<Content> {
  const notation = parseNotation(typed.notation);
  if (!notation.ok) return faulty({ field: 'notation', code: notation.code });
  const year = Number(typed.issuedOn.slice(0, 4));
  const { notation: written, number, symbol } = notation;
  return done({
    notation: written,
    number,
    symbol,
    year,
    kind: typed.kind,
    issuedOn: typed.issuedOn,
    issuer: typed.issuer,
    subject: typed.subject,
    signer: typed.signer ?? null,
    key: notationKey(written, year, typed.issuer),
    words: wordsOf([written, typed.kind, typed.subject, typed.issuer, typed.signer ?? null]),
  });
}

async function duplicateOf(house: House, assigner: string, key: string): Promise<Conflict> {
  return new Conflict('duplicate', (await findDirectiveByKey(house.connection, assigner, key))?._id ?? null);
}

/** Records a directive of the actor's unit. Throws Forbidden, or Conflict `duplicate` with the id of the one there. */
export async function recordDirective(
  house: House,
  input: unknown,
  actor: Actor,
  when: When,
): Promise<Outcome<DirectiveRow>> {
  const grant = grantsOf(actor, 'recordDirectives')[0];
  if (grant === undefined) throw new Forbidden();
  const parsed = parse(schemaOf(DIRECTIVE_FIELDS), input);
  if (!parsed.ok) return parsed;
  const content = contentOf(parsed.value as Typed);
  if (!content.ok) return content;
  const row: DirectiveRow = {
    _id: newId(),
    assigner: grant.post.unit,
    ...content.value,
    version: 1,
    recordedBy: actor.username,
    recordedAt: when.now,
    corrections: [],
  };
  try {
    await insertDirective(house.connection, row);
  } catch (error) {
    if (isDuplicate(error)) throw await duplicateOf(house, row.assigner, row.key);
    throw error;
  }
  return done(row);
}

async function refreshTasks(
  house: House,
  row: DirectiveRow,
  session: Parameters<typeof replaceDirective>[1],
) {
  for (const task of await findTasksOfDirective(house.connection, row._id)) {
    const leadName = house.directory.unit(task.lead)?.name ?? task.lead;
    const index = indexOf(taskOf(task), { ...row, leadName }, house.calendar());
    await refreshTaskIndex(house.connection, session, task._id, index);
  }
}

const CORRECTABLE = ['notation', 'kind', 'issuedOn', 'issuer', 'subject', 'signer'] as const;

/**
 * Corrects a directive, with the reason where one is given; what it said before is kept. Throws NotFound, Forbidden,
 * Conflict `stale` or `duplicate`.
 */
export async function correctDirective(
  house: House,
  id: string,
  input: unknown,
  actor: Actor,
  when: When,
): Promise<Outcome<DirectiveRow>> {
  const row = await seeDirective(house, id, actor);
  const may = grantsOf(actor, 'correctDirectives').some((grant) => grant.post.unit === row.assigner);
  if (!may) throw new Forbidden();
  const parsed = parse(schemaOf(CORRECTION_FIELDS), input);
  if (!parsed.ok) return parsed;
  const { version, reason, ...typed } = parsed.value as Partial<Typed> & {
    version: number;
    reason?: string | null;
  };
  const given = Object.fromEntries(
    Object.entries(typed).filter(
      ([name, value]) => value !== undefined && (value !== null || name === 'signer'),
    ),
  );
  const content = contentOf({ ...row, ...given } as Typed);
  if (!content.ok) return content;
  if (version !== row.version) throw new Conflict('stale');
  const before = Object.fromEntries(CORRECTABLE.map((name) => [name, row[name]]));
  const correction = { at: when.now, by: actor.username, reason: reason ?? null, before };
  const after = {
    ...row,
    ...content.value,
    version: row.version + 1,
    corrections: [...row.corrections, correction],
  };
  await save(house, row.version, after);
  return done((await findDirective(house.connection, id)) ?? after);
}

async function save(house: House, before: number, after: DirectiveRow): Promise<void> {
  try {
    await inTransaction(house.connection, async (session) => {
      if (!(await replaceDirective(house.connection, session, before, after))) throw new Conflict('stale');
      await refreshTasks(house, after, session);
    });
  } catch (error) {
    if (isDuplicate(error)) throw await duplicateOf(house, after.assigner, after.key);
    throw error;
  }
}
