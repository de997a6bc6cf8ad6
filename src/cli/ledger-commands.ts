import { readFile } from 'node:fs/promises';
import { runJob } from '../../jobs/agenda.ts';
import { paramsOf, remindersOn } from '../app/owe-reminders.ts';
import { readJobs } from '../app/read-jobs.ts';
import { rankingWithLines } from '../app/read-ranking.ts';
import { verifyLedger } from '../app/verify-ledger.ts';
import { isDay } from '../domain/day.ts';
import type { Scheme } from '../domain/scheme.ts';
import { schemeFrom } from '../domain/score-files.ts';
import { openDelivery } from '../open-delivery.ts';
import { noticeSentence } from '../present/notice-words.ts';
import { valueOrRefused } from './answer.ts';
import { type CommandRow, type Given, needed, optional, Refused, type Said, Usage } from './command.ts';

async function verify({ house }: Given): Promise<Said> {
  const verified = await verifyLedger(house);
  if (verified.ok) {
    const { tasks, events, seals } = verified;
    return { json: verified, lines: [`OK: ${tasks} nhiệm vụ, ${events} sự kiện, ${seals} niêm phong`] };
  }
  const { what, task, seq, detail } = verified;
  console.error(`Sổ cái không khớp / disagreement: ${what} ${task ?? ''} ${seq ?? ''}: ${detail}`);
  return { json: verified, lines: [], exit: 1 };
}

async function owed(given: Given): Promise<Said> {
  const day = needed(given, 'day');
  if (!isDay(day)) throw new Refused(`day: ${given.t('fault.notDay')}`);
  const owedOn = await remindersOn(given.house, day, given.config.smtpUrl !== null);
  const rows = owedOn.map(({ task, reminder, to, channel }) => ({
    task: task._id,
    code: task.code,
    rung: reminder.rung,
    person: to.username,
    unit: to.unit,
    channel,
    reason: noticeSentence(
      { kind: reminder.rung, code: task.code, params: paramsOf({ task, reminder }) },
      given.t,
    ),
  }));
  return {
    json: rows,
    lines: rows.map((row) => [row.code, row.rung, row.person, row.channel, row.reason].join('\t')),
  };
}

async function run(given: Given): Promise<Said> {
  const name = given.words[0] ?? '';
  const delivery = openDelivery(given.config);
  const deps = { house: given.house, when: () => given.when, delivery };
  const done = await runJob(name, deps).finally(() => delivery?.mailer.close());
  if (done === null) throw new Usage(`unknown job: ${name}`);
  return { json: { name, done }, lines: [`${name}: ${done}`] };
}

async function list({ house }: Given): Promise<Said> {
  const jobs = await readJobs(house);
  const json = jobs.map(({ name, schedule, lastRun, nextRun }) => ({ name, schedule, lastRun, nextRun }));
  return {
    json,
    lines: json.map((job) => [job.name, job.schedule, job.lastRun ?? '–', job.nextRun ?? '–'].join('\t')),
  };
}

async function readScheme(file: string): Promise<Scheme> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new Refused(error.message);
  });
  const read = schemeFrom(text);
  if (read.ok) return read.scheme;
  throw new Refused(read.faults.map(({ field, code }) => `${field}: ${code}`).join('\n'));
}

async function ranking(given: Given): Promise<Said> {
  const file = optional(given, 'scheme');
  const own = file === null ? {} : { scheme: await readScheme(file) };
  const root = given.house.directory.units().find((unit) => unit.parent === null)?.code ?? '';
  const asked = {
    period: needed(given, 'period'),
    assigner: optional(given, 'assigner') ?? root,
    group: optional(given, 'group'),
    asOf: optional(given, 'as-of'),
    ...own,
  };
  const json = valueOrRefused(await rankingWithLines(given.house, asked, given.when), given.t);
  return {
    json,
    lines: json.items.map((row) =>
      [row.group ?? '–', row.rank ?? '–', row.unit, row.score ?? '–'].join('\t'),
    ),
  };
}

/** The ledger checked, reminders and jobs, and the ranking. */
export const LEDGER_COMMANDS: readonly CommandRow[] = [
  { name: 'verify', usage: '', words: 0, options: [], flags: [], run: verify },
  { name: 'reminders owed', usage: '--day DAY', words: 0, options: ['day'], flags: [], run: owed },
  { name: 'jobs run', usage: 'NAME', words: 1, options: [], flags: [], run },
  { name: 'jobs list', usage: '', words: 0, options: [], flags: [], run: list },
  {
    name: 'ranking show',
    usage: '--period P [--assigner CODE] [--group G] [--as-of DAY] [--scheme FILE]',
    words: 0,
    options: ['period', 'assigner', 'group', 'as-of', 'scheme'],
    flags: [],
    run: ranking,
  },
];
