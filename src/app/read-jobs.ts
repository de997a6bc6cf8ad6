import { findWakes } from '../db/wake-queries.ts';
import type { Moment } from '../domain/day.ts';
import type { House } from './house.ts';
import { lastRunOf } from './job-log.ts';
import { JOB_TABLE, type JobPlan, WAKES } from './job-table.ts';

/** A job and its times: when it last began, last ended well, and wakes next; null where that is not known. */
export type JobStatus = JobPlan & { lastRun: Moment | null; endedAt: Moment | null; nextRun: Moment | null };

/** All jobs, in the order of their table. */
export async function readJobs(house: House): Promise<JobStatus[]> {
  const wakes = await findWakes(house.connection, WAKES);
  return Promise.all(
    Object.values(JOB_TABLE).map(async (plan) => {
      const last = await lastRunOf(house, plan.name);
      const { startedAt = null, endedAt = null } = last ?? {};
      return { ...plan, lastRun: startedAt, endedAt, nextRun: wakes.get(plan.name) ?? null };
    }),
  );
}
