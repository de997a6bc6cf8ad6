import { sweep as sweepUp } from '../src/app/sweep.ts';
import type { Job } from './job.ts';

/** Loose files and old sessions, removed each night. */
export const sweep: Job = {
  name: 'sweep',
  schedule: '15 2 * * *',
  everyMinutes: 24 * 60,
  work: ({ house, when }) => sweepUp(house, when()),
};
