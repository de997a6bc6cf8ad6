import { actOnScheme } from '../../app/approve-scheme.ts';
import { changeScheme, draftScheme } from '../../app/draft-scheme.ts';
import { parse } from '../../app/parse.ts';
import { SCHEME, SCHEMES } from '../../app/scheme-answers.ts';
import { CHANGE_BODY, DRAFT_BODY, SCHEME_ACTION, SCHEMES_QUERY } from '../../app/scheme-requests.ts';
import { listSchemes, seeScheme, seeVersion } from '../../app/see-scheme.ts';
import { keptScheme } from '../../domain/score-files.ts';
import { schemeJson } from '../../present/scheme-json.ts';
import type { Answer, Call } from '../route.ts';
import { type ApiRoute, actorOf, idOf, READS, WRITES } from './api-route.ts';
import { answer, refusal } from './problem.ts';

async function schemeOf(call: Call, id: string) {
  return schemeJson(await seeScheme(call.house, id, actorOf(call)));
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

async function one(call: Call): Promise<Answer> {
  return { status: 200, body: await schemeOf(call, idOf(call)) };
}

async function draft(call: Call): Promise<Answer> {
  const outcome = await draftScheme(call.house, call.body, actorOf(call), call.when);
  return answer(call, 201, outcome, ({ _id }) => schemeOf(call, _id));
}

async function change(call: Call): Promise<Answer> {
  const outcome = await changeScheme(call.house, idOf(call), call.body, actorOf(call), call.when);
  return answer(call, 200, outcome, ({ _id }) => schemeOf(call, _id));
}

async function act(call: Call): Promise<Answer> {
  const body = parse(SCHEME_ACTION, call.body);
  if (!body.ok) return refusal(call.t, body);
  const outcome = await actOnScheme(call.house, idOf(call), body.value, actorOf(call), call.when);
  return answer(call, 200, outcome, ({ _id }) => schemeOf(call, _id));
}

const sees = (call: Call) => seeScheme(call.house, idOf(call), actorOf(call));
const drafts = (call: Call) => seeVersion(call.house, idOf(call), actorOf(call), 'draftSchemes');

/** Schemes by the HTTP interface: read, drafted, changed, approved and withdrawn. */
export const SCHEME_ROUTES: readonly ApiRoute[] = [
  {
    ...READS,
    path: '/schemes',
    permission: 'readSchemes',
    handler: list,
    summary: 'The versions of an assigner’s schemes that one may see, newest first',
    query: SCHEMES_QUERY,
    answers: { 200: SCHEMES },
    problems: [404],
  },
  {
    ...WRITES,
    path: '/schemes',
    permission: 'draftSchemes',
    audit: 'scheme.draft',
    handler: draft,
    summary: 'Drafts a scheme from a version or from one that the program brings',
    body: DRAFT_BODY,
    example: { follows: 'default' },
    links: { getSchemesId: '/id' },
    answers: { 201: SCHEME },
    problems: [404, 409],
  },
  {
    ...READS,
    path: '/schemes/:id',
    permission: 'readSchemes',
    handler: one,
    summary: 'One version, or a scheme that the program brings by its name',
    sees,
    answers: { 200: SCHEME },
  },
  {
    ...WRITES,
    method: 'PATCH',
    path: '/schemes/:id',
    permission: 'draftSchemes',
    audit: 'scheme.change',
    handler: change,
    summary: 'Changes a draft as it was seen',
    body: CHANGE_BODY,
    sees: drafts,
    answers: { 200: SCHEME },
    problems: [409],
  },
  {
    ...WRITES,
    path: '/schemes/:id/actions',
    permission: 'draftSchemes',
    audit: 'scheme.act',
    handler: act,
    summary: 'Approves a draft for its periods (a head who did not draft it last), or withdraws a version',
    body: SCHEME_ACTION,
    sees: drafts,
    answers: { 200: SCHEME },
    problems: [409],
  },
];
