import { JOB_TABLE } from '../src/app/job-table.ts';
import { writeSeal } from '../src/app/write-seal.ts';
import type { Job } from './job.ts';

/** The nightly seal of the ledger. */
export const seal: Job = {
  ...JOB_TABLE.seal,
  work: async ({ house, when }) => (await writeSeal(house, when()))?.tasks ?? 0,
};
