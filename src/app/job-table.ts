/** When a job wakes (cron, in Vietnam's time), and how many minutes lie between. */
export type JobPlan = { name: string; schedule: string; everyMinutes: number };

const DAY = 24 * 60;

/** All jobs of the program: one table for the jobs that wake, the watchdog, the command line and the page. */
export const JOB_TABLE = {
  reminders: { name: 'reminders', schedule: '30 7 * * *', everyMinutes: DAY },
  deliver: { name: 'deliver', schedule: '* * * * *', everyMinutes: 1 },
  seal: { name: 'seal', schedule: '50 23 * * *', everyMinutes: DAY },
  reports: { name: 'reports', schedule: '30 5 * * *', everyMinutes: DAY },
  units: { name: 'units', schedule: '10 0 * * *', everyMinutes: DAY },
  sweep: { name: 'sweep', schedule: '15 2 * * *', everyMinutes: DAY },
} as const satisfies Record<string, JobPlan>;

/** The collection in which Agenda keeps when it wakes which job. */
export const WAKES = 'agendaJobs';

const MINUTE = 60_000;

/** Whether a job has not ended well for two of its periods; before its first end it is counted from `from` on. */
export function isLate(
  { everyMinutes }: Pick<JobPlan, 'everyMinutes'>,
  endedAt: string | null,
  from: string,
  now: string,
): boolean {
  const since = Math.max(Date.parse(endedAt ?? from), Date.parse(from));
  return Date.parse(now) - since > 2 * everyMinutes * MINUTE;
}
