import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a command said, and its exit code. */
export type CommandSaid = { code: number; out: string; err: string };

/** Runs `dondoc` on a test's database, at noon of a day, in a folder of its own that `remove` takes away. */
export async function commandLine(uri: string): Promise<{
  dondoc: (today: string, ...words: string[]) => Promise<CommandSaid>;
  folder: string;
  remove: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-command-'));
  const dondoc = (today: string, ...words: string[]) => {
    const env = {
      PATH: process.env['PATH'],
      MONGODB_URI: uri,
      DATA_DIR: folder,
      CLOCK: `${today}T05:00:00.000Z`,
    };
    return new Promise<CommandSaid>((resolve) => {
      const child = execFile(process.execPath, ['src/cli.ts', ...words], { env }, (_, out, err) =>
        resolve({ code: child.exitCode ?? -1, out, err }),
      );
    });
  };
  return { dondoc, folder, remove: () => rm(folder, { recursive: true }) };
}
