import { decideDispute, seeDecidable } from '../../app/decide-dispute.ts';
import { disputeLine, seeDisputable } from '../../app/dispute-line.ts';
import { DISPUTE, DISPUTES, EDITION, EDITION_LINES, EDITIONS } from '../../app/edition-answers.ts';
import {
  DECISION_BODY,
  DISPUTE_BODY,
  EDITION_LINES_QUERY,
  EDITIONS_QUERY,
  FREEZE_BODY,
  STEP_BODY,
} from '../../app/edition-requests.ts';
import { freezeRanking } from '../../app/freeze-ranking.ts';
import { NotFound } from '../../app/outcome.ts';
import { parse } from '../../app/parse.ts';
import { amendmentsSeen, readDisputes, readEditionLines, rowsSeen } from '../../app/read-edition.ts';
import { NOTHING } from '../../app/requests.ts';
import { listEditions, seeEdition } from '../../app/see-edition.ts';
import { seeMovable, takeEditionStep } from '../../app/take-edition-step.ts';
import { grantsOf } from '../../domain/permission.ts';
import { disputeJson, editionAbout, editionJson, editionLineJson } from '../../present/edition-json.ts';
import type { Answer, Call } from '../route.ts';
import type { ApiRoute } from './api-route.ts';
import { refusal } from './problem.ts';

const actorOf = (call: Call) => call.identity().actor;
const idOf = (call: Call) => call.params['id'] ?? '';

async function editionOf(call: Call, id: string) {
  const seen = await seeEdition(call.house, id, actorOf(call));
  const { edition, replacedBy } = seen;
  const shown = { rows: rowsSeen(seen), amendments: amendmentsSeen(seen), replacedBy };
  return editionJson(edition, shown, call.house.directory);
}

async function list(call: Call): Promise<Answer> {
  const query = parse(EDITIONS_QUERY, call.query);
  if (!query.ok) return refusal(call.t, query);
  const editions = await listEditions(call.house, actorOf(call), query.value.assigner);
  return { status: 200, body: { items: editions.map(editionAbout) } };
}

async function freeze(call: Call): Promise<Answer> {
  const actor = actorOf(call);
  const body = parse(FREEZE_BODY, call.body);
  if (!body.ok) return refusal(call.t, body);
  const own = grantsOf(actor, 'freezeRankings')[0]?.post.unit ?? '';
  const { period, cutoff, reason = null, assigner = own } = body.value;
  const asked = { assigner, period, cutoff, reason, scheme: null };
  const outcome = await freezeRanking(call.house, asked, actor, call.when);
  if (!outcome.ok) return refusal(call.t, outcome);
  return { status: 201, body: await editionOf(call, outcome.value._id) };
}

async function one(call: Call): Promise<Answer> {
  return { status: 200, body: await editionOf(call, idOf(call)) };
}

async function lines(call: Call): Promise<Answer> {
  const query = parse(EDITION_LINES_QUERY, call.query);
  if (!query.ok) return refusal(call.t, query);
  const found = await readEditionLines(call.house, idOf(call), query.value.unit, actorOf(call));
  return { status: 200, body: { items: found.lines.map(editionLineJson) } };
}

async function act(call: Call): Promise<Answer> {
  const body = parse(STEP_BODY, call.body);
  if (!body.ok) return refusal(call.t, body);
  const outcome = await takeEditionStep(call.house, idOf(call), body.value, actorOf(call), call.when);
  if (!outcome.ok) return refusal(call.t, outcome);
  return { status: 200, body: await editionOf(call, outcome.value._id) };
}

async function disputes(call: Call): Promise<Answer> {
  const found = await readDisputes(call.house, idOf(call), actorOf(call));
  return {
    status: 200,
    body: { items: found.disputes.map((row) => disputeJson(row, call.house.directory)) },
  };
}

async function dispute(call: Call): Promise<Answer> {
  const outcome = await disputeLine(call.house, idOf(call), call.body, actorOf(call), call.when);
  if (!outcome.ok) return refusal(call.t, outcome);
  return { status: 201, body: disputeJson(outcome.value, call.house.directory) };
}

