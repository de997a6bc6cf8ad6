import { createHash } from 'node:crypto';
import { amendFact, lineKey, taskLine } from '../domain/amend-fact.ts';
import { createCalendar } from '../domain/calendar.ts';
import { dayOf } from '../domain/day.ts';
import {
  type EditionBasis,
  editionEnd,
  editionFacts,
  editionStart,
  type FrozenFact,
  type SeenTask,
} from '../domain/edition.ts';
import { factOfFigure } from '../domain/figure.ts';
import { type Period, parsePeriod } from '../domain/period.ts';
import { type PublishedRow, publishRow } from '../domain/row.ts';
import { scoreEdition } from '../domain/score-edition.ts';
import { keptScheme } from '../domain/score-files.ts';
import { gatherAlike } from '../domain/sum-facts.ts';
import { daysLateOf, factsOfTask } from '../domain/task-facts.ts';
import type { House } from './house.ts';
import { replay, toldIn } from './replay-tasks.ts';

/** What was counted while the facts passed by. */
export type Counted = { result: PublishedRow[]; sha256: string; facts: number };

const PART = 1000;

/**
 * The facts of an edition, from the ledger and the figures that it holds, in the order of tasks and components; `see` is
 * told each task that had an event on the day of the cutoff.
 */
async function* factsFromLedger(
  house: House,
  basis: EditionBasis,
  see: (seen: SeenTask) => void,
): AsyncGenerator<FrozenFact> {
  const { assigner, cutoff } = basis;
  const period = parsePeriod(basis.period) as Period;
  const scheme = keptScheme(basis);
  const calendar = createCalendar(basis.calendar);
  const units = new Set(basis.units.map(({ code }) => code));
  const amended = new Map(basis.amendments.map((one) => [lineKey(one), one]));
  for await (const { task, at } of replay(house, assigner, toldIn(basis))) {
    const { id, code } = task;
    if (dayOf(at) === cutoff) see({ task: id, seq: task.version });
    for (const found of factsOfTask(task, scheme, period, cutoff, calendar)) {
      const fact = amendFact(found, amended.get(lineKey(taskLine(found, id))), scheme);
      if (fact === null || !units.has(fact.unit)) continue;
      yield { ...fact, points: fact.points / 100, task: id, code, daysLate: daysLateOf(fact, task.lead) };
    }
  }
  for (const figure of basis.figures) yield factOfFigure(figure);
}

async function* inParts(facts: AsyncIterable<FrozenFact>): AsyncGenerator<FrozenFact[]> {
  let part: FrozenFact[] = [];
  for await (const fact of facts) {
    part.push(fact);
    if (part.length < PART) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

/**
 * Scores parts of facts and hashes the canonical form on the way, however many there are; `keep` is handed each part
 * and each piece of the form.
 */
export async function countEdition(
  basis: EditionBasis,
  parts: AsyncIterable<FrozenFact[]>,
  keep: {
    part?: (number: number, facts: FrozenFact[]) => Promise<void>;
    text?: (piece: string) => Promise<void>;
  },
): Promise<Counted> {
  const hash = createHash('sha256');
  const write = async (piece: string) => {
    hash.update(piece);
    await keep.text?.(piece);
  };
  const alike = gatherAlike();
  let number = 0;
  let facts = 0;
  await write(editionStart(basis));
  for await (const part of parts) {
    await write(editionFacts(part, number === 0));
    await keep.part?.(number, part);
    for (const { unit, component, weight, points, daysLate } of part) {
      alike.add({ unit, component, weight, points: Math.round(points * 100), daysLate });
    }
    number += 1;
    facts += part.length;
  }
  const result = scoreEdition(basis, alike.facts()).map(publishRow);
  await write(editionEnd(basis, result));
  return { result, sha256: hash.digest('hex'), facts };
}

/** Counts an edition from the ledger, anew where it knows what was seen of the day of its cutoff. */
export async function countFromLedger(
  house: House,
  basis: EditionBasis,
  keep: Parameters<typeof countEdition>[2],
): Promise<Counted & { seen: SeenTask[] }> {
  const seen: SeenTask[] = [];
  const facts = factsFromLedger(house, basis, (task) => seen.push(task));
  return { ...(await countEdition(basis, inParts(facts), keep)), seen };
}
