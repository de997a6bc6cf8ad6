import { correctDirective } from '../../app/correct-directive.ts';
import { DIRECTIVE, DIRECTIVES } from '../../app/directive-answers.ts';
import { CORRECTION_FIELDS, DIRECTIVE_FIELDS, schemaOf } from '../../app/fields.ts';
import { findDirectivesPage } from '../../app/find-directives.ts';
import { parse } from '../../app/parse.ts';
import { recordDirective } from '../../app/record-directive.ts';
import { DIRECTIVE_QUERY, UNIT_QUERY } from '../../app/requests.ts';
import { seeDirective } from '../../app/see-directive.ts';
import { UNITS } from '../../app/unit-answers.ts';
import { asNamedOn, isValidOn } from '../../domain/unit.ts';
import { directiveJson } from '../../present/task-json.ts';
import type { Answer, Call } from '../route.ts';
import { type ApiRoute, actorOf, idOf, READS, WRITES } from './api-route.ts';
import { answer, refusal } from './problem.ts';

async function units(call: Call): Promise<Answer> {
  const query = parse(UNIT_QUERY, call.query);
  if (!query.ok) return refusal(call.t, query);
  const { asOf, parent, kind } = query.value;
  const items = call.house.directory
    .units()
    .filter((unit) => asOf === undefined || isValidOn(unit, asOf))
    .filter((unit) => parent === undefined || unit.parent === parent)
    .filter((unit) => kind === undefined || unit.kind === kind)
    .map((unit) => asNamedOn(unit, asOf ?? call.when.today))
    .map(({ shortName: _, ownOffice: __, nextName: ___, ending: ____, earlierNames, ...unit }) => ({
      ...unit,
      earlierNames: earlierNames.map(({ name, until }) => ({ name, until })),
    }));
  return { status: 200, body: { items } };
}

async function record(call: Call): Promise<Answer> {
  const outcome = await recordDirective(call.house, call.body, actorOf(call), call.when);
  return answer(call, 201, outcome, directiveJson);
}

async function correct(call: Call): Promise<Answer> {
  const outcome = await correctDirective(call.house, idOf(call), call.body, actorOf(call), call.when);
  return answer(call, 200, outcome, directiveJson);
}

async function list(call: Call): Promise<Answer> {
  const outcome = await findDirectivesPage(call.house, call.query, actorOf(call));
  return answer(call, 200, outcome, ({ rows, ...page }) => ({ items: rows.map(directiveJson), ...page }));
}

async function one(call: Call): Promise<Answer> {
  const row = await seeDirective(call.house, idOf(call), actorOf(call));
  return { status: 200, body: directiveJson(row) };
}

const see = (call: Call) => seeDirective(call.house, idOf(call), actorOf(call));

export const DIRECTIVE_ROUTES: readonly ApiRoute[] = [
  {
    ...READS,
    path: '/units',
    permission: 'readUnits',
    handler: units,
    summary: 'Units, all in one answer',
    query: UNIT_QUERY,
    answers: { 200: UNITS },
  },
  {
    ...WRITES,
    path: '/directives',
    permission: 'recordDirectives',
    audit: 'directive.record',
    handler: record,
    summary: 'Records a directive',
    body: schemaOf(DIRECTIVE_FIELDS),
    answers: { 201: DIRECTIVE },
    example: {
      notation: '120/UBND-CNTT',
      kind: 'Công văn',
      issuedOn: '2026-04-15',
      issuer: 'UBND tỉnh Thanh Hóa',
      subject: 'Chuyển đổi số quý IV năm 2026',
    },
    problems: [409],
  },
  {
    ...READS,
    path: '/directives',
    permission: 'readDirectives',
    handler: list,
    summary: 'Directives, newest first',
    query: DIRECTIVE_QUERY,
    answers: { 200: DIRECTIVES },
  },
  {
    ...READS,
    path: '/directives/:id',
    permission: 'readDirectives',
    handler: one,
    summary: 'One directive',
    sees: see,
    answers: { 200: DIRECTIVE },
  },
  {
    ...WRITES,
    method: 'PATCH',
    path: '/directives/:id',
    permission: 'readDirectives',
    audit: 'directive.correct',
    handler: correct,
    summary: 'Corrects a directive',
    body: schemaOf(CORRECTION_FIELDS),
    sees: see,
    answers: { 200: DIRECTIVE },
    problems: [409],
  },
];
