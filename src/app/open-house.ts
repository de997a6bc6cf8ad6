import type { Connection } from 'mongoose';
import { openDirectory } from './directory.ts';
import type { House, Policy } from './house.ts';
import { sha256 } from './sha256.ts';

/** The policy of every assigner until it decides otherwise (design.md, sections 4, 7 and 8). */
const POLICY: Policy = {
  deadline: { beforeMeansDayBefore: true },
  reminders: { before: [7, 3, 1], afterEvery: 3 },
  disputeDays: 5,
  reports: { month: 5, quarter: 7, half: 10, year: 15 },
};

/** The house on a database: units, people and calendars are read, and what is read is kept. */
export async function openHouse(connection: Connection, jwtSecret: string): Promise<House> {
  const directory = await openDirectory(connection);
  return {
    connection,
    directory,
    hash: sha256,
    jwtSecret,
    policyOf: () => POLICY,
    calendar: directory.calendar,
  };
}
