import { RANKING, RANKING_LINES, STATISTICS } from '../../app/board-answers.ts';
import { publishFacts, publishRanking, readRanking, readRankingLines } from '../../app/read-ranking.ts';
import { readStatistics } from '../../app/read-statistics.ts';
import { RANKING_LINES_QUERY, RANKING_QUERY, STATISTICS_QUERY } from '../../app/requests.ts';
import type { Answer, Call } from '../route.ts';
import { type ApiRoute, actorOf, READS } from './api-route.ts';
import { answer } from './problem.ts';

async function statistics(call: Call): Promise<Answer> {
  const outcome = await readStatistics(call.house, call.query, actorOf(call), call.when);
  return answer(call, 200, outcome, (statistics) => statistics);
}

async function rankings(call: Call): Promise<Answer> {
  const outcome = await readRanking(call.house, call.query, actorOf(call), call.when);
  return answer(call, 200, outcome, publishRanking);
}

async function lines(call: Call): Promise<Answer> {
  const outcome = await readRankingLines(call.house, call.query, actorOf(call), call.when);
  return answer(call, 200, outcome, (found) => {
    const { lines: items, adjustments } = publishFacts(found);
    return { items, adjustments };
  });
}

export const BOARD_ROUTES: readonly ApiRoute[] = [
  {
    ...READS,
    path: '/statistics',
    permission: 'readStatistics',
    handler: statistics,
    summary: 'The four buckets and the three rates of a period, per unit and in all',
    query: STATISTICS_QUERY,
    answers: { 200: STATISTICS },
    problems: [404],
  },
  {
    ...READS,
    path: '/rankings',
    permission: 'readRankings',
    handler: rankings,
    summary: 'The ranking of a period',
    query: RANKING_QUERY,
    answers: { 200: RANKING },
    problems: [404],
  },
  {
    ...READS,
    path: '/rankings/lines',
    permission: 'readRankings',
    handler: lines,
    summary: 'All facts of one unit, which its row is computed from',
    query: RANKING_LINES_QUERY,
    answers: { 200: RANKING_LINES },
    problems: [404],
  },
];
