import type { Connection } from 'mongoose';

const last = new WeakMap<Connection, Promise<unknown>>();

/**
 * Does work after all other work of this process that was given here for the same connection before it. Transactions that
 * change the same document fail one another and are done again; those of one process rather wait.
 */
export async function inTurn<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  const before = last.get(connection) ?? Promise.resolve();
  const mine = before.then(work, work);
  last.set(
    connection,
    mine.catch(() => undefined),
  );
  return mine;
}
