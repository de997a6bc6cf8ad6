import { setImmediate } from 'node:timers/promises';
import { streamOfPeriod } from '../db/board-queries.ts';
import { type EditionRow, findEdition, findEditions } from '../db/edition-store.ts';
import { taskOf } from '../db/task-store.ts';
import { amendFact, lineKey, taskLine } from '../domain/amend-fact.ts';
import { createCalendar, type WorkingCalendar } from '../domain/calendar.ts';
import type { Day, When } from '../domain/day.ts';
import type { Amendment } from '../domain/edition.ts';
import { adjustmentOf, factOfFigure } from '../domain/figure.ts';
import { type Period, parsePeriod } from '../domain/period.ts';
import type { Actor } from '../domain/post.ts';
import type { Scheme } from '../domain/scheme.ts';
import { type ScoredUnit, score } from '../domain/score.ts';
import { schemeOf } from '../domain/score-files.ts';
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
import type { Task } from '../domain/task.ts';
import { daysLateOf, factsOfTask } from '../domain/task-facts.ts';
import { adjustmentsInForce, figuresInForce, type InForce } from './figures-in-force.ts';
import type { House } from './house.ts';
import { done, Forbidden, faulty, NotFound, type Outcome } from './outcome.ts';
import { scoredUnits } from './ranking-input.ts';
import { replayTasks } from './replay-tasks.ts';
import { schemeInForce } from './scheme-in-force.ts';
import { mayKeep, type SeenScheme, seeScheme } from './see-scheme.ts';

/** Of more facts than these the moves are still reckoned, but nothing is drawn anew. */
export const MOST_FACTS = 20_000;

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

/** The facts as of when: the tasks as they stood, and what they are counted with. */
type Ground = {
  tasks: AsyncIterable<Task>;
  units: ScoredUnit[];
  calendar: WorkingCalendar;
  cutoff: Day;
  before: Scheme;
  /** Whose figures, of which period, as they were when. */
  asked: InForce;
  /** What was decided on disputed lines, by line. */
  amended: ReadonlyMap<string, Amendment>;
};

async function* tasksNow(house: House, assigner: string, period: Period): AsyncGenerator<Task> {
  for await (const row of streamOfPeriod(house.connection, assigner, period)) yield taskOf(row);
}

async function groundNow(house: House, assigner: string, period: Period, when: When): Promise<Ground> {
  return {
    tasks: tasksNow(house, assigner, period),
    units: scoredUnits(house, assigner, period),
    calendar: house.calendar(),
    cutoff: when.today,
    before: await schemeInForce(house, assigner, period),
    asked: { assigner, period, day: when.today, moment: null },
    amended: new Map(),
  };
}

/** What an edition was counted from; a unit that its scheme excluded may be ranked by another one. */
function groundOf(house: House, period: Period, { assigner, cutoff, until, ...edition }: EditionRow): Ground {
  const before = schemeOf(edition.scheme);
  if (!before.ok) throw new Error('the scheme of an edition is broken');
  const units = edition.units.map(({ code, group, reason }): ScoredUnit => {
    return reason === 'verifiesItself' ? { code, group, reason } : { code, group };
  });
  return {
    tasks: replayTasks(house, assigner, cutoff, until),
    units,
    calendar: createCalendar(edition.calendar),
    cutoff,
    before: before.scheme,
    asked: { assigner, period, day: cutoff, moment: until },
    amended: new Map(edition.amendments.map((one) => [lineKey(one), one])),
  };
}

type Gathered = { before: Fact[]; after: Fact[]; bundles: Bundle[]; facts: number };

/** What other bodies decided of the units, as it stood then, each by itself; and bonus and penalty. */
async function decidedElsewhere(house: House, { asked, units }: Ground, scheme: Scheme) {
  const codes = new Set(units.map(({ code }) => code));
  const figures = await figuresInForce(house, asked, scheme, codes);
  const adjustments = await adjustmentsInForce(house, asked, scheme, codes);
  const bundles = figures.map(factOfFigure).map(({ unit, component, weight, points }): Bundle => {
    return { unit, facts: [{ unit, component, weight, points: Math.round(points * 100) }] };
  });
  return { bundles, adjustments: adjustments.map(adjustmentOf) };
}

