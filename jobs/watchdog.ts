import { isLate } from '../src/app/job-table.ts';
import { readJobs } from '../src/app/read-jobs.ts';
import { log } from '../src/log.ts';
import type { JobDeps } from './job.ts';

const MINUTE = 60_000;

/** The names of the jobs that are late; `from` is when this process began to wake them. */
export async function lateJobs({ house, when }: JobDeps, from: string): Promise<string[]> {
  const { now } = when();
  const jobs = await readJobs(house);
  return jobs.filter((job) => isLate(job, job.endedAt, from, now)).map(({ name }) => name);
}

/**
 * Looks every minute whether jobs end, and says which don't. It is no job itself, so that it also sees when nothing is
 * woken any more.
 */
export function startWatchdog(deps: JobDeps): { stop: () => void } {
  const from = deps.when().now;
  const look = () =>
    lateJobs(deps, from).then(
      (late) => late.forEach((job) => void log.error({ job }, 'job is late')),
      (error: Error) => log.error({ error }, 'watchdog'),
    );
  const timer = setInterval(look, MINUTE).unref();
  return { stop: () => clearInterval(timer) };
}
