import { isDuplicate } from '../db/duplicate.ts';
import { newId } from '../db/ids.ts';
import {
  changeSchemeRow,
  findScheme,
  findVersions,
  insertScheme,
  type SchemeRow,
} from '../db/scheme-store.ts';
import type { When } from '../domain/day.ts';
import type { Actor } from '../domain/post.ts';
import { type PublishedScheme, schemeAsPublished } from '../domain/published-scheme.ts';
import type { Scheme } from '../domain/scheme.ts';
import { schemeOf } from '../domain/score-files.ts';
import type { House } from './house.ts';
import { Conflict, done, type Fault, Forbidden, faulty, type Outcome } from './outcome.ts';
import { parse } from './parse.ts';
import { CHANGE_BODY, DRAFT_BODY } from './scheme-requests.ts';
import { mayKeep, seeScheme, seeVersion } from './see-scheme.ts';

function unitFaults(house: House, assigner: string, { excluded }: Scheme): Fault[] {
  const below = new Set(house.directory.childrenOf(assigner).map(({ code }) => code));
  return excluded.flatMap(({ unit }, at) =>
    below.has(unit) ? [] : [{ field: `excluded.${at}.unit`, code: 'noSuchUnit' }],
  );
}

/** `zHundredths` is how it is reckoned with; people know it as `z`. */
function asAsked(fault: Fault): Fault {
  return fault.field === 'zHundredths' ? { ...fault, field: 'z' } : fault;
}

/** What people wrote as a scheme of that number, or all that is wrong with it, at its fields. */
function readScheme(
  house: House,
  assigner: string,
  published: object,
  number: number,
): Outcome<PublishedScheme> {
  const read = schemeOf({ ...published, version: number });
  const faults = read.ok ? unitFaults(house, assigner, read.scheme) : read.faults.map(asAsked);
  return read.ok && faults.length === 0 ? done(schemeAsPublished(read.scheme)) : faulty(...faults);
}

/** Faults of a scheme inside a body stand at its fields, as on the form. */
export function atFields(outcome: Outcome<unknown>): { ok: false; faults: Fault[] } {
  const faults = 'faults' in outcome ? outcome.faults : [];
  return faulty(...faults.map((fault) => ({ ...fault, field: fault.field.replace(/^scheme\./, '') })));
}

/**
 * Drafts a scheme: version 1 of one that the product brings, or the next version of an earlier one, as that is or with
 * what is otherwise. Throws Forbidden, NotFound for what is not seen, Conflict when another took the number.
 */
export async function draftScheme(
  house: House,
  input: unknown,
  actor: Actor,
  when: When,
): Promise<Outcome<SchemeRow>> {
  const parsed = parse(DRAFT_BODY, input);
  if (!parsed.ok) return atFields(parsed);
  const { follows, scheme } = parsed.value;
  const from = await seeScheme(house, follows, actor);
  if (!mayKeep(actor, 'draftSchemes', from.assigner)) throw new Forbidden();
  const before = from.row === null ? [] : await findVersions(house.connection, from.row.line);
  const number = (before[0]?.number ?? 0) + 1;
  const read = readScheme(house, from.assigner, scheme ?? schemeAsPublished(from.scheme), number);
  if (!read.ok) return read;
  const id = newId(when.now);
  const row: SchemeRow = {
    _id: id,
    assigner: from.assigner,
    line: from.row?.line ?? id,
    number,
    follows,
    scheme: read.value,
    state: 'draft',
    revision: 1,
    inForceFrom: null,
    inForceTo: null,
    draftedBy: actor.username,
    course: [{ step: 'drafted', at: when.now, by: actor.username, reason: null }],
  };
  try {
    await insertScheme(house.connection, row);
  } catch (error) {
    if (isDuplicate(error)) throw new Conflict('stale');
    throw error;
  }
  return done(row);
}

/**
 * Changes a draft. What is approved or withdrawn is never changed (`schemeNotDraft`); a draft that is another by now
 * throws Conflict `stale`. Throws Forbidden and NotFound.
 */
export async function changeScheme(
  house: House,
  id: string,
  input: unknown,
  actor: Actor,
  when: When,
): Promise<Outcome<SchemeRow>> {
  const row = await seeVersion(house, id, actor, 'draftSchemes');
  const parsed = parse(CHANGE_BODY, input);
  if (!parsed.ok) return atFields(parsed);
  if (row.state !== 'draft') return { ok: false, refused: 'schemeNotDraft' };
  if (row.revision !== parsed.value.revision) throw new Conflict('stale');
  const read = readScheme(house, row.assigner, parsed.value.scheme, row.number);
  if (!read.ok) return read;
  const change = { scheme: read.value, draftedBy: actor.username };
  const step = { step: 'changed' as const, at: when.now, by: actor.username, reason: null };
  if (!(await changeSchemeRow(house.connection, null, row, change, step))) throw new Conflict('stale');
  return done((await findScheme(house.connection, id)) as SchemeRow);
}
