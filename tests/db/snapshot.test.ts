import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inSnapshot, SnapshotLost } from '../../src/db/snapshot.ts';
import { type OwnMongod, openOwnMongod } from '../support/own-mongod.ts';
import { until } from '../support/program.ts';

const WINDOW = 'minSnapshotHistoryWindowInSeconds';

let mongod: OwnMongod;

beforeAll(async () => {
  mongod = await openOwnMongod();
});
afterAll(() => mongod.remove());

const admin = () => mongod.database.connection.getClient().db('admin');
const units = () => mongod.database.connection.collection('units');

async function setWindow(seconds: number): Promise<void> {
  await admin().command({ setParameter: 1, [WINDOW]: seconds });
}

async function windowNow(): Promise<unknown> {
  return (await admin().command({ getParameter: 1, [WINDOW]: 1 }))[WINDOW];
}

async function countOf(documents: AsyncIterable<Uint8Array>): Promise<number> {
  return (await Array.fromAsync(documents)).length;
}

describe('a snapshot', () => {
  it('shows what was there when it began, whatever is written meanwhile', async () => {
    await units().insertOne({ _id: 'a' as never });
    const seen = await inSnapshot(mongod.database.connection, async ({ collections, documents }) => {
      await units().insertOne({ _id: 'b' as never });
      await units().deleteOne({ _id: 'a' as never });
      const rows = collections.find(({ name }) => name === 'units')?.rows;
      return { rows, found: await countOf(documents('units')) };
    });
    expect(seen).toEqual({ rows: 1, found: 1 });
  });

  it('is held for an hour while it is read, and as long as before afterwards', async () => {
    await setWindow(7);
    expect(await inSnapshot(mongod.database.connection, windowNow)).toBe(3600);
    expect(await windowNow()).toBe(7);
  });

  it('that the database holds no more is said to be lost', async () => {
    const reading = inSnapshot(mongod.database.connection, async ({ documents }) => {
      await setWindow(0);
      await until(async () => {
        await units().updateOne({ _id: 'b' as never }, { $inc: { n: 1 } });
        await countOf(documents('units'));
        return false;
      });
    });
    await expect(reading).rejects.toThrow(SnapshotLost);
  });
});