async function decide(call: Call): Promise<Answer> {
  const id = call.params['dispute'] ?? '';
  const outcome = await decideDispute(call.house, id, call.body, actorOf(call), call.when);
  if (!outcome.ok) return refusal(call.t, outcome);
  return { status: 200, body: disputeJson(outcome.value, call.house.directory) };
}

const see = (call: Call) => seeEdition(call.house, idOf(call), actorOf(call));

async function seeDecision(call: Call): Promise<void> {
  const { dispute: found } = await seeDecidable(call.house, call.params['dispute'] ?? '', actorOf(call));
  if (found.edition !== idOf(call)) throw new NotFound();
}

const READS = { method: 'GET', audit: null, query: NOTHING, body: null } as const;
const WRITES = { method: 'POST', query: NOTHING } as const;

export const EDITION_ROUTES: readonly ApiRoute[] = [
  {
    ...READS,
    path: '/rankings/editions',
    permission: 'readEditions',
    handler: list,
    summary: 'Frozen editions of the ranking that the caller may see, newest first',
    query: EDITIONS_QUERY,
    sees: null,
    answers: { 200: EDITIONS },
    problems: [403, 404, 422],
  },
  {
    ...WRITES,
    path: '/rankings/editions',
    permission: 'freezeRankings',
    audit: 'edition.freeze',
    handler: freeze,
    summary: 'Freezes the ranking of a period from the ledger, by the scheme in force, as a draft',
    body: FREEZE_BODY,
    sees: null,
    answers: { 201: EDITION },
    links: { getRankingsEditionsId: '/id', postRankingsEditionsIdActions: '/id' },
    problems: [400, 403, 404, 409, 413, 415, 422],
  },
  {
    ...READS,
    path: '/rankings/editions/:id',
    permission: 'readEditions',
    handler: one,
    summary: 'One edition: its rows as far as the caller sees them, its scheme, seal, SHA-256 and course',
    sees: see,
    answers: { 200: EDITION },
    problems: [403, 404, 422],
  },
  {
    ...READS,
    path: '/rankings/editions/:id/lines',
    permission: 'readEditions',
    handler: lines,
    summary: 'The frozen facts of one unit, costliest first, with their disputes',
    query: EDITION_LINES_QUERY,
    sees: see,
    answers: { 200: EDITION_LINES },
    problems: [403, 404, 422],
  },
  {
    ...WRITES,
    path: '/rankings/editions/:id/actions',
    permission: 'moveEditions',
    audit: 'edition.move',
    handler: act,
    summary:
      'Opens an edition for disputes, makes it final or publishes it; final with accepted disputes is a new one',
    body: STEP_BODY,
    sees: (call) => seeMovable(call.house, idOf(call), actorOf(call)),
    answers: { 200: EDITION },
    problems: [400, 403, 404, 409, 413, 415, 422],
  },
  {
    ...READS,
    path: '/rankings/editions/:id/disputes',
    permission: 'readDisputes',
    handler: disputes,
    summary: 'The disputes of an edition, of the caller’s own units or all of the Office’s',
    sees: see,
    answers: { 200: DISPUTES },
    problems: [403, 404, 422],
  },
  {
    ...WRITES,
    path: '/rankings/editions/:id/disputes',
    permission: 'disputeLines',
    audit: 'edition.dispute',
    handler: dispute,
    summary: 'Objects to one line of the caller’s own unit while the edition is open',
    body: DISPUTE_BODY,
    sees: (call) => seeDisputable(call.house, idOf(call), actorOf(call)),
    answers: { 201: DISPUTE },
    problems: [400, 403, 404, 409, 413, 415, 422],
  },
  {
    ...WRITES,
    path: '/rankings/editions/:id/disputes/:dispute/decision',
    permission: 'decideDisputes',
    audit: 'edition.decide',
    handler: decide,
    summary: 'Decides a dispute: the line stands, is left out, or counts with other days late',
    body: DECISION_BODY,
    sees: seeDecision,
    answers: { 200: DISPUTE },
    problems: [400, 403, 404, 409, 413, 415, 422],
  },
];
