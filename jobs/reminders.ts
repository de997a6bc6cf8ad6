import { JOB_TABLE } from '../src/app/job-table.ts';
import { oweReminders } from '../src/app/owe-reminders.ts';
import type { Job } from './job.ts';

/** What is owed today into the outbox. It wakes every day; on a rest day the rule owes nothing. */
export const reminders: Job = {
  ...JOB_TABLE.reminders,
  work: ({ house, when, delivery }) => oweReminders(house, when(), delivery !== null),
};
