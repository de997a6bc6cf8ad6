import { DIRECTIVE, DIRECTIVES, UNITS } from '../../app/answers.ts';
import { correctDirective } from '../../app/correct-directive.ts';
import { CORRECTION_FIELDS, DIRECTIVE_FIELDS, schemaOf } from '../../app/fields.ts';
import { findDirectivesPage } from '../../app/find-directives.ts';
import { parse } from '../../app/parse.ts';
import { recordDirective } from '../../app/record-directive.ts';
import { DIRECTIVE_QUERY, NOTHING, UNIT_QUERY } from '../../app/requests.ts';
import { seeDirective } from '../../app/see-directive.ts';
import { isValidOn } from '../../domain/unit.ts';
import { directiveJson } from '../../present/task-json.ts';
import type { Answer, Call } from '../route.ts';
import type { ApiRoute } from './api-route.ts';
import { refusal } from './problem.ts';

async function units(call: Call): Promise<Answer> {
  const query = parse(UNIT_QUERY, call.query);
  if (!query.ok) return refusal(call.t, query);
  const { asOf, parent, kind } = query.value;
  const items = call.house.directory
    .units()
    .filter((unit) => asOf === undefined || isValidOn(unit, asOf))
    .filter((unit) => parent === undefined || unit.parent === parent)
    .filter((unit) => kind === undefined || unit.kind === kind)
    .map(({ shortName: _, ownOffice: __, ...unit }) => unit);
  return { status: 200, body: { items } };
}

async function record(call: Call): Promise<Answer> {
  const outcome = await recordDirective(call.house, call.body, call.identity().actor, call.when);
  if (!outcome.ok) return refusal(call.t, outcome);
  return { status: 201, body: directiveJson(outcome.value) };
}

async function correct(call: Call): Promise<Answer> {
  const id = call.params['id'] ?? '';
  const outcome = await correctDirective(call.house, id, call.body, call.identity().actor, call.when);
  return outcome.ok ? { status: 200, body: directiveJson(outcome.value) } : refusal(call.t, outcome);
}

async function list(call: Call): Promise<Answer> {
  const outcome = await findDirectivesPage(call.house, call.query, call.identity().actor);
  if (!outcome.ok) return refusal(call.t, outcome);
  const { rows, ...page } = outcome.value;
  return { status: 200, body: { items: rows.map(directiveJson), ...page } };
}

async function one(call: Call): Promise<Answer> {
  const row = await seeDirective(call.house, call.params['id'] ?? '', call.identity().actor);
  return { status: 200, body: directiveJson(row) };
}

const see = (call: Call) => seeDirective(call.house, call.params['id'] ?? '', call.identity().actor);

export const DIRECTIVE_ROUTES: readonly ApiRoute[] = [
  {
    method: 'GET',
    path: '/units',
    permission: 'readUnits',
    audit: null,
    handler: units,
    summary: 'Units, all in one answer',
    query: UNIT_QUERY,
    body: null,
    sees: null,
    answers: { 200: UNITS },
    problems: [422],
  },
  {
    method: 'POST',
    path: '/directives',
    permission: 'recordDirectives',
    audit: 'directive.record',
    handler: record,
    summary: 'Records a directive',
    query: NOTHING,
    body: schemaOf(DIRECTIVE_FIELDS),
    sees: null,
    answers: { 201: DIRECTIVE },
    example: {
      notation: '120/UBND-CNTT',
      kind: 'Công văn',
      issuedOn: '2026-04-15',
      issuer: 'UBND tỉnh Thanh Hóa',
      subject: 'Chuyển đổi số quý IV năm 2026',
    },
    problems: [400, 403, 409, 413, 415, 422],
  },
  {
    method: 'GET',
    path: '/directives',
    permission: 'readDirectives',
    audit: null,
    handler: list,
    summary: 'Directives, newest first',
    query: DIRECTIVE_QUERY,
    body: null,
    sees: null,
    answers: { 200: DIRECTIVES },
    problems: [403, 422],
  },
  {
    method: 'GET',
    path: '/directives/:id',
    permission: 'readDirectives',
    audit: null,
    handler: one,
    summary: 'One directive',
    query: NOTHING,
    body: null,
    sees: see,
    answers: { 200: DIRECTIVE },
    problems: [403, 404, 422],
  },
  {
    method: 'PATCH',
    path: '/directives/:id',
    permission: 'readDirectives',
    audit: 'directive.correct',
    handler: correct,
    summary: 'Corrects a directive',
    query: NOTHING,
    body: schemaOf(CORRECTION_FIELDS),
    sees: see,
    answers: { 200: DIRECTIVE },
    problems: [400, 403, 404, 409, 413, 415, 422],
  },
];
