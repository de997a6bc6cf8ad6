import type { z } from 'zod';
import { inTransaction } from '../db/connect.ts';
import { type DisputeRow, insertDispute } from '../db/dispute-store.ts';
import { isDuplicate } from '../db/duplicate.ts';
import { type EditionRow, findEditionFacts } from '../db/edition-store.ts';
import { attachFiles } from '../db/file-store.ts';
import { newId } from '../db/ids.ts';
import { insertNotices } from '../db/notice-store.ts';
import { lineKey, lineOfAdjustment, refOfAdjustment, refOfFact } from '../domain/amend-fact.ts';
import type { When } from '../domain/day.ts';
import { disputeRefusal } from '../domain/dispute.ts';
import { ADJUSTMENT, type FrozenFact, type LineRef } from '../domain/edition.ts';
import { grantsOf } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import { disputeNotices } from './edition-notices.ts';
import { DISPUTE_BODY } from './edition-requests.ts';
import { filesOf } from './files-of.ts';
import type { House } from './house.ts';
import { Conflict, done, type Fault, Forbidden, faulty, type Outcome } from './outcome.ts';
import { parse } from './parse.ts';
import { inTurnOf } from './period-turn.ts';
import { type SeenEdition, seeEdition } from './see-edition.ts';

/** The edition with the units whose lines the actor may dispute in it. Throws NotFound and Forbidden. */
export async function seeDisputable(
  house: House,
  id: string,
  actor: Actor,
): Promise<SeenEdition & { own: readonly string[] }> {
  const seen = await seeEdition(house, id, actor);
  const grants = grantsOf(actor, 'disputeLines').map(({ post }) => post.unit);
  const own = seen.units.filter((unit) => grants.includes(unit));
  if (own.length === 0) throw new Forbidden();
  return { ...seen, own };
}

type Asked = z.infer<typeof DISPUTE_BODY>;

/** By what the line that is asked for is found, but for its unit: one of task, month and adjustment. */
function refIn(asked: Asked): Omit<LineRef, 'unit'> | Fault {
  const { component } = asked;
  const [task, month, adjustment] = [asked.task ?? null, asked.month ?? null, asked.adjustment ?? null];
  const named = [task, month, adjustment].filter((one) => one !== null);
  if (named.length === 0) return { field: 'task', code: 'required' };
  if (named.length > 1) return { field: 'task', code: 'noSuchLine' };
  if (adjustment === null && component === undefined) return { field: 'component', code: 'required' };
  return { component: component ?? ADJUSTMENT, task, month, adjustment };
}

/** The line of one of the units, with its unit; null when none of them has it. */
async function lineOf(
  house: House,
  edition: EditionRow,
  units: readonly string[],
  asked: Omit<LineRef, 'unit'>,
): Promise<FrozenFact | null> {
  for (const unit of units) {
    const key = lineKey({ ...asked, unit });
    const given = edition.adjustments.find((one) => lineKey(refOfAdjustment(one)) === key);
    if (given !== undefined) return lineOfAdjustment(given);
    const facts = await findEditionFacts(house.connection, edition._id, unit);
    const line = facts.find((fact) => lineKey(refOfFact(fact)) === key);
    if (line !== undefined) return line;
  }
  return null;
}

async function write(
  house: House,
  edition: EditionRow,
  row: DisputeRow,
  actor: Actor,
  when: When,
): Promise<void> {
  const ids = row.files.map(({ id }) => id);
  await inTransaction(house.connection, async (session) => {
    await inTurnOf(house, session, edition);
    await insertDispute(house.connection, session, row);
    const to = { dispute: row._id };
    const attached =
      ids.length === 0 ? 0 : await attachFiles(house.connection, session, ids, actor.username, to);
    if (attached !== ids.length) throw new Conflict('stale');
    await insertNotices(house.connection, session, disputeNotices(house, row, actor, when));
  });
}

/**
 * Objects to one line of one's own unit in an open edition (đề nghị rà soát). Evidence is attached to the dispute alone: a
 * task may pass to another unit. Throws NotFound, Forbidden, Conflict `stale` for a line
 * disputed before, or an edition that has moved on meanwhile.
 */
export async function disputeLine(
  house: House,
  id: string,
  input: unknown,
  actor: Actor,
  when: When,
): Promise<Outcome<DisputeRow>> {
  const { edition, own, replaced } = await seeDisputable(house, id, actor);
  const parsed = parse(DISPUTE_BODY, input);
  if (!parsed.ok) return parsed;
  const { reason } = parsed.value;
  const ref = refIn(parsed.value);
  if ('field' in ref) return faulty(ref);
  const units = own.filter((unit) => parsed.value.unit === undefined || parsed.value.unit === unit);
  const line = await lineOf(house, edition, units, ref);
  if (line === null) return faulty({ field: 'task', code: 'noSuchLine' });
  const files = await filesOf(house, parsed.value.files ?? [], actor);
  if (!files.ok) return files;
  const refused = disputeRefusal({ ...edition, replaced }, when.today);
  if (refused !== null) return { ok: false, refused };
  const row: DisputeRow = {
    _id: newId(when.now),
    edition: id,
    assigner: edition.assigner,
    period: edition.period,
    ...ref,
    unit: line.unit,
    line,
    reason,
    files: files.value,
    askedAt: when.now,
    askedBy: actor.username,
    state: 'waiting',
    decision: null,
  };
  try {
    await write(house, edition, row, actor, when);
  } catch (error) {
    if (isDuplicate(error)) throw new Conflict('stale');
    throw error;
  }
  return done(row);
}
