import { RANKING, RANKING_LINES, STATISTICS } from '../../app/answers.ts';
import { publishLine, publishRanking, readRanking, readRankingLines } from '../../app/read-ranking.ts';
import { readStatistics } from '../../app/read-statistics.ts';
import { RANKING_LINES_QUERY, RANKING_QUERY, STATISTICS_QUERY } from '../../app/requests.ts';
import type { Answer, Call } from '../route.ts';
import type { ApiRoute } from './api-route.ts';
import { refusal } from './problem.ts';

async function statistics(call: Call): Promise<Answer> {
  const outcome = await readStatistics(call.house, call.query, call.identity().actor, call.when);
  return outcome.ok ? { status: 200, body: outcome.value } : refusal(call.t, outcome);
}

async function rankings(call: Call): Promise<Answer> {
  const outcome = await readRanking(call.house, call.query, call.identity().actor, call.when);
  return outcome.ok ? { status: 200, body: publishRanking(outcome.value) } : refusal(call.t, outcome);
}

async function lines(call: Call): Promise<Answer> {
  const outcome = await readRankingLines(call.house, call.query, call.identity().actor, call.when);
  return outcome.ok
    ? { status: 200, body: { items: outcome.value.map(publishLine) } }
    : refusal(call.t, outcome);
}

export const BOARD_ROUTES: readonly ApiRoute[] = [
  {
    method: 'GET',
    path: '/statistics',
    permission: 'readStatistics',
    audit: null,
    handler: statistics,
    summary: 'The four buckets and the three rates of a period, per unit and in all',
    query: STATISTICS_QUERY,
    body: null,
    sees: null,
    answers: { 200: STATISTICS },
    problems: [403, 404, 422],
  },
  {
    method: 'GET',
    path: '/rankings',
    permission: 'readRankings',
    audit: null,
    handler: rankings,
    summary: 'The ranking of a period',
    query: RANKING_QUERY,
    body: null,
    sees: null,
    answers: { 200: RANKING },
    problems: [403, 404, 422],
  },
  {
    method: 'GET',
    path: '/rankings/lines',
    permission: 'readRankings',
    audit: null,
    handler: lines,
    summary: 'All facts of one unit, which its row is computed from',
    query: RANKING_LINES_QUERY,
    body: null,
    sees: null,
    answers: { 200: RANKING_LINES },
    problems: [403, 404, 422],
  },
];
