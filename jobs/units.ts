import { JOB_TABLE } from '../src/app/job-table.ts';
import { settleUnits } from '../src/app/settle-units.ts';
import type { Job } from './job.ts';

/** What units that changed ask of the day: names in use from it on, and tasks that pass to a successor. */
export const units: Job = {
  ...JOB_TABLE.units,
  work: async ({ house, when }) => {
    const { names, tasks } = await settleUnits(house, when());
    return names + tasks;
  },
};
