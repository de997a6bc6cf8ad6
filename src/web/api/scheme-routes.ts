import { actOnScheme } from '../../app/approve-scheme.ts';
import { changeScheme, draftScheme } from '../../app/draft-scheme.ts';
import { parse } from '../../app/parse.ts';
import { NOTHING } from '../../app/requests.ts';
import { SCHEME, SCHEMES } from '../../app/scheme-answers.ts';
import { CHANGE_BODY, DRAFT_BODY, SCHEME_ACTION, SCHEMES_QUERY } from '../../app/scheme-requests.ts';
import { listSchemes, seeScheme, seeVersion } from '../../app/see-scheme.ts';
import { keptScheme } from '../../domain/score-files.ts';
import { schemeJson } from '../../present/scheme-json.ts';
import type { Answer, Call } from '../route.ts';
import type { ApiRoute } from './api-route.ts';
import { refusal } from './problem.ts';

const actorOf = (call: Call) => call.identity().actor;
const idOf = (call: Call) => call.params['id'] ?? '';

async function answerWith(call: Call, status: number, id: string): Promise<Answer> {
  return { status, body: schemeJson(await seeScheme(call.house, id, actorOf(call))) };
}

async function list(call: Call): Promise<Answer> {
  const query = parse(SCHEMES_QUERY, call.query);
  if (!query.ok) return refusal(call.t, query);
  const rows = await listSchemes(call.house, actorOf(call), query.value.assigner);
  const items = rows.map((row) => {
    return schemeJson({ id: row._id, assigner: row.assigner, scheme: keptScheme(row), row });
  });
  return { status: 200, body: { items } };
}

function one(call: Call): Promise<Answer> {
  return answerWith(call, 200, idOf(call));
}

async function draft(call: Call): Promise<Answer> {
  const outcome = await draftScheme(call.house, call.body, actorOf(call), call.when);
  return outcome.ok ? answerWith(call, 201, outcome.value._id) : refusal(call.t, outcome);
}

async function change(call: Call): Promise<Answer> {
  const outcome = await changeScheme(call.house, idOf(call), call.body, actorOf(call), call.when);
  return outcome.ok ? answerWith(call, 200, outcome.value._id) : refusal(call.t, outcome);
}

async function act(call: Call): Promise<Answer> {
  const body = parse(SCHEME_ACTION, call.body);
  if (!body.ok) return refusal(call.t, body);
  const outcome = await actOnScheme(call.house, idOf(call), body.value, actorOf(call), call.when);
  return outcome.ok ? answerWith(call, 200, outcome.value._id) : refusal(call.t, outcome);
}

const sees = (call: Call) => seeScheme(call.house, idOf(call), actorOf(call));
const drafts = (call: Call) => seeVersion(call.house, idOf(call), actorOf(call), 'draftSchemes');

/** Schemes by the HTTP interface: read, drafted, changed, approved and withdrawn. */
export const SCHEME_ROUTES: readonly ApiRoute[] = [
  {
    method: 'GET',
    path: '/schemes',
    permission: 'readSchemes',
    audit: null,
    handler: list,
    summary: 'The versions of an assigner’s schemes that one may see, newest first',
    query: SCHEMES_QUERY,
    body: null,
    sees: null,
    answers: { 200: SCHEMES },
    problems: [403, 404, 422],
  },
  {
    method: 'POST',
    path: '/schemes',
    permission: 'draftSchemes',
    audit: 'scheme.draft',
    handler: draft,
    summary: 'Drafts a scheme from a version or from one that the program brings',
    query: NOTHING,
    body: DRAFT_BODY,
    example: { follows: 'default' },
    links: { getSchemesId: '/id' },
    sees: null,
    answers: { 201: SCHEME },
    problems: [400, 403, 404, 409, 413, 415, 422],
  },
  {
    method: 'GET',
    path: '/schemes/:id',
    permission: 'readSchemes',
    audit: null,
    handler: one,
    summary: 'One version, or a scheme that the program brings by its name',
    query: NOTHING,
    body: null,
    sees,
    answers: { 200: SCHEME },
    problems: [403, 404],
  },
  {
    method: 'PATCH',
    path: '/schemes/:id',
    permission: 'draftSchemes',
    audit: 'scheme.change',
    handler: change,
    summary: 'Changes a draft as it was seen',
    query: NOTHING,
    body: CHANGE_BODY,
    sees: drafts,
    answers: { 200: SCHEME },
    problems: [400, 403, 404, 409, 413, 415, 422],
  },
  {
    method: 'POST',
    path: '/schemes/:id/actions',
    permission: 'draftSchemes',
    audit: 'scheme.act',
    handler: act,
    summary: 'Approves a draft for its periods (a head who did not draft it last), or withdraws a version',
    query: NOTHING,
    body: SCHEME_ACTION,
    sees: drafts,
    answers: { 200: SCHEME },
    problems: [400, 403, 404, 409, 413, 415, 422],
  },
];
