import { intervalChartFile } from '../../app/charts.ts';
import { readRanking } from '../../app/read-ranking.ts';
import { paths } from '../../paths.ts';
import { periodAsked } from '../../present/period-words.ts';
import { rankingChart } from '../../present/ranking-chart.ts';
import { named, speechOf } from '../../present/ranking-page.ts';
import { firstOf, type PageAnswer, type PageRoute, type Visit } from '../visit.ts';
import { schemeIn } from './scheme-asked.ts';
import { unusable } from './statistics-pages.ts';

/** The scores of a ranking with their intervals, of the rows that the reader sees on its page. */
async function showRankingChart(visit: Visit): Promise<PageAnswer> {
  const { house, t, language, when, query, request } = visit;
  const period = periodAsked(firstOf(query, 'period'), when.today);
  if (period === null) return unusable(visit, paths.rankings());
  const group = firstOf(query, 'group');
  const asked = {
    period: period.text,
    ...named(schemeIn(visit)),
    ...(group === '' ? {} : { group }),
  };
  const ranking = await readRanking(house, asked, visit.identity().actor, when);
  if (!ranking.ok) return unusable(visit, paths.rankings());
  const nameOf = (code: string) => house.directory.unit(code)?.shortName ?? code;
  const chart = rankingChart(speechOf({ t, language }), ranking.value.rows, nameOf);
  const { version, draw } = intervalChartFile(house, chart);
  const etag = `W/"${version}"`;
  const headers = { 'Cache-Control': 'private, no-cache', ETag: etag };
  if (request.headers['if-none-match'] === etag) {
    return { status: 304, headers, send: async (response) => void response.end() };
  }
  const svg = await draw();
  return {
    status: 200,
    headers: { ...headers, 'Content-Type': 'image/svg+xml; charset=utf-8' },
    send: async (response) => void response.end(svg),
  };
}

/** Charts as images of their own: a strict Content-Security-Policy lets no page hold their styles. */
export const CHART_PAGES: readonly PageRoute[] = [
  {
    method: 'GET',
    path: paths.rankingChart(),
    permission: 'readRankings',
    audit: null,
    handler: showRankingChart,
  },
];
