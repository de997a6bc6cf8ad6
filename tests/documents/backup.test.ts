import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { BSON } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BACKUP_FORMAT, BACKUP_VERSION, type Manifest } from '../../src/documents/backup-format.ts';
import { readBackup } from '../../src/documents/read-backup.ts';
import { tarHeader } from '../../src/documents/tar-header.ts';
import { writeBackup } from '../../src/documents/write-backup.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dondoc-backup-'));
  file = join(folder, 'a.gz');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The first fills a part by itself. */
const LARGE = [1024 * 1024, 2000, 3000].map((size, _id) => BSON.serialize({ _id, bytes: randomBytes(size) }));
const SMALL = [BSON.serialize({ _id: 'a', at: new Date(0) })];

function manifest(collections: Manifest['collections']): Manifest {
  return {
    format: BACKUP_FORMAT,
    version: BACKUP_VERSION,
    program: '0.1.0',
    createdAt: '2026-03-02T05:00:00.000Z',
    collections,
  };
}

const WHOLE = manifest([
  { name: 'content.chunks', rows: 3 },
  { name: 'empty', rows: 0 },
  { name: 'tasks', rows: 1 },
]);

async function* documentsOf(name: string): AsyncGenerator<Uint8Array> {
  yield* { 'content.chunks': LARGE, tasks: SMALL }[name] ?? [];
}

async function write(): Promise<void> {
  await writeBackup(file, WHOLE, documentsOf);
}

/** What was read, or the code of what was wrong. */
async function read(): Promise<Record<string, Buffer[]> | string> {
  const taken: Record<string, Buffer[]> = {};
  try {
    await readBackup(file, async (name, documents) => {
      taken[name] = [...(taken[name] ?? []), ...documents];
    });
    return taken;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('a backup', () => {
  it('comes back to the byte', async () => {
    await write();
    const taken = await read();
    expect(taken).toEqual({ 'content.chunks': LARGE.map(Buffer.from), tasks: SMALL.map(Buffer.from) });
  });

  it('is readable by its owner only, and leaves nothing beside it', async () => {
    await write();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['a.gz']);
  });

  it('takes the place of the one before only when it is whole', async () => {
    await write();
    const before = await readFile(file);
    const failing = writeBackup(file, WHOLE, async function* (name) {
      yield* documentsOf(name);
      if (name === 'tasks') throw new Error('the database is lost');
    });
    await expect(failing).rejects.toThrow('the database is lost');
    expect((await readFile(file)).equals(before)).toBe(true);
    expect(await readdir(folder)).toEqual(['a.gz']);
  });

  it('is a tar file that others list', async () => {
    await write();
    const { stdout } = await promisify(execFile)('tar', ['tzf', file]);
    expect(stdout.trim().split('\n')).toEqual([
      'manifest.json',
      'collections/content.chunks/000001.bson',
      'collections/content.chunks/000002.bson',
      'collections/tasks/000001.bson',
      'end.json',
    ]);
  });

  it('cannot be written into a folder that is not there', async () => {
    file = join(folder, 'none', 'a.gz');
    await expect(write()).rejects.toMatchObject({ code: 'unwritable' });
  });
});

async function changed(change: (tar: Buffer) => Buffer): Promise<void> {
  await write();
  await writeFile(file, gzipSync(change(gunzipSync(await readFile(file))), { level: 1 }));
}

/** A tar file with one entry more before all others. */
function preceded(name: string, size: number): (tar: Buffer) => Buffer {
  return (tar) => Buffer.concat([tarHeader({ name, size, seconds: 0 }), tar]);
}

function replaced(from: string, to: string): (tar: Buffer) => Buffer {
  return (tar) => {
    const at = tar.indexOf(from);
    if (at < 0 || from.length !== to.length) throw new Error(from);
    return Buffer.concat([tar.subarray(0, at), Buffer.from(to), tar.subarray(at + to.length)]);
  };
}

describe('a file that', () => {
  it.each<[string, string, () => Promise<unknown>]>([
    ['is not there', 'unreadable', async () => undefined],
    ['is a folder', 'unreadable', async () => (file = folder)],
    ['is empty', 'notArchive', () => writeFile(file, '')],
    ['is no archive', 'notArchive', () => writeFile(file, 'Báo cáo tháng 3')],
    ['is another compressed file', 'notArchive', () => writeFile(file, gzipSync(Buffer.alloc(5000)))],
    [
      'is another tar file',
      'notArchive',
      () => writeFile(file, gzipSync(Buffer.concat([tarHeader({ name: 'a', size: 0, seconds: 0 })]))),
    ],
    ['is of a later version', 'otherVersion', () => changed(replaced('"version": 1', '"version": 2'))],
    ['is of another program', 'notArchive', () => changed(replaced('dondoc-backup', 'dondoc-backuP'))],
    [
      'names a collection of the database itself',
      'notArchive',
      () => changed(replaced('"empty"', '"em.$x"')),
    ],
    [
      'names a collection that leaves its folder',
      'notArchive',
      () => changed(replaced('"empty"', '"../mp"')),
    ],
    ['has fewer rows than it says', 'broken', () => changed(replaced('"rows": 3', '"rows": 4'))],
    ['has more rows than it says', 'altered', () => changed(replaced('"rows": 3', '"rows": 2'))],
    ['has an entry of another name', 'notArchive', () => changed(replaced('manifest.json', 'Manifest.json'))],
    ['has a part of another name', 'broken', () => changed(replaced('tasks/000001', 'tasks/000002'))],
    ['has an entry too many', 'notArchive', () => changed(preceded('a.json', 0))],
    ['says it holds gigabytes', 'notArchive', () => changed(preceded('manifest.json', 8 * 2 ** 30 - 1))],
    [
      'has a byte of a document changed',
      'altered',
      () =>
        changed((tar) => Buffer.concat([tar.subarray(0, 5e5), Buffer.alloc(3, 7), tar.subarray(5e5 + 3)])),
    ],
    [
      'has the length of a document changed',
      'broken',
      () =>
        changed((tar) =>
          replaced(String(Buffer.from(SMALL[0] ?? []).subarray(0, 4)), '\x00\x00\x00\x7f')(tar),
        ),
    ],
    ['has a digest changed', 'altered', () => changed(replaced('"sha256": "', '"shA256": "'))],
    ['ends with something else', 'broken', () => changed((tar) => Buffer.concat([tar, Buffer.alloc(512)]))],
    ['lacks its end', 'broken', () => changed((tar) => tar.subarray(0, -1024))],
  ])('%s is refused as %s', async (_, code, make) => {
    await make();
    expect(await read()).toBe(code);
  });

  it('was cut anywhere is refused', async () => {
    await write();
    const whole = await readFile(file);
    for (const share of [0.001, 0.1, 0.5, 0.9, 0.999]) {
      await writeFile(file, whole.subarray(0, Math.floor(whole.length * share)));
      expect(['notArchive', 'broken']).toContain(await read());
    }
  });

  it('has any byte changed is refused', async () => {
    await write();
    const whole = await readFile(file);
    for (let at = 20; at < whole.length; at += Math.ceil(whole.length / 10)) {
      const other = Buffer.from(whole);
      other[at] = (other[at] ?? 0) ^ 0x10;
      await writeFile(file, other);
      expect([at, typeof (await read())]).toEqual([at, 'string']);
    }
  });
});
