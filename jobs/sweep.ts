import { JOB_TABLE } from '../src/app/job-table.ts';
import { sweep as sweepUp } from '../src/app/sweep.ts';
import type { Job } from './job.ts';

/** Loose files and old sessions, removed each night. */
export const sweep: Job = {
  ...JOB_TABLE.sweep,
  work: ({ house, when }) => sweepUp(house, when()),
};
