import type { Delivery } from '../src/app/deliver-notices.ts';
import type { House } from '../src/app/house.ts';
import type { JobPlan } from '../src/app/job-table.ts';
import type { When } from '../src/domain/day.ts';

/** What a job works with; `delivery` is null where mail is off. */
export type JobDeps = { house: House; when: () => When; delivery: Delivery | null };

/** A job: when it wakes, and one call of a use case, which says how much it did. */
export type Job = JobPlan & { work: (deps: JobDeps) => Promise<number> };