/** The facts of a task under a scheme, those of each unit together. */
function bundlesOf(ground: Ground, task: Task, scheme: Scheme, period: Period): Bundle[] {
  const known = new Set(ground.units.map(({ code }) => code));
  const facts = factsOfTask(task, scheme, period, ground.cutoff, ground.calendar).flatMap((found) => {
    const fact = amendFact(found, ground.amended.get(lineKey(taskLine(found, task.id))), scheme);
    if (fact === null || !known.has(fact.unit)) return [];
    const { unit, component, weight, points } = fact;
    return [{ unit, component, weight, points, daysLate: daysLateOf(fact) }];
  });
  return [...Map.groupBy(facts, ({ unit }) => unit)].map(([unit, own]) => ({ unit, facts: own }));
}

function factsIn(bundles: readonly Bundle[]): Fact[] {
  return bundles.flatMap(({ facts }) => facts);
}

/** One pass over the tasks: their facts under both schemes, alike ones counted together; bundles up to the bound. */
async function gather(ground: Ground, after: Scheme, period: Period): Promise<Gathered> {
  const gathered: Gathered = { before: [], after: [], bundles: [], facts: 0 };
  const add = (to: 'before' | 'after', facts: readonly Fact[]) => {
    gathered[to].push(...facts);
    if (gathered[to].length > MOST_FACTS) gathered[to] = countAlike(gathered[to]);
  };
  for await (const task of ground.tasks) {
    for (const { facts } of bundlesOf(ground, task, ground.before, period)) add('before', facts);
    for (const bundle of bundlesOf(ground, task, after, period)) {
      add('after', bundle.facts);
      gathered.facts += bundle.facts.length;
      if (gathered.facts <= MOST_FACTS) gathered.bundles.push(bundle);
    }
  }
  return gathered;
}

type Scored = { units: ScoredUnit[]; adjustments: readonly Adjustment[] };

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

async function groundAsked(
  house: House,
  assigner: string,
  period: Period,
  edition: EditionRow | null,
  when: When,
): Promise<Ground> {
  if (edition === null) return groundNow(house, assigner, period, when);
  if (edition.assigner !== assigner || edition.period !== period.text) throw new NotFound();
  return groundOf(house, period, edition);
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
  const { units, before, cutoff } = ground;
  const gathered = await gather(ground, scheme, period);
  const [was, is] = [
    await decidedElsewhere(house, ground, before),
    await decidedElsewhere(house, ground, scheme),
  ];
  const facts = countAlike([...gathered.after, ...factsIn(is.bundles)]);
  const scored = { units, adjustments: is.adjustments };
  const rows = score(scheme, { ...scored, facts });
  const factsBefore = countAlike([...gathered.before, ...factsIn(was.bundles)]);
  const rowsBefore = score(before, { units, adjustments: was.adjustments, facts: factsBefore });
  const moves = movesBetween(rowsBefore, rows);
  const all = { ...seen, period, cutoff, edition, before, moves, facts: gathered.facts };
  if (gathered.facts > MOST_FACTS) return done({ ...all, corners: 0, stability: null });
  const varied = await varyWeights(scheme, scored, facts);
  const drawn = await drawAnew(scheme, scored, [...gathered.bundles, ...is.bundles]);
  return done({ ...all, corners: varied.length, stability: stabilityOf(ranksOf(rows), varied, drawn) });
}

/** The editions of a period on whose facts a scheme may be tried, newest first. */
export async function editionsToTry(house: House, assigner: string, period: Period): Promise<EditionRow[]> {
  const editions = await findEditions(house.connection, assigner, 100);
  return editions.filter((edition) => edition.period === period.text);
}
