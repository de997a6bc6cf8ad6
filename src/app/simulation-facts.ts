import { amendAdjustments, amendFact, amendFigures, lineKey, taskLine } from '../domain/amend-fact.ts';
import { adjustmentOf, factOfFigure } from '../domain/figure.ts';
import type { Period } from '../domain/period.ts';
import type { Scheme } from '../domain/scheme.ts';
import type { Bundle } from '../domain/simulate.ts';
import { countAlike, type Fact } from '../domain/sum-facts.ts';
import type { Task } from '../domain/task.ts';
import { daysLateOf, factsOfTask } from '../domain/task-facts.ts';
import { adjustmentsInForce, figuresInForce } from './figures-in-force.ts';
import type { House } from './house.ts';
import type { Ground } from './simulation-ground.ts';

/** Of more facts than these the moves are still reckoned, but nothing is drawn anew. */
export const MOST_FACTS = 20_000;

/** The facts of the tasks under the scheme before and the one tried, and of the latter, up to the bound, task by task. */
export type Gathered = { before: Fact[]; after: Fact[]; bundles: Bundle[]; facts: number };

/** What other bodies decided of the units, as it stood then, each by itself; and bonus and penalty. */
export async function decidedElsewhere(house: House, ground: Ground, scheme: Scheme) {
  const { asked, codes, amendments } = ground;
  const figures = amendFigures(await figuresInForce(house, asked, scheme, codes), amendments);
  const given = await adjustmentsInForce(house, asked, scheme, codes);
  const adjustments = amendAdjustments(given, amendments);
  const bundles = figures.map(factOfFigure).map(({ unit, component, weight, points }): Bundle => {
    return { unit, facts: [{ unit, component, weight, points: Math.round(points * 100) }] };
  });
  return { bundles, adjustments: adjustments.map(adjustmentOf) };
}

/** The facts of a task under a scheme, those of each unit together. */
function bundlesOf(ground: Ground, task: Task, scheme: Scheme, period: Period): Bundle[] {
  const facts = factsOfTask(task, scheme, period, ground.cutoff, ground.calendar).flatMap((found) => {
    const fact = amendFact(found, ground.amended.get(lineKey(taskLine(found, task.id))), scheme);
    if (fact === null || !ground.codes.has(fact.unit)) return [];
    const { unit, component, weight, points } = fact;
    return [{ unit, component, weight, points, daysLate: daysLateOf(fact, task.lead) }];
  });
  return [...Map.groupBy(facts, ({ unit }) => unit)].map(([unit, own]) => ({ unit, facts: own }));
}

/** The facts of bundles, in a row. */
export function factsIn(bundles: readonly Bundle[]): Fact[] {
  return bundles.flatMap(({ facts }) => facts);
}

/** One pass over the tasks: their facts under both schemes, alike ones counted together; bundles up to the bound. */
export async function gatherFacts(ground: Ground, after: Scheme, period: Period): Promise<Gathered> {
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
