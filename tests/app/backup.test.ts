import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { BSON } from 'mongodb';
import type { Connection } from 'mongoose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actOnTask } from '../../src/app/act-on-task.ts';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import { backUp } from '../../src/app/backup.ts';
import { freezeRanking } from '../../src/app/freeze-ranking.ts';
import type { House } from '../../src/app/house.ts';
import { WAKES } from '../../src/app/job-table.ts';
import { openHouse } from '../../src/app/open-house.ts';
import { recomputeRanking } from '../../src/app/recompute-ranking.ts';
import { recordDirective } from '../../src/app/record-directive.ts';
import { refoldTasksOfOldShape } from '../../src/app/refold-tasks.ts';
import { restoreBackup } from '../../src/app/restore.ts';
import { downloadFile, uploadFile } from '../../src/app/upload-file.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { writeSeal } from '../../src/app/write-seal.ts';
import type { Database } from '../../src/db/connect.ts';
import type { EditionRow } from '../../src/db/edition-store.ts';
import { keptCollections, PASSING } from '../../src/db/kept-collections.ts';
import { writeBackup } from '../../src/documents/write-backup.ts';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { openTestDatabase } from '../support/mongo.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';

const SECRET = 'a secret of at least thirty-two bytes';
const DAY = on('2026-03-03');

let office: Office;
let edition: EditionRow;
let folder: string;
let file: string;
let target: Database;
let house: House;

/** A document of three chunks in the database. */
const PDF = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(600_000, 'trang ')]);

async function assign(content: string): Promise<string> {
  const directive = await office.house.connection.collection('directives').findOne({});
  const input = { directive: String(directive?._id), content, leadUnits: ['STTTT'], deadline: '30/6/2026' };
  const [task] = await must(assignTasks(office.house, input, office.actor('vanphong'), DAY));
  return task?.id ?? '';
}

async function act(
  id: string,
  action: 'acknowledge' | 'submit',
  version: number,
  fields: object,
): Promise<void> {
  const { house: from, actor } = office;
  await must(actOnTask(from, id, { action, version, fields: { ...fields } }, actor('stttt.clerk'), DAY));
}

beforeAll(async () => {
  office = await openOffice();
  folder = await mkdtemp(join(tmpdir(), 'dondoc-backup-'));
  const { house: from, actor } = office;
  const paper = {
    notation: '7/UBND-TH',
    kind: 'Công văn',
    issuedOn: '2026-03-02',
    issuer: 'UBND tỉnh',
    subject: 'Thử',
  };
  await must(recordDirective(from, paper, actor('vanphong'), on('2026-03-02')));
  const id = await assign('Báo cáo');
  await act(id, 'acknowledge', 1, {});
  const arriving = { name: 'báo cáo.pdf', content: Readable.from([PDF]), wasCut: () => false };
  const { _id } = await must(uploadFile(from, arriving, actor('stttt.clerk'), DAY));
  await act(id, 'submit', 2, { text: 'Đã xong', files: [_id] });
  await writeSeal(from, DAY);
  const frozen = {
    assigner: '38',
    period: '2026-H1',
    cutoff: '2026-06-30',
    scheme: DEFAULT_SCHEME,
    reason: null,
  };
  edition = await must(freezeRanking(from, frozen, actor('chanhvanphong'), on('2026-07-10')));
  await refoldTasksOfOldShape(from);
  await from.connection.collection('sessions').insertOne({ _id: 'a' as never, person: 'vanphong' });
});
afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  file = join(folder, 'a.gz');
  target = await openTestDatabase();
  house = await openHouse(target.connection, SECRET);
});
afterEach(() => target.close());

/** Every document of every collection that a backup holds, with the types that the database gives. */
async function contentOf(connection: Connection): Promise<Record<string, Buffer>> {
  const content: Record<string, Buffer> = {};
  for (const name of await keptCollections(connection)) {
    const rows = connection
      .getClient()
      .db(connection.name)
      .collection(name)
      .find({}, { raw: true, sort: { _id: 1 } });
    content[name] = Buffer.concat((await rows.toArray()) as never);
  }
  return content;
}

async function indexesOf({ connection }: House, name: string): Promise<unknown[]> {
  return (await connection.collection(name).indexes()).map(({ key, unique }) => ({ key, unique }));
}

const backup = () => backUp(office.house, file, '0.1.0', DAY);

