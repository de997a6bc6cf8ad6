import { deliverNotices } from '../src/app/deliver-notices.ts';
import { JOB_TABLE } from '../src/app/job-table.ts';
import type { Job } from './job.ts';

/** What waits in the outbox goes out; nothing does while mail is off. */
export const deliver: Job = {
  ...JOB_TABLE.deliver,
  work: async ({ house, when, delivery }) =>
    delivery === null ? 0 : deliverNotices(house, delivery, when()),
};
