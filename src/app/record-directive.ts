import type { ClientSession } from 'mongoose';
import { inTransaction } from '../db/connect.ts';
import { type DirectiveRow, findDirectiveByKey, insertDirective } from '../db/directive-store.ts';
import { isDuplicate } from '../db/duplicate.ts';
import { attachFiles } from '../db/file-store.ts';
import { newId } from '../db/ids.ts';
import type { Day, When } from '../domain/day.ts';
import { notationKey, parseNotation } from '../domain/notation.ts';
import { grantsOf } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import { wordsOf } from '../domain/task-index.ts';
import { DIRECTIVE_FIELDS, type Field, schemaOf } from './fields.ts';
import { filesOf } from './files-of.ts';
import type { House } from './house.ts';
import { Conflict, done, type Fault, Forbidden, faulty, type Outcome } from './outcome.ts';
import { faultsIn, inOrder, parse, soundOf } from './parse.ts';

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
export type TypedDirective = {
  notation: string;
  kind: string;
  issuedOn: string;
  issuer: string;
  subject: string;
  signer?: string | null;
};

/** The ids of a directive's files, as they are named. */
export type WithFiles = { files?: string[] | null };

/** What is wrong with what a directive says: a notation that isn't one, a date that has not come yet. Null says nothing. */
export function contentFaults(
  { notation = null, issuedOn = null }: { notation?: string | null; issuedOn?: string | null },
  today: Day,
): Fault[] {
  const read = notation === null ? null : parseNotation(notation);
  return [
    ...(read === null || read.ok ? [] : [{ field: 'notation', code: read.code }]),
    ...(issuedOn !== null && issuedOn > today ? [{ field: 'issuedOn', code: 'futureDay' }] : []),
  ];
}

/** What a directive is known by, from what was typed; the notation in any spelling that papers use. */
export function contentOf(typed: TypedDirective, today: Day): Outcome<Content> {
  const notation = parseNotation(typed.notation);
  const faults = contentFaults(typed, today);
  if (faults.length > 0 || !notation.ok) return faulty(...faults);
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

/** The faults of the fields, and with them those of what the sound ones say, in the order of the form. */
export function allFaults(
  fields: Record<string, Field>,
  input: unknown,
  faults: readonly Fault[],
  today: Day,
): Fault[] {
  return inOrder(fields, [...faults, ...contentFaults(soundOf(input, faults), today)]);
}

export async function duplicateOf(house: House, assigner: string, key: string): Promise<Conflict> {
  return new Conflict('duplicate', (await findDirectiveByKey(house.connection, assigner, key))?._id ?? null);
}

/** Attaches those of a directive's files that are not yet; throws Conflict `stale` when one is gone meanwhile. */
export async function attachToDirective(
  house: House,
  session: ClientSession,
  { _id: directive, files }: Pick<DirectiveRow, '_id' | 'files'>,
  actor: Actor,
): Promise<void> {
  const ids = files.map(({ id }) => id);
  if (ids.length === 0) return;
  const attached = await attachFiles(house.connection, session, ids, actor.username, { directive });
  if (attached !== ids.length) throw new Conflict('stale');
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
  if (!parsed.ok) return faulty(...allFaults(DIRECTIVE_FIELDS, input, faultsIn(parsed), when.today));
  const typed = parsed.value as TypedDirective & WithFiles;
  const content = contentOf(typed, when.today);
  if (!content.ok) return content;
  const files = await filesOf(house, typed.files ?? [], actor);
  if (!files.ok) return files;
  const row: DirectiveRow = {
    _id: newId(),
    assigner: grant.post.unit,
    ...content.value,
    files: files.value,
    version: 1,
    recordedBy: actor.username,
    recordedAt: when.now,
    corrections: [],
  };
  try {
    await inTransaction(house.connection, async (session) => {
      await insertDirective(house.connection, row, session);
      await attachToDirective(house, session, row, actor);
    });
  } catch (error) {
    if (isDuplicate(error)) throw await duplicateOf(house, row.assigner, row.key);
    throw error;
  }
  return done(row);
}
