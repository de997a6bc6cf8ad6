import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JOBS, runJob, startJobs } from '../../jobs/agenda.ts';
import { readJobs } from '../../src/app/read-jobs.ts';
import { type Office, on, openOffice } from '../support/office.ts';

let office: Office;

beforeEach(async () => {
  office = await openOffice();
});

afterEach(() => office.close());

const deps = () => ({ house: office.house, when: () => on('2026-11-24'), delivery: null });
const rows = () => office.house.connection.collection('agendaJobs');
const lastRun = async (name: string) =>
  (await readJobs(office.house)).find((job) => job.name === name)?.lastRun ?? null;

describe('four programs that start together', () => {
  it('make each job once', async () => {
    const programs = await Promise.all([1, 2, 3, 4].map(() => startJobs(deps())));
    const names = (await rows().find().toArray()).map((row) => row['name']);
    expect(names.sort()).toEqual(JOBS.map(({ name }) => name).sort());
    await Promise.all(programs.map((program) => program.stop()));
  });
});

describe('a time missed while no program ran', () => {
  it('is made up for at the next start', async () => {
    await (await startJobs(deps())).stop();
    await rows().updateOne({ name: 'reminders' }, { $set: { nextRunAt: new Date(Date.now() - 3_600_000) } });
    const program = await startJobs(deps());
    try {
      await expect.poll(() => lastRun('reminders'), { timeout: 15_000 }).toBe('2026-11-24T05:00:00.000Z');
    } finally {
      await program.stop();
    }
  });
});

describe('the list of jobs', () => {
  it('knows of a run by hand', async () => {
    expect(await lastRun('seal')).toBeNull();
    await runJob('seal', deps());
    expect(await lastRun('seal')).toBe('2026-11-24T05:00:00.000Z');
  });

  it('has no job of another name', async () => {
    expect(await runJob('nothing', deps())).toBeNull();
  });
});
