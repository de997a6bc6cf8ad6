import { adjustScore, readAdjustments } from '../../app/adjust-scores.ts';
import { enterFigures } from '../../app/enter-figures.ts';
import {
  ADJUSTMENT,
  ADJUSTMENTS,
  FIGURES,
  FIGURES_ENTERED,
  publishAdjustment,
  publishFigure,
} from '../../app/figure-answers.ts';
import {
  ADJUSTMENT_BODY,
  ADJUSTMENTS_QUERY,
  FIGURES_BODY,
  FIGURES_QUERY,
} from '../../app/figure-requests.ts';
import { readFigures } from '../../app/read-figures.ts';
import { NOTHING } from '../../app/requests.ts';
import type { Answer, Call } from '../route.ts';
import type { ApiRoute } from './api-route.ts';
import { refusal } from './problem.ts';

async function figures(call: Call): Promise<Answer> {
  const outcome = await readFigures(call.house, call.query, call.identity().actor, call.when);
  if (!outcome.ok) return refusal(call.t, outcome);
  const { figures: rows, missing } = outcome.value;
  return { status: 200, body: { items: rows.map(publishFigure), missing } };
}

async function enter(call: Call): Promise<Answer> {
  const outcome = await enterFigures(call.house, call.body, call.identity().actor, call.when);
  return outcome.ok
    ? { status: 201, body: { items: outcome.value.map(publishFigure) } }
    : refusal(call.t, outcome);
}

async function adjustments(call: Call): Promise<Answer> {
  const outcome = await readAdjustments(call.house, call.query, call.identity().actor);
  return outcome.ok
    ? { status: 200, body: { items: outcome.value.items.map(publishAdjustment) } }
    : refusal(call.t, outcome);
}

async function adjust(call: Call): Promise<Answer> {
  const outcome = await adjustScore(call.house, call.body, call.identity().actor, call.when);
  return outcome.ok ? { status: 201, body: publishAdjustment(outcome.value) } : refusal(call.t, outcome);
}

const DOCUMENT = { notation: '12/BC-STTTT', issuedOn: '2026-04-05' };

export const FIGURE_ROUTES: readonly ApiRoute[] = [
  {
    method: 'GET',
    path: '/figures',
    permission: 'readFigures',
    audit: null,
    handler: figures,
    summary: 'Figures of other bodies in a period that hold, and what is missing of the scheme in force',
    query: FIGURES_QUERY,
    body: null,
    sees: null,
    answers: { 200: FIGURES },
    problems: [403, 404, 422],
  },
  {
    method: 'POST',
    path: '/figures',
    permission: 'enterFigures',
    audit: 'figures.enter',
    handler: enter,
    summary: 'Enters or corrects figures of one criterion and month; gives what was written',
    query: NOTHING,
    body: FIGURES_BODY,
    example: {
      criterion: 'Chuyển đổi số',
      month: '2026-03',
      document: DOCUMENT,
      figures: [{ unit: 'SNV', points: 87.5 }],
    },
    sees: null,
    answers: { 201: FIGURES_ENTERED },
    problems: [403, 409, 422],
  },
  {
    method: 'GET',
    path: '/adjustments',
    permission: 'readFigures',
    audit: null,
    handler: adjustments,
    summary: 'Bonus and penalty within a period, revoked ones too',
    query: ADJUSTMENTS_QUERY,
    body: null,
    sees: null,
    answers: { 200: ADJUSTMENTS },
    problems: [403, 404, 422],
  },
  {
    method: 'POST',
    path: '/adjustments',
    permission: 'adjustScores',
    audit: 'adjustment.give',
    handler: adjust,
    summary: 'Gives a unit bonus, or penalty below 0, with its document',
    query: NOTHING,
    body: ADJUSTMENT_BODY,
    example: { unit: 'SNV', on: '2026-Q1', points: 2, document: DOCUMENT, reason: 'Sáng kiến cấp tỉnh' },
    sees: null,
    answers: { 201: ADJUSTMENT },
    problems: [403, 422],
  },
];
