import { setImmediate } from 'node:timers/promises';
import { type EditionRow, findEdition, findEditions } from '../db/edition-store.ts';
import type { Day, When } from '../domain/day.ts';
import { type Period, parsePeriod } from '../domain/period.ts';
import type { Actor } from '../domain/post.ts';
import type { Scheme } from '../domain/scheme.ts';
import { type ScoredUnit, score } from '../domain/score.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import {
  type Bundle,
  type Move,
  movesBetween,
  type Ranks,
  ranksOf,
  resampledRanks,
  type Stability,
  stabilityOf,
  weightCorners,
} from '../domain/simulate.ts';
import { type Adjustment, countAlike, type Fact } from '../domain/sum-facts.ts';
import type { House } from './house.ts';
import { done, Forbidden, faulty, NotFound, type Outcome } from './outcome.ts';
import { mayKeep, type SeenScheme, seeScheme } from './see-scheme.ts';
import { decidedElsewhere, factsIn, gatherFacts, MOST_FACTS } from './simulation-facts.ts';
import { type Ground, groundAsked } from './simulation-ground.ts';

/** How often the tasks are drawn anew, and from which seed: the same page twice shows the same. */
export const RESAMPLES = 200;
const SEED = 2016;

/** A scheme tried on the facts of a period, beside the one that it was or is counted by. */
export type Simulation = SeenScheme & {
  period: Period;
  cutoff: Day;
  edition: EditionRow | null;
  before: Scheme;
  moves: Move[];
  facts: number;
  /** In how many ways the weights were varied. */
  corners: number;
  /** Null when there were more facts than are drawn anew. */
  stability: Stability[] | null;
};

type Scored = { units: ScoredUnit[]; adjustments: readonly Adjustment[] };

/** The rows of a scheme on the facts that the tasks gave under it and on what other bodies decided. */
async function scoredUnder(house: House, ground: Ground, scheme: Scheme, gathered: readonly Fact[]) {
  const { bundles, adjustments } = await decidedElsewhere(house, ground, scheme);
  const scored: Scored = { units: ground.units, adjustments };
  const facts = countAlike([...gathered, ...factsIn(bundles)]);
  return { scored, facts, bundles, rows: score(scheme, { ...scored, facts }) };
}

/** Draws anew, letting others in between. */
async function drawAnew(scheme: Scheme, scored: Scored, bundles: readonly Bundle[]): Promise<Ranks[]> {
  const drawn: Ranks[] = [];
  for (const ranks of resampledRanks(scheme, scored, bundles, seededRandom(SEED), RESAMPLES)) {
    drawn.push(ranks);
    await setImmediate();
  }
  return drawn;
}

async function varyWeights(scheme: Scheme, scored: Scored, facts: readonly Fact[]): Promise<Ranks[]> {
  const varied: Ranks[] = [];
  for (const corner of weightCorners(scheme)) {
    varied.push(ranksOf(score(corner, { ...scored, facts })));
    await setImmediate();
  }
  return varied;
}

/**
 * Tries a scheme on the facts of a period as they stand, or as an edition froze them: who moves against the scheme that it
 * is, or was, counted by, through which component, and how stable the ranks are. Nothing is kept. Throws Forbidden for who
 * doesn't see all rows, NotFound for what is not seen.
 */
export async function simulateScheme(
  house: House,
  id: string,
  asked: { period: string; edition: string | null },
  actor: Actor,
  when: When,
): Promise<Outcome<Simulation>> {
  const seen = await seeScheme(house, id, actor);
  const { assigner, scheme } = seen;
  if (!mayKeep(actor, 'simulateSchemes', assigner)) throw new Forbidden();
  const period = parsePeriod(asked.period);
  if (period === null) return faulty({ field: 'period', code: 'notPeriod' });
  const edition = asked.edition === null ? null : await findEdition(house.connection, asked.edition);
  if (asked.edition !== null && edition === null) throw new NotFound();
  const ground = await groundAsked(house, assigner, period, edition, when);
  const { before, cutoff } = ground;
  const gathered = await gatherFacts(ground, scheme, period);
  const was = await scoredUnder(house, ground, before, gathered.before);
  const is = await scoredUnder(house, ground, scheme, gathered.after);
  const moves = movesBetween(was.rows, is.rows);
  const all = { ...seen, period, cutoff, edition, before, moves, facts: gathered.facts };
  if (gathered.facts > MOST_FACTS) return done({ ...all, corners: 0, stability: null });
  const varied = await varyWeights(scheme, is.scored, is.facts);
  const drawn = await drawAnew(scheme, is.scored, [...gathered.bundles, ...is.bundles]);
  return done({ ...all, corners: varied.length, stability: stabilityOf(ranksOf(is.rows), varied, drawn) });
}

/** The editions of a period on whose facts a scheme may be tried, newest first. */
export async function editionsToTry(house: House, assigner: string, period: Period): Promise<EditionRow[]> {
  const editions = await findEditions(house.connection, assigner, 100);
  return editions.filter((edition) => edition.period === period.text);
}
