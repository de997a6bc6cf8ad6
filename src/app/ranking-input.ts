import { type BoardQuery, countEntries, findLeads, streamOfPeriod } from '../db/board-queries.ts';
import { type TaskRow, taskOf } from '../db/task-store.ts';
import { outcomeOfCell, readCell } from '../domain/board-cell.ts';
import { TIMELINESS } from '../domain/component-rules.ts';
import type { FrozenAdjustment } from '../domain/edition.ts';
import { adjustmentOf } from '../domain/figure.ts';
import { pointsOfFact } from '../domain/points.ts';
import type { ScoredUnit } from '../domain/score.ts';
import type { Fact } from '../domain/sum-facts.ts';
import type { Task } from '../domain/task.ts';
import { countsCells, countsMeasures, weightIn } from '../domain/task-facts.ts';
import { hasEnded, isValidWithin, type Unit } from '../domain/unit.ts';
import type { ScoreInput } from '../domain/what-if.ts';
import { adjustmentsInForce, figuresInForce } from './figures-in-force.ts';
import type { House } from './house.ts';
import { factOf, lineOfFigure, linesOfTask, type Setting } from './ranking-lines.ts';
import { runningFacts, settledFacts } from './remembered-facts.ts';
import { replayTasks } from './replay-tasks.ts';

/** The facts of tasks as they are, one by one. */
async function factsOfTasks(house: House, setting: Setting, rows: AsyncIterable<TaskRow>): Promise<Fact[]> {
  const facts: Fact[] = [];
  for await (const row of rows) facts.push(...factsOfOne(house, taskOf(row), setting));
  return facts;
}

/** What the books tell of all tasks, where days late are all that counts. */
async function factsOfCells(house: House, query: BoardQuery, { scheme, today }: Setting): Promise<Fact[]> {
  const entries = await countEntries(house.connection, 'time', query);
  return entries.flatMap(({ lead, entry, count }): Fact[] => {
    const cell = readCell(entry);
    const outcome = outcomeOfCell(cell, today, house.calendar());
    if (outcome === null) return [];
    const weight = weightIn(scheme, cell.weight);
    const points = pointsOfFact(scheme, outcome);
    return [{ unit: lead, component: TIMELINESS, weight, points, count, daysLate: outcome.daysLate }];
  });
}

/** What is kept of all tasks beside them, where more counts than days late. */
async function factsOfMeasures(house: House, query: BoardQuery, setting: Setting): Promise<Fact[]> {
  const [settled, running] = await Promise.all([
    settledFacts(house, query, setting.scheme),
    runningFacts(house, query, setting),
  ]);
  return [...settled, ...running];
}

/** The facts of a period as they are now, by the shortest way that the scheme leaves. */
async function factsNow(house: House, setting: Setting): Promise<Fact[]> {
  const { assigner, period, scheme } = setting;
  const query: BoardQuery = { assigner, basis: scheme.basis, from: period.from, to: period.to };
  if (countsCells(scheme)) return factsOfCells(house, query, setting);
  if (countsMeasures(scheme)) return factsOfMeasures(house, query, setting);
  return factsOfTasks(house, setting, streamOfPeriod(house.connection, assigner, period));
}

/** What a task brings to the score of units. */
export function factsOfOne(house: House, task: Task, setting: Setting): Fact[] {
  return linesOfTask(house, task, setting).map(factOf);
}

/** The same facts, one by one, from tasks as the ledger had them at the end of the day. */
export async function factsReplayed(house: House, setting: Setting): Promise<Fact[]> {
  const facts: Fact[] = [];
  for await (const task of replayTasks(house, setting.assigner, setting.today)) {
    facts.push(...factsOfOne(house, task, setting));
  }
  return facts;
}

/** The figures of other bodies, and bonus and penalty, as they stood at the end of the day. */
export async function decidedElsewhere(house: House, setting: Setting, units: ReadonlySet<string>) {
  const { assigner, period, scheme, today: day } = setting;
  const asked = { assigner, period, day, moment: null };
  const figures = await figuresInForce(house, asked, scheme, units);
  const adjustments = await adjustmentsInForce(house, asked, scheme, units);
  return { figures: figures.map(lineOfFigure), adjustments };
}

/**
 * The units of an assigner that a ranking of a period shows: those valid in it, and those that ended before it and lead a task
 * that is due in it, such as one done early.
 */
export async function rankedUnits(
  house: House,
  { assigner, period, scheme }: Pick<Setting, 'assigner' | 'period' | 'scheme'>,
): Promise<Unit[]> {
  const { from, to } = period;
  const children = house.directory.childrenOf(assigner);
  const ended = children.filter((unit) => hasEnded(unit, from)).map(({ code }) => code);
  const leads = await findLeads(house.connection, { assigner, basis: scheme.basis, from, to }, ended);
  return children.filter((unit) => isValidWithin(unit, from, to) || leads.includes(unit.code));
}

/** The same as they are scored; the assigner's own Office stands outside. */
export async function scoredUnits(
  house: House,
  of: Pick<Setting, 'assigner' | 'period' | 'scheme'>,
): Promise<ScoredUnit[]> {
  return (await rankedUnits(house, of)).map(({ code, peerGroup, ownOffice }) =>
    ownOffice ? { code, group: null, reason: 'verifiesItself' as const } : { code, group: peerGroup },
  );
}

/** All that a ranking is made of, with bonus and penalty as they were given; of tasks the facts given, or else read here. */
export async function rankingInput(
  house: House,
  setting: Setting,
  given: readonly Fact[] | null = null,
): Promise<{ input: ScoreInput; adjustments: readonly FrozenAdjustment[] }> {
  const units = await scoredUnits(house, setting);
  const known = new Set(units.map(({ code }) => code));
  const facts = given ?? (await (setting.past ? factsReplayed : factsNow)(house, setting));
  const { figures, adjustments } = await decidedElsewhere(house, setting, known);
  const all = [...facts.filter(({ unit }) => known.has(unit)), ...figures.map(factOf)];
  return { input: { units, facts: all, adjustments: adjustments.map(adjustmentOf) }, adjustments };
}
