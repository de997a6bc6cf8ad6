import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureIndexes } from '../../src/db/ensure-indexes.ts';
import { openTestDatabase } from '../support/mongo.ts';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
const collection = (name: string) =>
  database.connection.getClient().db(database.connection.name).collection(name);
const namesOf = async (name: string) => (await collection(name).indexes()).map((index) => index.name).sort();

beforeAll(async () => {
  database = await openTestDatabase();
  await ensureIndexes(database.connection);
});
afterAll(() => database.close());

describe('the indexes of a database that an older program made', () => {
  it('are those of this one after its start, and nothing else is touched', async () => {
    const before = await namesOf('disputes');
    await collection('disputes').createIndex({ unit: 1 }, { unique: true });
    await collection('elsewhere').createIndex({ unit: 1 });
    await ensureIndexes(database.connection);
    expect(await namesOf('disputes')).toEqual(before);
    expect(await namesOf('elsewhere')).toEqual(['_id_', 'unit_1']);
  });

  it('are made anew where one of the same fields was unique, or of a part of the documents', async () => {
    await collection('tasks').dropIndex('code_1');
    await collection('tasks').createIndex({ code: 1 });
    await ensureIndexes(database.connection);
    const code = (await collection('tasks').indexes()).find(({ name }) => name === 'code_1');
    expect(code).toMatchObject({ unique: true });
  });

  it('are left alone by a second start', async () => {
    const before = await namesOf('tasks');
    await ensureIndexes(database.connection);
    expect(await namesOf('tasks')).toEqual(before);
  });
});
