import { EDITION, EDITION_LINES, EDITIONS } from '../../app/edition-answers.ts';
import { EDITION_LINES_QUERY, EDITIONS_QUERY, FREEZE_BODY, STEP_BODY } from '../../app/edition-requests.ts';
import { freezeRanking } from '../../app/freeze-ranking.ts';
import { parse } from '../../app/parse.ts';
import { amendmentsSeen, readEditionLines, rowsSeen } from '../../app/read-edition.ts';
import { listEditions, seeEdition } from '../../app/see-edition.ts';
import { seeMovable, takeEditionStep } from '../../app/take-edition-step.ts';
import { grantsOf } from '../../domain/permission.ts';
import {
  editionAbout,
  editionAdjustmentJson,
  editionJson,
  editionLineJson,
} from '../../present/edition-json.ts';
import type { Answer, Call } from '../route.ts';
import { type ApiRoute, actorOf, idOf, READS, WRITES } from './api-route.ts';
import { answer, refusal } from './problem.ts';

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
  return answer(call, 201, outcome, ({ _id }) => editionOf(call, _id));
}

async function one(call: Call): Promise<Answer> {
  return { status: 200, body: await editionOf(call, idOf(call)) };
}

async function lines(call: Call): Promise<Answer> {
  const query = parse(EDITION_LINES_QUERY, call.query);
  if (!query.ok) return refusal(call.t, query);
  const found = await readEditionLines(call.house, idOf(call), query.value.unit, actorOf(call));
  return {
    status: 200,
    body: {
      items: found.lines.map(editionLineJson),
      adjustments: found.adjustments.map(editionAdjustmentJson),
    },
  };
}

async function act(call: Call): Promise<Answer> {
  const body = parse(STEP_BODY, call.body);
  if (!body.ok) return refusal(call.t, body);
  const outcome = await takeEditionStep(call.house, idOf(call), body.value, actorOf(call), call.when);
  return answer(call, 200, outcome, ({ _id }) => editionOf(call, _id));
}

const see = (call: Call) => seeEdition(call.house, idOf(call), actorOf(call));

export const EDITION_ROUTES: readonly ApiRoute[] = [
  {
    ...READS,
    path: '/rankings/editions',
    permission: 'readEditions',
    handler: list,
    summary: 'Frozen editions of the ranking that the caller may see, newest first',
    query: EDITIONS_QUERY,
    answers: { 200: EDITIONS },
    problems: [404],
  },
  {
    ...WRITES,
    path: '/rankings/editions',
    permission: 'freezeRankings',
    audit: 'edition.freeze',
    handler: freeze,
    summary:
      'Freezes the ranking of a period from the ledger as a draft, by the scheme in force or that of the edition that it corrects',
    body: FREEZE_BODY,
    answers: { 201: EDITION },
    links: { getRankingsEditionsId: '/id', postRankingsEditionsIdActions: '/id' },
    problems: [404, 409],
  },
  {
    ...READS,
    path: '/rankings/editions/:id',
    permission: 'readEditions',
    handler: one,
    summary: 'One edition: its rows as far as the caller sees them, its scheme, seal, SHA-256 and course',
    sees: see,
    answers: { 200: EDITION },
  },
  {
    ...READS,
    path: '/rankings/editions/:id/lines',
    permission: 'readEditions',
    handler: lines,
    summary: 'The frozen facts of one unit, costliest first, and its bonus and penalty, with their disputes',
    query: EDITION_LINES_QUERY,
    sees: see,
    answers: { 200: EDITION_LINES },
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
    problems: [409],
  },
];
