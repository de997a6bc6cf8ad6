import { decidePolicy } from '../app/decide-policy.ts';
import { readPolicy } from '../app/read-policy.ts';
import { policySentences } from '../present/policy-page.ts';
import { valueOrRefused } from './answer.ts';
import { actorOf, type CommandRow, type Given, needed, optional, type Said } from './command.ts';
import { readJson } from './read-json.ts';

async function show(given: Given): Promise<Said> {
  const { house, t } = given;
  const { assigner, version, policy, versions } = await readPolicy(house, actorOf(given), 'readPolicies');
  const { remindersFrom: _, ...decided } = policy;
  const [last] = versions;
  return {
    json: { assigner, version, at: last?.at ?? null, by: last?.by ?? null, policy: decided },
    lines: policySentences(policy, { t, language: 'vi' }).map(([, text]) => text),
  };
}

/** Decides what a file says, as `policy` of `policy show --json` has it. */
async function set(given: Given): Promise<Said> {
  const { house, when, t, words } = given;
  const actor = actorOf(given);
  const file = await readJson(words[0] ?? '');
  const typed = typeof file === 'object' && file !== null ? file : {};
  const [notation, issuedOn] = ['document.notation', 'document.issuedOn'].map((name) =>
    optional(given, name),
  );
  const version = optional(given, 'version');
  const input = {
    ...typed,
    version: version === null ? (await readPolicy(house, actor, 'decidePolicies')).version : Number(version),
    reason: needed(given, 'reason'),
    ...(notation === null && issuedOn === null ? {} : { document: { notation, issuedOn } }),
  };
  const row = valueOrRefused(await decidePolicy(house, input, actor, when), t);
  const lines = policySentences(row.policy, { t, language: 'vi' }).map(([, text]) => text);
  return { json: { assigner: row.assigner, version: row.version, policy: row.policy }, lines };
}

/** The rules on days of an assigner: shown, and decided from a file. */
export const POLICY_COMMANDS: readonly CommandRow[] = [
  { name: 'policy show', usage: '--as U', words: 0, options: ['as'], flags: [], run: show },
  {
    name: 'policy set',
    usage: 'FILE --reason R --as U [--document.notation N --document.issuedOn DAY] [--version N]',
    words: 1,
    options: ['as', 'reason', 'document.notation', 'document.issuedOn', 'version'],
    flags: [],
    run: set,
  },
];
