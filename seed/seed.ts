import type { Connection } from 'mongoose';
import type { House } from '../src/app/house.ts';
import { insertCalendars } from '../src/db/calendar-store.ts';
import { markCreatedBeforeAsRead } from '../src/db/notice-store.ts';
import { readSetting, writeSetting } from '../src/db/setting-store.ts';
import { findUnits } from '../src/db/unit-store.ts';
import type { CalendarYear } from '../src/domain/calendar.ts';
import { addDays, type When } from '../src/domain/day.ts';
import calendars from './data/calendars.json' with { type: 'json' };
import { findReceived } from './find-received.ts';
import { loadEvaluation } from './load-evaluation.ts';
import { loadPeople } from './load-people.ts';
import { type Loading, loadPlan } from './load-plan.ts';
import { DEMO_DISTRICTS, loadUnits } from './load-units.ts';
import { plan2016 } from './plan-2016.ts';
import { planDemo } from './plan-demo.ts';

/** The moment at which the demonstration was begun; there wherever a database holds one. */
const START = 'demo.start';
const PREPARED = 'demo.prepared';
const WHOLE = 'demo.whole';
const DONE = 'demo.done';

/** How many tasks there are at least of the province, and of each of the four districts. */
export type DemoSize = { province: number; district: number };

const FULL: DemoSize = { province: 3000, district: 375 };

/** Whether the database holds a demonstration, whole or not. */
export async function isDemonstration(connection: Connection): Promise<boolean> {
  return (await readSetting<When>(connection, START)) !== null;
}

/** Whether all of the demonstration is there. */
export async function isDemonstrationWhole(connection: Connection): Promise<boolean> {
  return (await readSetting<boolean>(connection, WHOLE)) === true;
}

/** Whether calendars, units and people of the demonstration are there, so that the house can be opened on it. */
export async function isPrepared(connection: Connection): Promise<boolean> {
  return (await readSetting<boolean>(connection, PREPARED)) === true;
}

/** Whether the demonstration is whole, or an office began the database by itself: until then the program isn't ready. */
export async function isNothingOwed(connection: Connection): Promise<boolean> {
  if (await isDemonstrationWhole(connection)) return true;
  return !(await isDemonstration(connection)) && (await findUnits(connection)).length > 0;
}

/**
 * Makes an empty database ready for the demonstration: calendars, units and people, before the house is opened on it.
 * True when there is something left to load; false for a database that an office began by itself, or a whole one.
 */
export async function prepareDemonstration(connection: Connection, when: When): Promise<boolean> {
  if (await isDemonstrationWhole(connection)) return false;
  if (!(await isDemonstration(connection))) {
    if ((await findUnits(connection)).length > 0) return false;
    await writeSetting(connection, START, when);
  }
  await insertCalendars(connection, calendars.years as unknown as CalendarYear[]);
  await loadUnits(connection);
  await loadPeople(connection);
  await writeSetting(connection, PREPARED, true);
  return true;
}

type Part = { name: string; load: () => Promise<void> };

function partsOf(house: House, start: When, size: DemoSize, loading: Loading): Part[] {
  const demo = async (assigner: string, tasks: number): Promise<void> => {
    const since = addDays(start.today, -366);
    const received = await findReceived(house.connection, assigner, since);
    const directives = planDemo(house, { assigner, start, tasks, received });
    await loadPlan(house, { name: assigner, until: start.now, directives }, loading);
  };
  const of2016 = { name: '2016', until: start.now, directives: plan2016(house) };
  return [
    { name: '2016', load: () => loadPlan(house, of2016, loading) },
    { name: '38', load: () => demo('38', size.province) },
    ...DEMO_DISTRICTS.map((code) => ({ name: code, load: () => demo(code, size.district) })),
    { name: 'evaluation', load: () => loadEvaluation(house, start) },
    {
      name: 'notices',
      load: () =>
        markCreatedBeforeAsRead(house.connection, `${addDays(start.today, -7)}T00:00:00.000Z`, start.now),
    },
  ];
}

/**
 * Loads what is left of the demonstration, part by part, as of the moment at which it was begun: what happened until
 * then, by the use cases that people use. Started anew after an interruption it goes on. Throws when it is told to end.
 */
export async function loadDemonstration(
  house: House,
  loading: Loading,
  size: DemoSize = FULL,
): Promise<void> {
  const { connection } = house;
  const start = await readSetting<When>(connection, START);
  if (start === null) throw new Error('seed: the database is not prepared');
  const done = (await readSetting<string[]>(connection, DONE)) ?? [];
  for (const { name, load } of partsOf(house, start, size, loading)) {
    if (done.includes(name)) continue;
    loading.signal.throwIfAborted();
    loading.say(`Dữ liệu minh họa / Demonstration: ${name}`);
    await load();
    done.push(name);
    await writeSetting(connection, DONE, done);
  }
  await writeSetting(connection, WHOLE, true);
}
