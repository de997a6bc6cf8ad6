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
import type { Answer, Call } from '../route.ts';
import { type ApiRoute, actorOf, READS, WRITES } from './api-route.ts';
import { answer } from './problem.ts';

async function figures(call: Call): Promise<Answer> {
  const outcome = await readFigures(call.house, call.query, actorOf(call), call.when);
  return answer(call, 200, outcome, ({ figures: rows, missing }) => {
    return { items: rows.map(publishFigure), missing };
  });
}

async function enter(call: Call): Promise<Answer> {
  const outcome = await enterFigures(call.house, call.body, actorOf(call), call.when);
  return answer(call, 201, outcome, (rows) => ({ items: rows.map(publishFigure) }));
}

async function adjustments(call: Call): Promise<Answer> {
  const outcome = await readAdjustments(call.house, call.query, actorOf(call));
  return answer(call, 200, outcome, ({ items }) => ({ items: items.map(publishAdjustment) }));
}

async function adjust(call: Call): Promise<Answer> {
  const outcome = await adjustScore(call.house, call.body, actorOf(call), call.when);
  return answer(call, 201, outcome, publishAdjustment);
}

const DOCUMENT = { notation: '12/BC-STTTT', issuedOn: '2026-04-05' };

export const FIGURE_ROUTES: readonly ApiRoute[] = [
  {
    ...READS,
    path: '/figures',
    permission: 'readFigures',
    handler: figures,
    summary: 'Figures of other bodies in a period that hold, and what is missing of the scheme in force',
    query: FIGURES_QUERY,
    answers: { 200: FIGURES },
    problems: [404],
  },
  {
    ...WRITES,
    path: '/figures',
    permission: 'enterFigures',
    audit: 'figures.enter',
    handler: enter,
    summary: 'Enters or corrects figures of one criterion and month; gives what was written',
    body: FIGURES_BODY,
    example: {
      criterion: 'Chuyển đổi số',
      month: '2026-03',
      document: DOCUMENT,
      figures: [{ unit: 'SNV', points: 87.5 }],
    },
    answers: { 201: FIGURES_ENTERED },
    problems: [404, 409],
  },
  {
    ...READS,
    path: '/adjustments',
    permission: 'readFigures',
    handler: adjustments,
    summary: 'Bonus and penalty within a period, revoked ones too',
    query: ADJUSTMENTS_QUERY,
    answers: { 200: ADJUSTMENTS },
    problems: [404],
  },
  {
    ...WRITES,
    path: '/adjustments',
    permission: 'adjustScores',
    audit: 'adjustment.give',
    handler: adjust,
    summary: 'Gives a unit bonus, or penalty below 0, with its document',
    body: ADJUSTMENT_BODY,
    example: { unit: 'SNV', on: '2026-Q1', points: 2, document: DOCUMENT, reason: 'Sáng kiến cấp tỉnh' },
    answers: { 201: ADJUSTMENT },
    problems: [404],
  },
];
