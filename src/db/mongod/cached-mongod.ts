import { access, chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

function pathOf(cacheDir: string, version: string): string {
  return join(cacheDir, `mongod-${version}`, 'mongod');
}

/** The `mongod` of a version that an earlier start fetched; null when there is none. */
export async function cachedMongod(cacheDir: string, version: string): Promise<string | null> {
  const path = pathOf(cacheDir, version);
  return access(path).then(
    () => path,
    () => null,
  );
}

/**
 * Keeps in the cache the `mongod` that `fetch` puts somewhere in the empty directory it is given, and gives its path.
 * It appears whole or not at all, however many starts fetch at once.
 */
export async function cacheMongod(
  cacheDir: string,
  version: string,
  fetch: (directory: string) => Promise<string>,
): Promise<string> {
  await mkdir(cacheDir, { recursive: true });
  const directory = await mkdtemp(join(cacheDir, 'fetch-'));
  try {
    const fetched = await fetch(directory);
    await chmod(fetched, 0o755);
    const path = pathOf(cacheDir, version);
    await mkdir(dirname(path), { recursive: true });
    await rename(fetched, path);
    return path;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
