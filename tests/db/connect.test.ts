import type { MongoClient } from 'mongodb';
import { type Connection, Schema } from 'mongoose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connect, type Database, inTransaction } from '../../src/db/connect.ts';
import { modelOf } from '../../src/db/model.ts';
import { ownFilter } from '../../src/db/own-filter.ts';
import { openTestDatabase } from '../support/mongo.ts';

type Row = { _id: string; unit: string; n: number };

const rowSchema = new Schema(
  { _id: String, unit: String, n: Number },
  { collection: 'rows', versionKey: false, strict: 'throw' },
);

let database: Database & { uri: string };
beforeAll(async () => {
  database = await openTestDatabase();
  await database.connection.createCollection('rows');
  await rows(database.connection).collection.insertMany([
    { _id: 'a', unit: 'STC', n: 1 },
    { _id: 'b', unit: 'SXD', n: 2 },
    { _id: 'c', unit: '384', n: 3 },
  ] as never);
});
afterAll(() => database.close());

function rows(connection: Connection) {
  return modelOf<Row>(connection, 'Row', rowSchema);
}

async function idsOf(filter: object): Promise<string[]> {
  const found = await rows(database.connection).find(filter).sort({ _id: 1 }).lean<Row[]>();
  return found.map((row) => row._id);
}

describe('a connection', () => {
  it('reads and writes by majority with the journal, from the primary, whatever the URI says', async () => {
    const other = await connect(
      `${database.uri}&w=1&journal=false&readPreference=nearest&readConcernLevel=local`,
    );
    const { readConcern, writeConcern, readPreference } = (
      other.connection.getClient() as unknown as MongoClient
    ).options;
    await other.close();
    expect([readConcern?.level, writeConcern?.w, writeConcern?.journal, readPreference?.mode]).toEqual([
      'majority',
      'majority',
      true,
      'primary',
    ]);
  });

  it.each([
    ['mongodb://u:p@h1,h2', 'dondoc'],
    ['', 'dondoc'],
    ['thanhhoa', 'thanhhoa'],
  ])('uses the database that the URI names, else dondoc (%s)', async (name, expected) => {
    const uri = inject('mongodUri');
    const other = await connect(name.startsWith('mongodb') ? uri : uri.replace('/?', `/${name}?`));
    expect(other.connection.name).toBe(expected);
    await other.close();
  });
});

describe('a filter', () => {
  it('throws on a field that the schema does not have', async () => {
    await expect(idsOf({ nope: 1 })).rejects.toThrow(/strictQuery/);
  });

  it('does not let operators of an object from outside work', async () => {
    await expect(idsOf({ unit: { $ne: 'STC' } })).rejects.toThrow(/Cast to string failed/);
  });

  it.each([
    [{ unit: { $in: ['STC', '384'] } }, ['a', 'c']],
    [{ $and: [{ n: { $gte: 2 } }, { $or: [{ unit: { $in: ['STC'] } }, { n: { $lt: 3 } }] }] }, ['b']],
    [{ $or: [{ $and: [{ n: { $gt: 2 } }] }, { unit: /^ST/ }] }, ['a', 'c']],
  ])('works with its operators when a store marked it as its own (%#)', async (filter, expected) => {
    expect(await idsOf(ownFilter(filter))).toEqual(expected);
  });

  it('is marked for counting, deleting and distinct too', async () => {
    const model = rows(database.connection);
    expect(await model.countDocuments(ownFilter({ n: { $gt: 1 } }))).toBe(2);
    expect(await model.distinct('unit', ownFilter({ n: { $gt: 1 } }))).toEqual(['384', 'SXD']);
    expect(await model.exists(ownFilter({ $and: [{ n: { $gt: 2 } }] }))).toEqual({ _id: 'c' });
  });
});

describe('a transaction', () => {
  it('gives what the work gives, written whole', async () => {
    const { connection } = database;
    const given = await inTransaction(connection, async (session) => {
      await rows(connection).collection.insertOne({ _id: 'd', unit: 'VP', n: 4 } as never, { session });
      return 'done';
    });
    expect([given, await idsOf({ _id: 'd' })]).toEqual(['done', ['d']]);
    await rows(connection).deleteOne({ _id: 'd' });
  });

  it('lets an error of the work pass unchanged, nothing written', async () => {
    const { connection } = database;
    const fault = new Error('no');
    const work = inTransaction(connection, async (session) => {
      await rows(connection).collection.insertOne({ _id: 'e', unit: 'VP', n: 5 } as never, { session });
      throw fault;
    });
    await expect(work).rejects.toBe(fault);
    expect(await idsOf({ _id: 'e' })).toEqual([]);
  });
});
