import { chartFile } from '../../app/charts.ts';
import { tasksByDaysLate } from '../../app/compare-units.ts';
import { readRanking } from '../../app/read-ranking.ts';
import { readTrend } from '../../app/read-trend.ts';
import { paths } from '../../paths.ts';
import { monthsChart } from '../../present/months-page.ts';
import { periodAsked } from '../../present/period-words.ts';
import { rankingChart } from '../../present/ranking-chart.ts';
import { schemeQuery } from '../../present/ranking-query.ts';
import { speechOf } from '../../present/score-words.ts';
import { lateChart, trendChart } from '../../present/unit-charts.ts';
import { firstOf, type PageAnswer, type PageRoute, type Visit } from '../visit.ts';
import { monthsFacts } from './months-pages.ts';
import { schemeIn } from './scheme-asked.ts';
import { unusable } from './statistics-pages.ts';

/** A chart as an image for whoever asked alone, sent again only when its figures or words are others. */
async function image({ house, request }: Visit, chart: Parameters<typeof chartFile>[1]): Promise<PageAnswer> {
  const { version, draw } = chartFile(house, chart);
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

/** The scores of a ranking with their intervals, of the rows that the reader sees on its page. */
async function showRankingChart(visit: Visit): Promise<PageAnswer> {
  const { house, t, language, when, query } = visit;
  const period = periodAsked(firstOf(query, 'period'), when.today);
  if (period === null) return unusable(visit, paths.rankings());
  const group = firstOf(query, 'group');
  const asked = { period: period.text, ...schemeQuery(schemeIn(visit)), ...(group === '' ? {} : { group }) };
  const ranking = await readRanking(house, asked, visit.identity().actor, when);
  if (!ranking.ok) return unusable(visit, paths.rankings());
  const nameOf = (code: string) => house.directory.unit(code)?.shortName ?? code;
  return image(visit, rankingChart(speechOf({ t, language }), ranking.value.rows, nameOf));
}

async function showMonthsChart(visit: Visit): Promise<PageAnswer> {
  const facts = await monthsFacts(visit);
  return facts === null ? unusable(visit, paths.months()) : image(visit, monthsChart(facts));
}

async function showLateChart(visit: Visit): Promise<PageAnswer> {
  const { house, when, query } = visit;
  const period = periodAsked(firstOf(query, 'period'), when.today);
  if (period === null) return unusable(visit, paths.rankings());
  const asked = { period, ...schemeQuery(schemeIn(visit)) };
  const counts = await tasksByDaysLate(house, asked, firstOf(query, 'unit'), visit.identity().actor, when);
  return counts.ok ? image(visit, lateChart(visit, counts.value)) : unusable(visit, paths.rankings());
}

async function showTrendChart(visit: Visit): Promise<PageAnswer> {
  const { house, when, query } = visit;
  const period = periodAsked(firstOf(query, 'period'), when.today);
  if (period === null) return unusable(visit, paths.rankings());
  const unit = firstOf(query, 'unit');
  const asked = { period, scheme: schemeIn(visit), unit };
  const points = await readTrend(house, asked, visit.identity().actor, when);
  return image(visit, trendChart(visit, points, house.directory.unit(unit)?.shortName ?? unit));
}

const GET = { method: 'GET', audit: null } as const;

/** Charts as images of their own: a strict Content-Security-Policy lets no page hold their styles. */
export const CHART_PAGES: readonly PageRoute[] = [
  { ...GET, path: paths.rankingChart(), permission: 'readRankings', handler: showRankingChart },
  { ...GET, path: paths.monthsChart(), permission: 'readStatistics', handler: showMonthsChart },
  { ...GET, path: paths.lateChart(), permission: 'readRankings', handler: showLateChart },
  { ...GET, path: paths.trendChart(), permission: 'readRankings', handler: showTrendChart },
];
