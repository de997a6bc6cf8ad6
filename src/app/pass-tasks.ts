import { type ConcernedRow, countOpenAssigned, streamConcerning } from '../db/passing-queries.ts';
import { findTask, taskOf } from '../db/task-store.ts';
import type { Day, When } from '../domain/day.ts';
import { heirOf, passingOf, waits } from '../domain/passing.ts';
import { isOpen } from '../domain/task.ts';
import { hasEnded, type Unit } from '../domain/unit.ts';
import { commitTask } from './commit-task.ts';
import type { House } from './house.ts';
import { Conflict } from './outcome.ts';

/** The units that have ended and whose tasks somebody takes over, by the unit above them. */
function endedUnits({ directory }: House, today: Day): Map<string, string[]> {
  const ended = directory
    .units()
    .filter((unit) => hasEnded(unit, today) && heirOf(directory.unit, unit.code, today) !== null);
  const groups = Map.groupBy(ended, ({ parent }) => parent ?? '');
  return new Map([...groups].map(([parent, units]) => [parent, units.map(({ code }) => code)]));
}

/** The open tasks to which something happens today since a unit has ended; `most` of them at most. */
async function tasksToPass(house: House, today: Day, most: number): Promise<string[]> {
  const ids: string[] = [];
  for (const [assigner, units] of endedUnits(house, today)) {
    for await (const row of streamConcerning(house.connection, assigner, units)) {
      if (ids.length === most) return ids;
      if (passingOf(row, house.directory.unit, today) !== null) ids.push(row._id);
    }
  }
  return ids;
}

/** Passes one task, as it is by now; false when nothing is to be done any more. */
async function passTask(house: House, id: string, when: When): Promise<boolean> {
  const row = await findTask(house.connection, id);
  if (row === null || !isOpen(row)) return false;
  const happening = passingOf(taskOf(row), house.directory.unit, when.today);
  if (happening === null) return false;
  try {
    await commitTask(house, row, [happening], { by: null, when });
    return true;
  } catch (error) {
    if (error instanceof Conflict) return passTask(house, id, when);
    throw error;
  }
}

/**
 * Passes the open tasks of units that have ended to their successors (domain/passing.ts), `most` of them, each by an event of the program
 * in a transaction of its own, and gives how many. It may be run twice, in two processes at once, or again after an
 * interruption: a task that has passed passes no more; one that waits for an answer passes at a run after that.
 */
export async function passTasks(house: House, when: When, most: number): Promise<number> {
  let passed = 0;
  for (const id of await tasksToPass(house, when.today, most)) {
    if (await passTask(house, id, when)) passed += 1;
  }
  return passed;
}

/** What becomes of the open tasks that concern a unit which ends, and how many it assigned itself. */
export type ToPass = { passes: number; waits: number; stays: number; coordinates: number; assigned: number };

function countOne(counts: ToPass, row: ConcernedRow, unit: Unit): void {
  if (row.lead !== unit.code) counts.coordinates += 1;
  else if (unit.ending?.tasksTo == null) counts.stays += 1;
  else if (waits(row)) counts.waits += 1;
  else counts.passes += 1;
}

/**
 * The open tasks of a unit that ends, as they are now: those that it leads pass, wait for an answer first, or stay since
 * nobody takes them over; those that it coordinates; and those that it assigned, which stay with it.
 */
export async function countToPass(house: House, unit: Unit): Promise<ToPass> {
  const assigned = await countOpenAssigned(house.connection, unit.code);
  const counts: ToPass = { passes: 0, waits: 0, stays: 0, coordinates: 0, assigned };
  for await (const row of streamConcerning(house.connection, unit.parent ?? '', [unit.code])) {
    countOne(counts, row, unit);
  }
  return counts;
}