/** Nothing in it but what a fresh one has, and nothing left of a restore. */
async function expectUntouched(): Promise<void> {
  const sizes = Object.values(await contentOf(target.connection)).map(({ length }) => length);
  expect(sizes.filter((size) => size > 0)).toEqual([]);
  const all = await target.connection.getClient().db(target.connection.name).listCollections().toArray();
  expect(all.map(({ name }) => name).filter((name) => name.startsWith('restoring'))).toEqual([]);
}

describe('a database restored from a backup', () => {
  it('is the same, document by document, but for what is of the present hour', async () => {
    expect(await backup()).toMatchObject({ ok: true });
    expect(await restoreBackup(house, file)).toMatchObject({ ok: true });
    const [before, after] = [await contentOf(office.house.connection), await contentOf(target.connection)];
    for (const name of ['tasks', 'taskEvents', 'notices', 'seals', 'sealLines', 'content.chunks']) {
      expect([name, before[name]?.length]).not.toEqual([name, 0]);
    }
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(
      Object.keys(before).filter((name) => after[name]?.equals(before[name] as Buffer) !== true),
    ).toEqual([]);
    expect(await office.house.connection.collection('sessions').countDocuments()).toBe(1);
    expect(await target.connection.collection('sessions').countDocuments()).toBe(0);
  });

  it('passes verify, with its seals', async () => {
    await backup();
    const restored = await restoreBackup(house, file);
    expect(restored).toMatchObject({ ok: true, verified: { ok: true, tasks: 1, events: 3, seals: 1 } });
    expect(await verifyLedger(house)).toEqual({ ok: true, tasks: 1, events: 3, seals: 1 });
  });

  it('has all indexes', async () => {
    await backup();
    await restoreBackup(house, file);
    for (const name of await keptCollections(target.connection)) {
      expect([name, await indexesOf(house, name)]).toEqual([name, await indexesOf(office.house, name)]);
    }
  });

  it('gives a frozen ranking with the same bytes, counted anew from its ledger', async () => {
    await backup();
    await restoreBackup(house, file);
    const recomputed = await recomputeRanking(house, edition._id);
    expect(recomputed).toMatchObject({ same: true, fromLedger: edition.sha256, kept: edition.sha256 });
  });

  it('gives its files with the same SHA-256', async () => {
    await backup();
    await restoreBackup(house, file);
    const row = await target.connection.collection('files').findOne({});
    const download = await downloadFile(house, String(row?._id), office.actor('stttt.clerk'));
    const hash = createHash('sha256');
    for await (const chunk of download.open()) hash.update(chunk);
    expect(hash.digest('hex')).toBe(createHash('sha256').update(PDF).digest('hex'));
    expect(download.row.sha256).toBe(createHash('sha256').update(PDF).digest('hex'));
  });

  it('goes on: a task is assigned and acted on', async () => {
    await backup();
    await restoreBackup(house, file);
    const task = await target.connection.collection('tasks').findOne({});
    const verify = { action: 'verify' as const, version: 3, fields: {} };
    const verified = await actOnTask(house, String(task?._id), verify, office.actor('vanphong'), DAY);
    expect(verified).toMatchObject({ ok: true });
    expect(await verifyLedger(house)).toMatchObject({ ok: true, events: 4 });
  });

  it('keeps the width of numbers and the types of moments', async () => {
    const odd = office.house.connection.getClient().db(office.house.connection.name).collection('oddities');
    const row = {
      _id: 'a',
      long: BSON.Long.fromNumber(1),
      double: new BSON.Double(1),
      whole: 1,
      at: new Date(5),
    };
    await odd.insertOne(row as never);
    await backup();
    await odd.drop();
    await restoreBackup(house, file);
    const raw = target.connection
      .getClient()
      .db(target.connection.name)
      .collection('oddities')
      .find({}, { raw: true });
    expect(Buffer.from((await raw.toArray())[0] as never)).toEqual(Buffer.from(BSON.serialize(row)));
  });
});

describe('a backup that is written while people work', () => {
  it('holds one moment: what is restored verifies', async () => {
    let working = true;
    let done = 0;
    const work = async () => {
      for (; working; done += 1) await act(await assign(`Việc ${done}`), 'acknowledge', 1, {});
    };
    const workers = [work(), work(), work()];
    for (const name of ['1.gz', '2.gz', '3.gz']) {
      file = join(folder, name);
      expect(await backup()).toMatchObject({ ok: true });
    }
    working = false;
    await Promise.all(workers);
    const restored = await restoreBackup(house, file);
    expect(restored).toMatchObject({ ok: true, verified: { ok: true } });
    const tasks = await target.connection.collection('tasks').countDocuments();
    expect(tasks).toBeGreaterThan(3);
    expect(tasks).toBeLessThan(await office.house.connection.collection('tasks').countDocuments());
  });
});

