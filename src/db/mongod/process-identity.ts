import { readFile } from 'node:fs/promises';
import { runProgram } from './run-program.ts';

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function psField(pid: number, field: string): Promise<string | null> {
  const { ok, output } = await runProgram('ps', ['-p', String(pid), '-o', `${field}=`], 5);
  return ok ? output.trim() : null;
}

/** Of `/proc/PID/stat`, behind the name in brackets: the state, and the start in ticks since the system's own start. */
function startIn(stat: string): string | null {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
}

/**
 * What tells a process from a later one with the same number: when it started. Null when none lives under the number;
 * one that has ended and waits to be collected doesn't live. Where the system tells no start it is `unknown`.
 */
export async function identityOf(pid: number): Promise<string | null> {
  if (!exists(pid)) return null;
  try {
    const start = startIn(await readFile(`/proc/${pid}/stat`, 'utf8'));
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return start === null ? null : `${boot.trim()} ${start}`;
  } catch {
    return exists(pid) ? ((await psField(pid, 'lstart')) ?? 'unknown') : null;
  }
}

/** The command line of a living process, null when there is none. */
export async function commandOf(pid: number): Promise<string | null> {
  if (!exists(pid)) return null;
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ').trim();
  } catch {
    return psField(pid, 'command');
  }
}
