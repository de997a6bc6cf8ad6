import { boardAccess } from '../../app/board-access.ts';
import { lateBandsOf } from '../../app/compare-units.ts';
import { NotFound } from '../../app/outcome.ts';
import { readBoard } from '../../app/read-board.ts';
import { type Ranking, readRanking, readRankingLines } from '../../app/read-ranking.ts';
import { receivingUnits } from '../../app/read-statistics.ts';
import { readTrend } from '../../app/read-trend.ts';
import { readWhatIf } from '../../app/read-what-if.ts';
import type { Period } from '../../domain/period.ts';
import { paths } from '../../paths.ts';
import { rankingDownloads, unitDownloads } from '../../present/downloads.ts';
import { periodAsked } from '../../present/period-words.ts';
import { boardFacts } from '../../present/ranking-board.ts';
import type { RankingFacts } from '../../present/ranking-facts.ts';
import { rankingModel } from '../../present/ranking-page.ts';
import { schemeQuery } from '../../present/ranking-query.ts';
import { lateTable, trendTable } from '../../present/unit-charts.ts';
import { unitRankingModel } from '../../present/unit-ranking-page.ts';
import { firstOf, type Page, type PageRoute, type Visit } from '../visit.ts';
import { CHART_PAGES } from './chart-pages.ts';
import { COMPARE_PAGES, compareLinks } from './compare-pages.ts';
import { editionLinks } from './edition-pages.ts';
import { figureLinks } from './figure-pages.ts';
import { reportLinks } from './report-pages.ts';
import { schemeIn } from './scheme-asked.ts';
import { unusable } from './statistics-pages.ts';

function factsOf(
  visit: Visit,
  period: Period,
  group: string | null,
  ranking: Ranking,
): Omit<RankingFacts, 'shipped'> {
  const { house, language, t } = visit;
  const { assigner, ownUnit } = boardAccess(house, visit.identity().actor, 'readRankings', undefined);
  const units = receivingUnits(house, assigner, period).filter(
    ({ code }) => ownUnit === null || code === ownUnit,
  );
  const groups = [...new Set(units.flatMap(({ peerGroup }) => peerGroup ?? []))].sort();
  const { rows, adjustments, scheme, cutoff, hash } = ranking;
  return {
    language,
    t,
    period,
    group,
    groups,
    rows,
    adjustments,
    scheme,
    cutoff,
    hash,
    unitOf: house.directory.unit,
  };
}

async function showRanking(visit: Visit): Promise<Page> {
  const { house, t, when, query } = visit;
  const period = periodAsked(firstOf(query, 'period'), when.today);
  if (period === null) return unusable(visit, paths.rankings());
  const group = firstOf(query, 'group') || null;
  const scheme = schemeIn(visit);
  const asked = { period: period.text, ...schemeQuery(scheme), ...(group === null ? {} : { group }) };
  const outcome = await readBoard(house, { ...asked, period }, visit.identity().actor, when);
  if (!outcome.ok) return unusable(visit, paths.rankings());
  const facts = { ...factsOf(visit, period, group, outcome.value.ranking), shipped: scheme };
  const downloads = rankingDownloads(t, asked);
  const model = {
    ...rankingModel(facts, boardFacts(outcome.value)),
    downloads,
    more: [
      ...(await editionLinks(visit)),
      ...figureLinks(visit, period.text),
      ...compareLinks(visit, period.text, scheme),
      ...reportLinks(visit),
    ],
  };
  return { view: 'ranking', title: t('score.title'), place: 'ranking', model };
}

async function showUnit(visit: Visit): Promise<Page> {
  const { house, t, when, query, params } = visit;
  const { actor } = visit.identity();
  const period = periodAsked(firstOf(query, 'period'), when.today);
  if (period === null) return unusable(visit, paths.rankings());
  const unit = params['unit'] ?? '';
  const scheme = schemeIn(visit);
  const lines = await readRankingLines(
    house,
    { period: period.text, unit, ...schemeQuery(scheme) },
    actor,
    when,
  );
  const ranking = await readRanking(house, { period: period.text, ...schemeQuery(scheme) }, actor, when);
  if (!lines.ok || !ranking.ok) return unusable(visit, paths.rankings());
  const row = ranking.value.rows.find((one) => one.unit === unit);
  if (row === undefined) throw new NotFound();
  const { assigner } = boardAccess(house, actor, 'readRankings', undefined);
  const asking = { assigner, period, scheme: ranking.value.scheme, unit };
  const whatIf = await readWhatIf(house, asking, lines.value.lines, when);
  const model = unitRankingModel(
    { ...factsOf(visit, period, null, ranking.value), shipped: scheme },
    row,
    lines.value.lines,
    whatIf,
  );
  const title = house.directory.unit(unit)?.name ?? unit;
  const charted = { t, language: visit.language, unit, period, shipped: scheme };
  const trend = await readTrend(house, { period, scheme, unit }, actor, when);
  const more = {
    downloads: unitDownloads(t, unit, { period: period.text, ...schemeQuery(scheme) }),
    late: lateTable(charted, lateBandsOf(lines.value.lines)),
    trend: trendTable(charted, trend),
    months: { href: paths.months({ period: period.text, unit }), text: t('reading.months.title') },
  };
  return { view: 'ranking-unit', title, place: 'ranking', model: { ...model, ...more } };
}

export const RANKING_PAGES: readonly PageRoute[] = [
  ...COMPARE_PAGES,
  ...CHART_PAGES,
  {
    method: 'GET',
    path: paths.rankings(),
    permission: 'readRankings',
    audit: null,
    handler: showRanking,
  },
  {
    method: 'GET',
    path: paths.ranking(':unit'),
    permission: 'readRankings',
    audit: null,
    handler: showUnit,
  },
];
