import { decideDispute } from '../app/decide-dispute.ts';
import { readDisputes, waitingDisputes } from '../app/read-edition.ts';
import { listEditions } from '../app/see-edition.ts';
import { seeMovable, takeEditionStep } from '../app/take-edition-step.ts';
import type { EditionRow } from '../db/edition-store.ts';
import { STEP_NAMES, type StepName } from '../domain/edition-course.ts';
import { disputeJson, editionAbout } from '../present/edition-json.ts';
import { valueOrRefused } from './answer.ts';
import { actorOf, type CommandRow, type Given, needed, optional, type Said } from './command.ts';

function editionLine({ _id, period, edition, state, disputesUntil }: EditionRow): string {
  return [_id, period, edition, state, disputesUntil ?? '–'].join('\t');
}

async function editions(given: Given): Promise<Said> {
  const rows = await listEditions(given.house, actorOf(given), optional(given, 'assigner') ?? undefined);
  return { json: { items: rows.map(editionAbout) }, lines: rows.map(editionLine) };
}

/** Takes a step from the state in which the edition is now; what was accepted makes the next edition, whose id is said. */
function stepCommand(action: StepName): CommandRow {
  const run = async (given: Given): Promise<Said> => {
    const { house, when, words, t } = given;
    const actor = actorOf(given);
    const { _id, state } = await seeMovable(house, words[0] ?? '', actor);
    const edition = valueOrRefused(await takeEditionStep(house, _id, { action, state }, actor, when), t);
    return { json: editionAbout(edition), lines: [editionLine(edition), edition.sha256] };
  };
  return { name: `ranking ${action}`, usage: 'EDITION --as U', words: 1, options: ['as'], flags: [], run };
}

/** The disputes of an edition, or without one those that wait for the Offices of who asks. */
async function disputes(given: Given): Promise<Said> {
  const { house } = given;
  const edition = optional(given, 'edition');
  const actor = actorOf(given);
  const rows =
    edition === null
      ? await waitingDisputes(house, actor)
      : (await readDisputes(house, edition, actor)).disputes;
  return {
    json: { items: rows.map((row) => disputeJson(row, house.directory)) },
    lines: rows.map(({ _id, unit, component, line, state, reason }) =>
      [_id, unit, component, line.code ?? '–', state, reason.replace(/\s+/g, ' ')].join('\t'),
    ),
  };
}

async function decide(given: Given): Promise<Said> {
  const { house, when, words, t } = given;
  const days = optional(given, 'daysLate');
  const points = optional(given, 'points');
  const input = {
    verdict: needed(given, 'verdict'),
    reason: needed(given, 'reason'),
    ...(days === null ? {} : { daysLate: /^\d{1,6}$/.test(days) ? Number(days) : days }),
    ...(points === null ? {} : { points }),
  };
  const decided = await decideDispute(house, words[0] ?? '', input, actorOf(given), when);
  const dispute = valueOrRefused(decided, t);
  return { json: disputeJson(dispute, house.directory), lines: [`${dispute._id}\t${dispute.state}`] };
}

/** The course of frozen rankings, and the disputes of their lines. */
export const EDITION_COMMANDS: readonly CommandRow[] = [
  {
    name: 'ranking editions',
    usage: '--as U [--assigner CODE]',
    words: 0,
    options: ['as', 'assigner'],
    flags: [],
    run: editions,
  },
  ...STEP_NAMES.map(stepCommand),
  {
    name: 'dispute list',
    usage: '--as U [--edition EDITION]',
    words: 0,
    options: ['as', 'edition'],
    flags: [],
    run: disputes,
  },
  {
    name: 'dispute decide',
    usage:
      'DISPUTE --verdict stands|leftOut|otherDays|otherPoints --reason R --as U [--daysLate N] [--points P]',
    words: 1,
    options: ['verdict', 'reason', 'as', 'daysLate', 'points'],
    flags: [],
    run: decide,
  },
];
