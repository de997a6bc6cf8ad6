import type { Connection } from 'mongoose';
import { openDirectory } from './directory.ts';
import type { House } from './house.ts';
import { sha256 } from './sha256.ts';

/** The house on a database: units, people, calendars and policies are read, and what is read is kept. */
export async function openHouse(connection: Connection, jwtSecret: string): Promise<House> {
  const directory = await openDirectory(connection);
  return {
    connection,
    directory,
    hash: sha256,
    jwtSecret,
    policyOf: directory.policyOf,
    calendar: directory.calendar,
  };
}
