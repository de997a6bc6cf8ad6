import type { Delivery } from '../src/app/deliver-notices.ts';
import type { House } from '../src/app/house.ts';
import type { When } from '../src/domain/day.ts';

/** What a job works with; `delivery` is null where mail is off. */
export type JobDeps = { house: House; when: () => When; delivery: Delivery | null };

/**
 * A job: its name, when it wakes (cron, in Vietnam's time), how many minutes lie between, and one call of a use case,
 * which says how much it did.
 */
export type Job = {
  name: string;
  schedule: string;
  everyMinutes: number;
  work: (deps: JobDeps) => Promise<number>;
};
