import { findIdsLedBy } from '../db/passing-queries.ts';
import { findRenamedSince, replaceUnit } from '../db/unit-store.ts';
import type { When } from '../domain/day.ts';
import { settleName } from '../domain/unit.ts';
import type { House } from './house.ts';
import { passTasks } from './pass-tasks.ts';
import { refreshIndexesOf } from './refold-tasks.ts';

/** For so long a process that knew the old name of a unit may have gone on with it, or a command was interrupted. */
const RENAMED_WITHIN = 2 * 24 * 60 * 60_000;

/** As many tasks are looked up before they pass. */
const AT_ONCE = 2000;

/** Brings names whose day has come into use. */
async function settleNames(house: House, { today }: When): Promise<number> {
  let settled = 0;
  for (const unit of house.directory.units()) {
    const now = settleName(unit, today);
    if (now === unit) continue;
    if (await replaceUnit(house.connection, null, unit, now, null)) settled += 1;
  }
  if (settled > 0) await house.directory.refresh('now');
  return settled;
}

/** Tasks are found by all names of their lead: those of a unit that was renamed lately are brought up to date. */
async function indexRenamed(house: House, { now }: When): Promise<void> {
  const since = new Date(Date.parse(now) - RENAMED_WITHIN).toISOString();
  for (const code of await findRenamedSince(house.connection, since)) {
    await refreshIndexesOf(house, await findIdsLedBy(house.connection, code));
  }
}

/** Passes until nothing passes any more, some at a time. */
async function passAll(house: House, when: When): Promise<number> {
  let all = 0;
  for (let passed = -1; passed !== 0; all += passed) passed = await passTasks(house, when, AT_ONCE);
  return all;
}

/**
 * What units that change ask of a day: names whose day has come, tasks found by new names too, and the open tasks of units
 * that have ended, which pass to their successors. Gives how many names and tasks; it may be run as often as one likes.
 */
export async function settleUnits(house: House, when: When): Promise<{ names: number; tasks: number }> {
  const names = await settleNames(house, when);
  await indexRenamed(house, when);
  return { names, tasks: await passAll(house, when) };
}
