import { decideDispute } from '../../app/decide-dispute.ts';
import { disputeLine, seeDisputable } from '../../app/dispute-line.ts';
import { DISPUTE, DISPUTES } from '../../app/edition-answers.ts';
import { DECISION_BODY, DISPUTE_BODY } from '../../app/edition-requests.ts';
import { NotFound } from '../../app/outcome.ts';
import { readDisputes } from '../../app/read-edition.ts';
import { seeDecidable } from '../../app/see-dispute.ts';
import { seeEdition } from '../../app/see-edition.ts';
import { disputeJson } from '../../present/edition-json.ts';
import type { Answer, Call } from '../route.ts';
import { type ApiRoute, actorOf, idOf, READS, WRITES } from './api-route.ts';
import { answer } from './problem.ts';

async function disputes(call: Call): Promise<Answer> {
  const found = await readDisputes(call.house, idOf(call), actorOf(call));
  const items = found.disputes.map((row) => disputeJson(row, call.house.directory));
  return { status: 200, body: { items } };
}

async function dispute(call: Call): Promise<Answer> {
  const outcome = await disputeLine(call.house, idOf(call), call.body, actorOf(call), call.when);
  return answer(call, 201, outcome, (row) => disputeJson(row, call.house.directory));
}

async function decide(call: Call): Promise<Answer> {
  const id = call.params['dispute'] ?? '';
  const outcome = await decideDispute(call.house, id, call.body, actorOf(call), call.when);
  return answer(call, 200, outcome, (row) => disputeJson(row, call.house.directory));
}

async function seeDecision(call: Call): Promise<void> {
  const { dispute: found } = await seeDecidable(call.house, call.params['dispute'] ?? '', actorOf(call));
  if (found.edition !== idOf(call)) throw new NotFound();
}

/** Disputes of the lines of an edition by the HTTP interface. */
export const DISPUTE_ROUTES: readonly ApiRoute[] = [
  {
    ...READS,
    path: '/rankings/editions/:id/disputes',
    permission: 'readDisputes',
    handler: disputes,
    summary: 'The disputes of an edition, of the caller’s own units or all of the Office’s',
    sees: (call) => seeEdition(call.house, idOf(call), actorOf(call)),
    answers: { 200: DISPUTES },
  },
  {
    ...WRITES,
    path: '/rankings/editions/:id/disputes',
    permission: 'disputeLines',
    audit: 'edition.dispute',
    handler: dispute,
    summary:
      'Objects to one line of the caller’s own unit, of a task, a figure or an adjustment, while the edition is open',
    body: DISPUTE_BODY,
    sees: (call) => seeDisputable(call.house, idOf(call), actorOf(call)),
    answers: { 201: DISPUTE },
    problems: [409],
  },
  {
    ...WRITES,
    path: '/rankings/editions/:id/disputes/:dispute/decision',
    permission: 'decideDisputes',
    audit: 'edition.decide',
    handler: decide,
    summary: 'Decides a dispute: the line stands, is left out, or counts with other days late or points',
    body: DECISION_BODY,
    sees: seeDecision,
    answers: { 200: DISPUTE },
    problems: [409],
  },
];
