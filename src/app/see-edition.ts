import {
  type EditionHead,
  type EditionRow,
  findEdition,
  findEditions,
  findEditionsOf,
} from '../db/edition-store.ts';
import { type Sight, sightOf, successorOf } from '../domain/edition-course.ts';
import { grantsOf } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import type { House } from './house.ts';
import { Forbidden, NotFound } from './outcome.ts';

/**
 * What took the place of an edition, as far as the reader sees that one (`successorOf`); `replaced` says that there is a
 * newer one of its period, seen or not.
 */
export type Replaced = { replacedBy: EditionHead | null; replaced: boolean };

/** An edition as somebody may see it: whether all lines, or those of `units` alone, and what took its place. */
export type SeenEdition = Replaced & {
  edition: EditionRow;
  /** What is seen of the rows. */
  rows: Exclude<Sight, 'nothing'>;
  /** Whether the lines of every unit are seen, as the assigner's own readers do. */
  allLines: boolean;
  /** The units of the edition in which the reader has a post. */
  units: readonly string[];
};

type Shared = Pick<EditionHead, 'assigner' | 'state' | 'units'>;

function partsSeen(edition: Shared, actor: Actor): Pick<SeenEdition, 'allLines' | 'units'> & { rows: Sight } {
  const codes = new Set(edition.units.map(({ code }) => code));
  const grants = grantsOf(actor, 'readEditions');
  const assigned = grants.some(({ post, reach }) => reach === 'assigned' && post.unit === edition.assigner);
  const own = grants.flatMap(({ post, reach }) =>
    reach === 'own' && codes.has(post.unit) ? [post.unit] : [],
  );
  const reach = assigned ? 'assigned' : own.length > 0 ? 'own' : null;
  return {
    rows: reach === null ? 'nothing' : sightOf(reach, edition.state),
    allLines: assigned,
    units: [...new Set(own)],
  };
}

/** Whether somebody sees an edition at all. */
export function seesEdition(edition: Shared, actor: Actor): boolean {
  return partsSeen(edition, actor).rows !== 'nothing';
}

function replacedOf(edition: EditionRow, ofPeriod: readonly EditionHead[], actor: Actor): Replaced {
  const seen = ofPeriod.filter((one) => seesEdition(one, actor));
  return {
    replacedBy: successorOf(edition, seen),
    replaced: ofPeriod.some((one) => one.edition > edition.edition),
  };
}

/**
 * The edition, as the actor may see it: a draft the assigner's readers alone, an open or final one each unit for its own
 * row, a published one all of its units. Throws Forbidden for a role without rankings, NotFound for what is unseen.
 */
export async function seeEdition(house: House, id: string, actor: Actor): Promise<SeenEdition> {
  if (grantsOf(actor, 'readEditions').length === 0) throw new Forbidden();
  const edition = await findEdition(house.connection, id);
  if (edition === null) throw new NotFound();
  const { rows, ...parts } = partsSeen(edition, actor);
  if (rows === 'nothing') throw new NotFound();
  const ofPeriod = await findEditionsOf(house.connection, edition.assigner, edition.period);
  return { edition, rows, ...parts, ...replacedOf(edition, ofPeriod, actor) };
}

/** How many editions a list shows. */
const LISTED = 100;

/** The assigners whose editions somebody may read: those of the posts that read all, and those above the others. */
function assignersOf(house: House, actor: Actor): string[] {
  const assigners = grantsOf(actor, 'readEditions').flatMap(({ post, reach }) =>
    reach === 'assigned' ? [post.unit] : (house.directory.unit(post.unit)?.parent ?? []),
  );
  return [...new Set(assigners)];
}

/** The editions that somebody may see, newest first. Throws Forbidden, and NotFound for another's assigner. */
export async function listEditions(
  house: House,
  actor: Actor,
  assigner: string | undefined,
): Promise<(EditionRow & Replaced)[]> {
  const assigners = assignersOf(house, actor);
  if (assigners.length === 0) throw new Forbidden();
  const asked = assigner ?? assigners[0]!;
  if (!assigners.includes(asked)) throw new NotFound();
  const found = await findEditions(house.connection, asked, LISTED);
  const byPeriod = Map.groupBy(found, ({ period }) => period);
  return found
    .filter((edition) => seesEdition(edition, actor))
    .map((edition) => ({ ...edition, ...replacedOf(edition, byPeriod.get(edition.period) ?? [], actor) }));
}
