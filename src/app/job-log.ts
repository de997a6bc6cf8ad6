import { readSetting, writeSetting } from '../db/setting-store.ts';
import type { Moment, When } from '../domain/day.ts';
import type { House } from './house.ts';

/** When a job last began and last ended well, and what it said. */
export type JobRun = { startedAt: Moment; endedAt: Moment | null; result: number | null };

function nameOf(job: string): string {
  return `job.${job}`;
}

/** Runs a job's work and notes when; an error is thrown on after `endedAt` stayed null. */
export async function runNoted(
  house: House,
  job: string,
  when: () => When,
  work: () => Promise<number>,
): Promise<number> {
  const startedAt = when().now;
  await writeSetting(house.connection, nameOf(job), { startedAt, endedAt: null, result: null });
  const result = await work();
  await writeSetting(house.connection, nameOf(job), { startedAt, endedAt: when().now, result });
  return result;
}

/** The last run of a job, null before the first. */
export async function lastRunOf(house: House, job: string): Promise<JobRun | null> {
  return readSetting<JobRun>(house.connection, nameOf(job));
}
