import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import { runNoted } from '../src/app/job-log.ts';
import { WAKES } from '../src/app/job-table.ts';
import { log } from '../src/log.ts';
import { deliver } from './deliver.ts';
import type { Job, JobDeps } from './job.ts';
import { reminders } from './reminders.ts';
import { reports } from './reports.ts';
import { seal } from './seal.ts';
import { sweep } from './sweep.ts';
import { units } from './units.ts';
import { startWatchdog } from './watchdog.ts';

/** Every job of the program. */
export const JOBS: readonly Job[] = [reminders, deliver, seal, reports, units, sweep];

const TIMEZONE = 'Asia/Ho_Chi_Minh';

/** One job now, in this process; ends when its work is done and gives how much it did. Null for an unknown name. */
export async function runJob(name: string, deps: JobDeps): Promise<number | null> {
  const job = JOBS.find((candidate) => candidate.name === name);
  if (job === undefined) return null;
  return runNoted(deps.house, name, deps.when, () => job.work(deps));
}

/** Instances that start together would make a recurring job twice; this index makes that impossible. */
async function oneOfEach({ house }: JobDeps): Promise<void> {
  const jobs = house.connection.collection(WAKES);
  await jobs.createIndex(
    { name: 1, type: 1 },
    { unique: true, partialFilterExpression: { type: 'single' }, name: 'oneOfEach' },
  );
}

/** A job that is kept as it should be is left alone: scheduled anew, it would forget a time missed while all was down. */
async function wake(agenda: Agenda, { house }: JobDeps, { name, schedule }: Job): Promise<void> {
  const kept = { name, type: 'single', repeatInterval: schedule, repeatTimezone: TIMEZONE };
  if ((await house.connection.collection(WAKES).findOne(kept)) !== null) return;
  try {
    await agenda.every(schedule, name, undefined, { timezone: TIMEZONE, skipImmediate: true });
  } catch (error) {
    if ((error as { code?: unknown }).code !== 11_000) throw error;
  }
}

/**
 * Wakes the jobs at their times until stopped. Agenda only wakes: what is owed is decided by the tasks, what goes out
 * by the outbox, so that a job woken twice or late does no harm.
 */
export async function startJobs(deps: JobDeps): Promise<{ stop: () => Promise<void> }> {
  await oneOfEach(deps);
  const { connection } = deps.house;
  const mongo = connection.getClient().db(connection.name) as never;
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo, collection: WAKES }),
    processEvery: 5000,
    maxConcurrency: JOBS.length,
    lockLimit: JOBS.length,
    defaultLockLifetime: 10 * 60_000,
  });
  agenda.on('fail', (error: Error, job: { attrs: { name: string } }) =>
    log.error({ error, job: job.attrs.name }, 'job'),
  );
  for (const job of JOBS) {
    agenda.define(job.name, async () => void (await runJob(job.name, deps)), {
      concurrency: 1,
      lockLimit: 1,
    });
  }
  await agenda.start();
  for (const job of JOBS) await wake(agenda, deps, job);
  const watchdog = startWatchdog(deps);
  return {
    stop: async () => {
      watchdog.stop();
      await agenda.drain(8000);
      await agenda.stop(false);
    },
  };
}
