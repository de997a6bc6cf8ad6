import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import { fillAlone } from '../src/app/fill-alone.ts';
import type { House } from '../src/app/house.ts';
import type { When } from '../src/domain/day.ts';
import { isNothingOwed, isPrepared, loadDemonstration, prepareDemonstration } from './seed.ts';

const LOOK_MILLISECONDS = 200;

/** Waits until something holds, doing the work whenever no other process does it. Throws when it is told to end. */
async function untilDone(
  holds: () => Promise<boolean>,
  act: () => Promise<boolean>,
  signal?: AbortSignal,
): Promise<void> {
  while (!(await holds())) {
    if (!(await act())) await pause(LOOK_MILLISECONDS, undefined, signal === undefined ? {} : { signal });
  }
}

/** Makes an empty database ready for the demonstration; of processes that start together one does it, the others wait. */
export async function prepareTogether(connection: Connection, when: () => When): Promise<void> {
  await untilDone(
    async () => (await isNothingOwed(connection)) || (await isPrepared(connection)),
    () => fillAlone(connection, () => prepareDemonstration(connection, when())),
  );
}

/** Whether this process may load, what it says of it, and how it is told to end. */
export type Joining = { mayLoad: boolean; say: (line: string) => void; signal: AbortSignal };

/**
 * Waits until the demonstration is whole, in a database that has one or is empty; loads it where no other process does,
 * going on where one was ended. Throws when it is told to end.
 */
export async function joinDemonstration(house: House, { mayLoad, say, signal }: Joining): Promise<void> {
  const { connection } = house;
  const load = (lost: AbortSignal) =>
    loadDemonstration(house, { say, signal: AbortSignal.any([signal, lost]) }).catch((error: unknown) => {
      if (!lost.aborted || signal.aborted) throw error;
    });
  await untilDone(
    () => isNothingOwed(connection),
    async () => mayLoad && (await fillAlone(connection, load)),
    signal,
  );
  await house.directory.refresh('now');
}
