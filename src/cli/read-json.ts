import { readFile } from 'node:fs/promises';
import { Refused } from './command.ts';

/** What a file holds as JSON; throws Refused with the reason where it can't be read. */
export async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Refused(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
