import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { actOnTask } from '../app/act-on-task.ts';
import { ACTION_FIELDS, type Field } from '../app/fields.ts';
import { readTaskRow } from '../app/read-task.ts';
import { seeTaskRow } from '../app/see-task.ts';
import { uploadFile } from '../app/upload-file.ts';
import { ACTION_NAMES, type ActionName } from '../domain/actions.ts';
import type { Actor } from '../domain/post.ts';
import { explainDeadline } from '../present/deadline-words.ts';
import { taskJson } from '../present/task-json.ts';
import { valueOrRefused } from './answer.ts';
import { actorOf, type CommandRow, type Given, optional, Refused, type Said, Usage } from './command.ts';

const NUMBERS = ['progress', 'quality', 'weight', 'version'];
const LISTS = ['units', 'leadUnits'];

async function readValue(
  given: Given,
  actor: Actor,
  field: Field,
  texts: readonly string[],
): Promise<unknown> {
  const text = texts[0] ?? '';
  if (field.kind === 'files') return Promise.all(listOf(texts).map((path) => upload(given, actor, path)));
  if (LISTS.includes(field.kind)) return listOf(texts);
  if (NUMBERS.includes(field.kind)) return /^\d+$/.test(text) ? Number(text) : text;
  return text;
}

function listOf(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.split(',')).filter((text) => text !== '');
}

async function upload(given: Given, actor: Actor, path: string): Promise<string> {
  await access(path).catch(() => {
    throw new Refused(`${path}: ${given.t('fault.noSuchFile')}`);
  });
  const file = { name: basename(path), content: createReadStream(path), wasCut: () => false };
  return valueOrRefused(await uploadFile(given.house, file, actor, given.when), given.t)._id;
}

async function fieldsOf(given: Given, action: ActionName, actor: Actor): Promise<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  for (const [option, texts] of Object.entries(given.options)) {
    if (option === 'as' || option === 'version') continue;
    const [name, part] = option.split('.') as [string, string | undefined];
    const field = ACTION_FIELDS[action][name] ?? { kind: 'line', required: false };
    const value = await readValue(given, actor, field, texts);
    if (part === undefined) fields[name] = value;
    else fields[name] = { ...(fields[name] as object | undefined), [part]: value };
  }
  return fields;
}

async function act(given: Given): Promise<Said> {
  const [id, named] = given.words as [string, string];
  const action = ACTION_NAMES.find((name) => name === named);
  if (action === undefined) throw new Usage(`ACTION: ${ACTION_NAMES.join(', ')}`);
  const actor = actorOf(given);
  const seen = await seeTaskRow(given.house, id, actor);
  const version = Number(optional(given, 'version') ?? seen.version);
  const fields = await fieldsOf(given, action, actor);
  const outcome = await actOnTask(given.house, id, { action, version, fields }, actor, given.when);
  const task = valueOrRefused(outcome, given.t);
  const json = taskJson(await readTaskRow(given.house, id), task, {
    names: given.house.directory,
    actor,
    today: given.when.today,
    explain: (deadline) => explainDeadline(deadline, given.t),
  });
  return { json, lines: [`${json.code}\t${given.t(`state.${json.state}`)}`] };
}

/** What people do to tasks, by hand. */
export const TASK_COMMANDS: readonly CommandRow[] = [
  {
    name: 'task act',
    usage: 'ID ACTION --as USERNAME [--FIELD VALUE …] [--version N]',
    words: 2,
    options: 'any',
    flags: [],
    run: act,
  },
];
