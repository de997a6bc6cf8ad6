import { JOB_TABLE } from '../src/app/job-table.ts';
import { makeReports } from '../src/app/make-reports.ts';
import type { Job } from './job.ts';

/** The reports on periods that are over, each on its day. */
export const reports: Job = {
  ...JOB_TABLE.reports,
  work: ({ house, when }) => makeReports(house, when()),
};
