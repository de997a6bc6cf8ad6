import { lastRunOf } from '../src/app/job-log.ts';
import { log } from '../src/log.ts';
import type { Job, JobDeps } from './job.ts';

const MINUTE = 60_000;

/** Whether a job has not ended well for two of its periods; before its first end it is counted from `from` on. */
export function isLate(
  { everyMinutes }: Pick<Job, 'everyMinutes'>,
  endedAt: string | null,
  from: string,
  now: string,
): boolean {
  const since = Math.max(Date.parse(endedAt ?? from), Date.parse(from));
  return Date.parse(now) - since > 2 * everyMinutes * MINUTE;
}

/** The names of the jobs that are late; `from` is when this process began to wake them. */
export async function lateJobs(jobs: readonly Job[], deps: JobDeps, from: string): Promise<string[]> {
  const { now } = deps.when();
  const ended = await Promise.all(
    jobs.map(async ({ name }) => (await lastRunOf(deps.house, name))?.endedAt ?? null),
  );
  return jobs.filter((job, i) => isLate(job, ended[i] ?? null, from, now)).map(({ name }) => name);
}

/**
 * Looks every minute whether jobs end, and says which don't. It is no job itself, so that it also sees when nothing is
 * woken any more.
 */
export function startWatchdog(jobs: readonly Job[], deps: JobDeps): { stop: () => void } {
  const from = deps.when().now;
  const look = () =>
    lateJobs(jobs, deps, from).then(
      (late) => late.forEach((job) => void log.error({ job }, 'job is late')),
      (error: Error) => log.error({ error }, 'watchdog'),
    );
  const timer = setInterval(look, MINUTE).unref();
  return { stop: () => clearInterval(timer) };
}
