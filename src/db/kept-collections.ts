import type { Connection } from 'mongoose';

/** What is loaded of a backup, under names of its own until it is whole. */
export const STAGING = 'restoring.';

/**
 * Collections of the present hour, which no backup holds: people sign in anew, a failed sign-in is forgotten, a lease is
 * a living process's, and when jobs wake is written at each start.
 */
export const PASSING: readonly string[] = ['sessions', 'attempts', 'leases', 'agendaJobs'];

/** The names of the collections that a backup holds, those of the files' bytes among them. */
export async function keptCollections(connection: Connection): Promise<string[]> {
  const all = await connection
    .getClient()
    .db(connection.name)
    .listCollections({}, { nameOnly: true })
    .toArray();
  return all
    .map(({ name }) => name)
    .filter((name) => !PASSING.includes(name) && !/^(system|restoring)\./.test(name))
    .sort();
}

/** What the program writes into any database that it is started on. */
const OF_ANY_DATABASE = /^(writable|tasks\.(indexShape|shape)|job\..*)$/;

/** Whether nothing is kept but what every start writes. */
export async function isEmptyDatabase(connection: Connection): Promise<boolean> {
  const db = connection.getClient().db(connection.name);
  for (const name of await keptCollections(connection)) {
    const filter = name === 'settings' ? { _id: { $not: OF_ANY_DATABASE } } : {};
    if ((await db.collection(name).findOne(filter as never, { projection: { _id: 1 } })) !== null)
      return false;
  }
  return true;
}
