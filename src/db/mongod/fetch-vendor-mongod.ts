import { createWriteStream } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { getOS } from 'mongodb-memory-server-core/lib/util/getos/index.js';
import { MongoBinaryDownload } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownload.js';
import { MongoBinaryDownloadUrl } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl.js';
import { cacheMongod } from './cached-mongod.ts';

/** The version that is asked of the vendor. */
export const VENDOR_VERSION = '8.0.15';

/** A host whose name isn't found fails at once; one that doesn't answer, after so long. */
const REACH_MILLISECONDS = 5_000;

async function answerOf(url: string): Promise<{ body: ReadableStream; bytes: number }> {
  const unreachable = new AbortController();
  const timer = setTimeout(() => unreachable.abort(new Error('timeout')), REACH_MILLISECONDS);
  try {
    const answer = await fetch(url, { signal: unreachable.signal });
    if (!answer.ok || answer.body === null) throw new Error(`${url}: ${answer.status}`);
    return {
      body: answer.body as ReadableStream,
      bytes: Number(answer.headers.get('content-length')),
    };
  } finally {
    clearTimeout(timer);
  }
}

async function* counted(body: ReadableStream, bytes: number, say: (line: string) => void) {
  let done = 0;
  let saidAt = performance.now();
  for await (const chunk of Readable.fromWeb(body)) {
    done += chunk.length;
    if (performance.now() - saidAt > 2_000) {
      saidAt = performance.now();
      say(`  ${Math.round(done / 1e6)} / ${Math.round(bytes / 1e6)} MB`);
    }
    yield chunk;
  }
}

/**
 * Fetches the vendor's `mongod` for this system into the cache, saying how far it is. The archive is fetched here,
 * over verified TLS; mongodb-memory-server knows its address and unpacks it. Throws with the reason when it can't.
 */
export async function fetchVendorMongod(cacheDir: string, say: (line: string) => void): Promise<string> {
  const { platform, arch } = process;
  const version = VENDOR_VERSION;
  const system = { version, platform, arch, os: await getOS() };
  const url = await new MongoBinaryDownloadUrl(system).getDownloadUrl();
  const { body, bytes } = await answerOf(url);
  say(`Đang tải MongoDB ${version}… / Fetching MongoDB ${version}…`);
  return cacheMongod(cacheDir, version, async (directory) => {
    const archive = createWriteStream(join(directory, basename(new URL(url).pathname)));
    await pipeline(counted(body, bytes, say), archive);
    return new MongoBinaryDownload({ ...system, downloadDir: directory, checkMD5: false }).getMongodPath();
  });
}
