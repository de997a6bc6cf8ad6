import { readSetting, writeSetting } from '../db/setting-store.ts';
import type { Moment, When } from '../domain/day.ts';
import type { House } from './house.ts';

/** When a job last began; when it last ended well, kept while the next run goes on; and what it said then. */
export type JobRun = { startedAt: Moment; endedAt: Moment | null; result: number | null };

function nameOf(job: string): string {
  return `job.${job}`;
}

/** Runs a job's work with people and units as they are now, and notes when; an error is thrown on, `endedAt` stays. */
export async function runNoted(
  house: House,
  job: string,
  when: () => When,
  work: () => Promise<number>,
): Promise<number> {
  const startedAt = when().now;
  const last = await lastRunOf(house, job);
  const begun = { startedAt, endedAt: last?.endedAt ?? null, result: last?.result ?? null };
  await writeSetting(house.connection, nameOf(job), begun);
  await house.directory.refresh('now');
  const result = await work();
  await writeSetting(house.connection, nameOf(job), { startedAt, endedAt: when().now, result });
  return result;
}

/** The last run of a job, null before the first. */
export async function lastRunOf(house: House, job: string): Promise<JobRun | null> {
  return readSetting<JobRun>(house.connection, nameOf(job));
}
