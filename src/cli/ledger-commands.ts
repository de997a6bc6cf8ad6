import { runJob } from '../../jobs/agenda.ts';
import { paramsOf, remindersOn } from '../app/owe-reminders.ts';
import { readJobs } from '../app/read-jobs.ts';
import { type Verified, verifyLedger } from '../app/verify-ledger.ts';
import { isDay } from '../domain/day.ts';
import { openDelivery } from '../open-delivery.ts';
import { noticeSentence } from '../present/notice-words.ts';
import { type CommandRow, type Given, needed, Refused, type Said, Usage } from './command.ts';

/** What verifying found; the first disagreement goes to stderr. */
export function verifiedSaid(verified: Verified): Said {
  if (verified.ok) {
    const { tasks, events, seals } = verified;
    return { json: verified, lines: [`OK: ${tasks} nhiệm vụ, ${events} sự kiện, ${seals} niêm phong`] };
  }
  const { what, task, seq, detail } = verified;
  console.error(`Sổ cái không khớp / disagreement: ${what} ${task ?? ''} ${seq ?? ''}: ${detail}`);
  return { json: verified, lines: [], exit: 1 };
}

async function verify({ house }: Given): Promise<Said> {
  return verifiedSaid(await verifyLedger(house));
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

/** The ledger checked, reminders and jobs. */
export const LEDGER_COMMANDS: readonly CommandRow[] = [
  { name: 'verify', usage: '', words: 0, options: [], flags: [], run: verify },
  { name: 'reminders owed', usage: '--day DAY', words: 0, options: ['day'], flags: [], run: owed },
  { name: 'jobs run', usage: 'NAME', words: 1, options: [], flags: [], run },
  { name: 'jobs list', usage: '', words: 0, options: [], flags: [], run: list },
];
