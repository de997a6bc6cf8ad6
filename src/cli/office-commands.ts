import { readFile } from 'node:fs/promises';
import shipped from '../../seed/data/calendars.json' with { type: 'json' };
import { demoAccounts } from '../../seed/load-people.ts';
import { applyCalendars } from '../app/apply-calendars.ts';
import { applyUnits, type EndedUnit } from '../app/apply-units.ts';
import { initOffice } from '../app/init-office.ts';
import { addPerson, changePosts, disablePerson, postOf, resetPassword } from '../app/keep-people.ts';
import type { CalendarYear } from '../domain/calendar.ts';
import { formatDay } from '../present/format.ts';
import type { Translate } from '../present/words.ts';
import { valueOrRefused } from './answer.ts';
import {
  actorOf,
  type CommandRow,
  type Given,
  needed,
  optional,
  Refused,
  type Said,
  Usage,
} from './command.ts';

async function accounts({ house }: Given): Promise<Said> {
  const json = await demoAccounts(house.connection);
  return { json, lines: json.map((a) => [a.username, a.password, a.role, a.unit].join('\t')) };
}

async function init(given: Given): Promise<Said> {
  const input = {
    unit: needed(given, 'unit'),
    name: needed(given, 'name'),
    admin: needed(given, 'admin'),
    kind: optional(given, 'kind') ?? 'province',
    validFrom: '1945-09-02',
  };
  const years = shipped.years as unknown as CalendarYear[];
  const { password } = valueOrRefused(await initOffice(given.house, input, years, given.when), given.t);
  return { json: { username: input.admin, password }, lines: [`${input.admin}\t${password}`] };
}

async function addOne(given: Given): Promise<Said> {
  const username = given.words[0] ?? '';
  const input = {
    username,
    name: needed(given, 'name'),
    posts: (given.options['post'] ?? []).map(postOf),
    mail: optional(given, 'mail'),
  };
  const { password } = valueOrRefused(await addPerson(given.house, input), given.t);
  return { json: { username, password }, lines: [`${username}\t${password}`] };
}

async function password(given: Given): Promise<Said> {
  const username = given.words[0] ?? '';
  const reset = await resetPassword(given.house, username);
  return { json: { username, ...reset }, lines: [`${username}\t${reset.password}`] };
}

async function posts(given: Given): Promise<Said> {
  const username = given.words[0] ?? '';
  const asked = (name: string) => (given.options[name] ?? []).map(postOf);
  const change = { add: asked('add'), remove: asked('remove') };
  if (change.add.length + change.remove.length === 0) throw new Usage('--add or --remove is missing');
  const held = valueOrRefused(await changePosts(given.house, username, change), given.t);
  return { json: { username, posts: held }, lines: held.map(({ role, unit }) => `${role}@${unit}`) };
}

async function disable(given: Given): Promise<Said> {
  const username = given.words[0] ?? '';
  await disablePerson(given.house, username);
  return { json: { username, disabled: true }, lines: [username] };
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Refused(`${file}: ${error instanceof Error ? error.message : error}`);
  }
}

function endedLine(one: EndedUnit, t: Translate): string {
  const { unit, kind, validTo, successors, tasksTo, ...counts } = one;
  const how = t(`unit.kind.${kind}`, { successors: successors.join(', ') });
  const whose = tasksTo === null ? t('unit.stayLine', counts) : t('unit.passLine', { ...counts, tasksTo });
  return `${unit}\t${t('unit.endedLine', { how, day: formatDay(validTo) })} ${whose} ${t('unit.otherLine', counts)}`;
}

async function units(given: Given): Promise<Said> {
  const { house, when, flags, t } = given;
  const input = await readJson(given.words[0] ?? '');
  const dryRun = flags.has('dry-run');
  const done = valueOrRefused(await applyUnits(house, input, when, dryRun), t);
  return {
    json: { dryRun, ...done, created: done.created.map(({ code }) => code) },
    lines: [
      ...(done.already ? [t('unit.already')] : []),
      ...done.created.map(({ code, name }) => `${code}\t${t('unit.createdLine', { name })}`),
      ...done.renamed.map(
        (one) => `${one.unit}\t${t('unit.renamedLine', { ...one, on: formatDay(one.on) })}`,
      ),
      ...done.ended.map((one) => endedLine(one, t)),
      ...(done.passed > 0 ? [t('unit.passedLine', { n: done.passed })] : []),
    ],
  };
}

async function calendars(given: Given): Promise<Said> {
  const { house, when, flags, t } = given;
  const input = await readJson(given.words[0] ?? '');
  const actor = actorOf(given);
  const json = valueOrRefused(await applyCalendars(house, input, actor, when, flags.has('dry-run')), t);
  const day = (each: string | null) => (each === null ? '–' : formatDay(each));
  return {
    json,
    lines: [
      ...json.years.map(String),
      ...json.deadlines.map(({ code, from, to }) => `${code}\t${day(from)}\t${day(to)}`),
    ],
  };
}

/** What an administrator does: an office made ready, its units, its people, its calendars. */
export const OFFICE_COMMANDS: readonly CommandRow[] = [
  { name: 'demo accounts', usage: '', words: 0, options: [], flags: [], run: accounts },
  {
    name: 'init',
    usage: '--unit CODE --name NAME --admin USERNAME [--kind KIND]',
    words: 0,
    options: ['unit', 'name', 'admin', 'kind'],
    flags: [],
    run: init,
  },
  {
    name: 'people add',
    usage: 'USERNAME --name NAME --post ROLE@UNIT [--post …] [--mail ADDRESS]',
    words: 1,
    options: ['name', 'post', 'mail'],
    flags: [],
    run: addOne,
  },
  {
    name: 'people posts',
    usage: 'USERNAME [--add ROLE@UNIT …] [--remove ROLE@UNIT …]',
    words: 1,
    options: ['add', 'remove'],
    flags: [],
    run: posts,
  },
  { name: 'people password', usage: 'USERNAME', words: 1, options: [], flags: [], run: password },
  { name: 'people disable', usage: 'USERNAME', words: 1, options: [], flags: [], run: disable },
  {
    name: 'units apply',
    usage: 'FILE [--dry-run]',
    words: 1,
    options: [],
    flags: ['dry-run'],
    run: units,
  },
  {
    name: 'calendar apply',
    usage: 'FILE --as USERNAME [--dry-run]',
    words: 1,
    options: ['as'],
    flags: ['dry-run'],
    run: calendars,
  },
];
