import { type DisputeRow, findDisputesIn, findDisputesOf } from '../db/dispute-store.ts';
import { type EditionRow, findEdition, findEditionFacts } from '../db/edition-store.ts';
import { findTasks } from '../db/task-store.ts';
import { lineKey, refOfAdjustment, refOfFact } from '../domain/amend-fact.ts';
import type { Amendment, FrozenAdjustment, FrozenFact, LineRef } from '../domain/edition.ts';
import { grantsOf } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import type { PublishedRow } from '../domain/row.ts';
import type { House } from './house.ts';
import { Forbidden, NotFound } from './outcome.ts';
import { type SeenEdition, seeEdition, seesEdition } from './see-edition.ts';

/** The rows of an edition that its reader sees. */
export function rowsSeen({ edition, rows, units }: SeenEdition): PublishedRow[] {
  return edition.result.filter(({ unit }) => rows === 'all' || units.includes(unit));
}

/** What was decided on disputes, as far as its lines are seen. */
export function amendmentsSeen({ edition, allLines, units }: SeenEdition): Amendment[] {
  return edition.amendments.filter(({ unit }) => allLines || units.includes(unit));
}

/** The edition that this one replaces, when the actor sees it. */
export async function replacedEdition(
  house: House,
  { replaces }: EditionRow,
  actor: Actor,
): Promise<EditionRow | null> {
  const before = replaces === null ? null : await findEdition(house.connection, replaces);
  return before !== null && seesEdition(before, actor) ? before : null;
}

/** A frozen line with what its task is about, and the dispute of it. */
export type EditionLine = FrozenFact & { content: string; dispute: DisputeRow | null };

/** A bonus or penalty with the dispute of it. */
export type DisputableAdjustment = FrozenAdjustment & { dispute: DisputeRow | null };

/** An amendment with the task that it is about; of a figure its month stands for the code. */
export type AmendedLine = Amendment & { code: string; content: string };

function costliestFirst(a: FrozenFact, b: FrozenFact): number {
  return a.points - b.points || b.weight - a.weight || ((a.code ?? '') < (b.code ?? '') ? -1 : 1);
}

/** The lines of one unit in an edition, costliest first. Throws NotFound for a unit whose lines one may not see. */
export async function readEditionLines(
  house: House,
  id: string,
  unit: string,
  actor: Actor,
): Promise<
  SeenEdition & { lines: EditionLine[]; adjustments: DisputableAdjustment[]; amended: AmendedLine[] }
> {
  const seen = await seeEdition(house, id, actor);
  const known = seen.edition.units.some(({ code }) => code === unit);
  if (!known || !(seen.allLines || seen.units.includes(unit))) throw new NotFound();
  const facts = await findEditionFacts(house.connection, id, unit);
  const amendments = seen.edition.amendments.filter((one) => one.unit === unit);
  const ids = [...facts.flatMap(({ task }) => task ?? []), ...amendments.flatMap(({ task }) => task ?? [])];
  const tasks = new Map((await findTasks(house.connection, ids)).map((row) => [row._id, row]));
  const disputes = await findDisputesOf(house.connection, id, [unit]);
  const byKey = new Map(disputes.map((one) => [lineKey(one), one]));
  const disputeOf = (ref: LineRef) => byKey.get(lineKey(ref)) ?? null;
  const lines = facts.toSorted(costliestFirst).map((fact) => {
    const content = tasks.get(fact.task ?? '')?.content ?? '';
    return { ...fact, content, dispute: disputeOf(refOfFact(fact)) };
  });
  const adjustments = seen.edition.adjustments
    .filter((one) => one.unit === unit)
    .map((one) => ({ ...one, dispute: disputeOf(refOfAdjustment(one)) }));
  const amended = amendments.map((one) => {
    const row = tasks.get(one.task ?? '');
    return { ...one, code: row?.code ?? one.month ?? '', content: row?.content ?? '' };
  });
  return { ...seen, lines, adjustments, amended };
}

/** The disputes of an edition that the actor sees: all, or those of his own units. Throws NotFound and Forbidden. */
export async function readDisputes(
  house: House,
  id: string,
  actor: Actor,
): Promise<SeenEdition & { disputes: DisputeRow[] }> {
  const seen = await seeEdition(house, id, actor);
  const units = seen.allLines ? null : seen.units;
  return { ...seen, disputes: await findDisputesOf(house.connection, id, units) };
}

/** As many disputes as one page lists. */
const LISTED = 200;

/** The disputes that wait for the Offices in which the actor reads them, oldest first. Throws Forbidden without any. */
export async function waitingDisputes(house: House, actor: Actor): Promise<DisputeRow[]> {
  const grants = grantsOf(actor, 'readDisputes').filter(({ reach }) => reach === 'assigned');
  if (grants.length === 0) throw new Forbidden();
  const assigners = [...new Set(grants.map(({ post }) => post.unit))];
  const lists = await Promise.all(
    assigners.map((assigner) => findDisputesIn(house.connection, assigner, 'waiting', LISTED)),
  );
  return lists.flat();
}