async function altered(change: (tar: Buffer) => Buffer): Promise<void> {
  await writeFile(file, gzipSync(change(gunzipSync(await readFile(file)))));
}

function swapped(from: string, to: string): () => Promise<void> {
  return () =>
    altered((tar) => {
      const at = tar.indexOf(from);
      return Buffer.concat([
        tar.subarray(0, at),
        Buffer.from(to),
        tar.subarray(at + Buffer.byteLength(from)),
      ]);
    });
}

describe('a restore changes nothing and says why when the file', () => {
  it.each<[string, string, () => Promise<unknown>]>([
    ['has a byte altered', 'altered', swapped('Đã xong', 'Đã xonG')],
    ['is cut short', 'broken', async () => writeFile(file, (await readFile(file)).subarray(0, -9))],
    ['is of a later version', 'otherVersion', swapped('"version": 1', '"version": 9')],
    ['is no archive', 'notArchive', () => writeFile(file, 'Không phải bản sao lưu')],
    ['is not there', 'unreadable', () => rm(file)],
    [
      'holds a task twice, its digests made to fit',
      'altered',
      async () => {
        const rows = [1, 1].map((n) => BSON.serialize({ _id: 'a', n }));
        const manifest = { format: 'dondoc-backup' as const, version: 1, program: '0', createdAt: DAY.now };
        const collections = [{ name: 'tasks', rows: 2 }];
        await writeBackup(file, { ...manifest, collections }, async function* () {
          yield* rows;
        });
      },
    ],
    [
      'holds what is no document, its digests made to fit',
      'altered',
      async () => {
        const manifest = { format: 'dondoc-backup' as const, version: 1, program: '0', createdAt: DAY.now };
        const collections = [{ name: 'tasks', rows: 1 }];
        await writeBackup(file, { ...manifest, collections }, async function* () {
          yield Buffer.from([9, 0, 0, 0, 99, 97, 0, 1, 0]);
        });
      },
    ],
  ])('%s', async (_, refused, make) => {
    await backup();
    await make();
    expect(await restoreBackup(house, file)).toMatchObject({ ok: false, refused });
    await expectUntouched();
  });
});

describe('a backup of a ledger that somebody had altered', () => {
  it('is restored as it was, and verifying names what does not agree', async () => {
    const source = await openOffice();
    await source.house.connection.collection('taskEvents').insertOne({ task: 'a', seq: 1, type: 'lost' });
    await source.house.connection.collection('tasks').insertOne({ _id: 'a' as never });
    await backUp(source.house, file, '0.1.0', DAY);
    const restored = await restoreBackup(house, file);
    expect(restored).toMatchObject({ ok: true, verified: { ok: false, what: 'event', task: 'a' } });
    expect(await target.connection.collection('tasks').countDocuments()).toBe(1);
    await source.close();
  });
});

describe('a database that holds anything', () => {
  it('is not restored into, and stays as it was', async () => {
    await backup();
    await target.connection.collection('units').insertOne({ _id: '38' as never });
    expect(await restoreBackup(house, file)).toMatchObject({ ok: false, refused: 'notEmpty' });
    expect(await target.connection.collection('units').countDocuments()).toBe(1);
    expect(await target.connection.collection('tasks').countDocuments()).toBe(0);
  });

  it('counts as empty with what every start of the program writes', async () => {
    await backup();
    const rows = ['writable', 'tasks.shape', 'job.reminders'].map((_id) => ({ _id: _id as never }));
    await target.connection.collection('settings').insertMany(rows);
    await target.connection.collection(WAKES).insertOne({ name: 'reminders' });
    expect(await restoreBackup(house, file)).toMatchObject({ ok: true });
  });
});

describe('a backup', () => {
  it('leaves out the jobs that wake, by the name they have', () => {
    expect(PASSING).toContain(WAKES);
  });

  it('that cannot be written is refused, and leaves nothing', async () => {
    file = join(folder, 'none', 'a.gz');
    expect(await backup()).toMatchObject({ ok: false, refused: 'unwritable' });
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
