import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { connect, type Database } from '../../src/db/connect.ts';
import { ensureIndexes } from '../../src/db/ensure-indexes.ts';

/** A fresh database with its collections and indexes on the test run's `mongod`; `close` drops it. */
export async function openTestDatabase(): Promise<Database & { uri: string }> {
  const uri = inject('mongodUri').replace('/?', `/test-${randomBytes(6).toString('hex')}?`);
  const { connection, close } = await connect(uri);
  await ensureIndexes(connection);
  return {
    uri,
    connection,
    close: async () => {
      await connection.dropDatabase();
      await close();
    },
  };
}
