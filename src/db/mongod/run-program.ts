import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

export type ProgramResult = { ok: boolean; output: string };

/** Where a program is in the directories of a search path; null when it is in none. */
export async function programOn(path: string, name: string): Promise<string | null> {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  for (const directory of path.split(delimiter).filter((part) => part !== '')) {
    const candidate = join(directory, file);
    const runs = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return candidate;
  }
  return null;
}

/** Runs a program to its end and gives what it wrote; one that can't be run, fails or is too slow is not `ok`. */
export function runProgram(
  program: string,
  args: readonly string[],
  seconds: number,
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: seconds * 1000 });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code, signal) => {
      resolve({ ok: code === 0, output: signal === null ? output : `${output} (${signal})` });
    });
  });
}

/** The last line that says something, for a message. */
export function lastLine(output: string): string {
  return output.trim().split('\n').at(-1)?.trim() ?? '';
}
