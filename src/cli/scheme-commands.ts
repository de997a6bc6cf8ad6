import { draftScheme } from '../app/draft-scheme.ts';
import { listSchemes, seeScheme } from '../app/see-scheme.ts';
import { schemeJson } from '../present/scheme-json.ts';
import { valueOrRefused } from './answer.ts';
import { actorOf, type CommandRow, type Given, optional, type Said } from './command.ts';
import { readJson } from './read-json.ts';

async function list(given: Given): Promise<Said> {
  const assigner = optional(given, 'assigner') ?? undefined;
  const rows = await listSchemes(given.house, actorOf(given), assigner);
  const items = rows.map(({ _id, state, inForceFrom, inForceTo, scheme }) => ({
    id: _id,
    name: scheme.name,
    version: scheme.version,
    state,
    inForceFrom,
    inForceTo,
  }));
  return { json: { items }, lines: items.map((item) => Object.values(item).join('\t')) };
}

async function show(given: Given): Promise<Said> {
  const json = schemeJson(await seeScheme(given.house, given.words[0] ?? '', actorOf(given)));
  return { json, lines: [JSON.stringify(json.scheme, null, 2)] };
}

/** Drafts what a file says, as `scheme show` writes it; approving is done by a head. */
async function apply(given: Given): Promise<Said> {
  const scheme = await readJson(given.words[0] ?? '');
  const input = { follows: optional(given, 'follows') ?? 'default', scheme };
  const row = valueOrRefused(await draftScheme(given.house, input, actorOf(given), given.when), given.t);
  return { json: { id: row._id, version: row.number, revision: row.revision }, lines: [row._id] };
}

/** Schemes listed, shown, and drafted from a file. */
export const SCHEME_COMMANDS: readonly CommandRow[] = [
  {
    name: 'scheme list',
    usage: '--as U [--assigner CODE]',
    words: 0,
    options: ['as', 'assigner'],
    flags: [],
    run: list,
  },
  { name: 'scheme show', usage: 'SCHEME --as U', words: 1, options: ['as'], flags: [], run: show },
  {
    name: 'scheme apply',
    usage: 'FILE --as U [--follows SCHEME]',
    words: 1,
    options: ['as', 'follows'],
    flags: [],
    run: apply,
  },
];
