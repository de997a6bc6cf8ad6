import { boardAccess } from '../../app/board-access.ts';
import { readStatistics } from '../../app/read-statistics.ts';
import { findLongestOverdue, findLongestWaiting } from '../../db/attention-queries.ts';
import type { Basis } from '../../domain/task.ts';
import { isValidWithin } from '../../domain/unit.ts';
import { paths } from '../../paths.ts';
import { periodAsked } from '../../present/period-words.ts';
import { provinceModel } from '../../present/statistics-page.ts';
import { firstOf, type Page, type PageRoute, type Visit } from '../visit.ts';

/** What was asked for can't be: the page that says so, with the way to the usual board. */
export function unusable({ t }: Visit, home: string): Page {
  const model = { status: 422, text: t('statistics.unusable'), home, again: null };
  return { status: 422, view: 'error', title: t('error.422.title'), model };
}

/** The province on one screen, for the desk of a leader and the page of statistics. Throws Forbidden, NotFound. */
export async function showStatistics(visit: Visit): Promise<Page> {
  const { house, t, language, when, query } = visit;
  const { actor } = visit.identity();
  const { assigner, ownUnit } = boardAccess(house, actor, 'readStatistics', undefined);
  const period = periodAsked(firstOf(query, 'period'), when.today);
  const group = firstOf(query, 'group') || null;
  const basis: Basis = firstOf(query, 'basis') === 'original' ? 'original' : 'current';
  const under = (one: Basis) =>
    readStatistics(house, { period: period?.text ?? '', basis: one }, actor, when);
  const [here, there] = await Promise.all([
    under(basis),
    under(basis === 'current' ? 'original' : 'current'),
  ]);
  if (!here.ok || !there.ok || period === null) return unusable(visit, paths.statistics());
  const units = house.directory
    .childrenOf(assigner)
    .filter((unit) => isValidWithin(unit, period.from, period.to))
    .filter(({ code }) => ownUnit === null || code === ownUnit);
  if (group !== null && !units.some(({ peerGroup }) => peerGroup === group)) {
    return unusable(visit, paths.statistics());
  }
  const leads = units.filter((unit) => group === null || unit.peerGroup === group).map(({ code }) => code);
  const asked = { assigner, basis, from: period.from, to: period.to, leads, today: when.today };
  const [overdue, waiting] = await Promise.all([
    findLongestOverdue(house.connection, { ...asked, most: 5 }),
    findLongestWaiting(house.connection, { ...asked, most: 3 }),
  ]);
  const model = provinceModel({
    language,
    t,
    shown: { period, group, basis },
    assigner,
    units,
    rows: here.value.items,
    other: there.value.items,
    overdue,
    waiting,
    today: when.today,
    calendar: house.calendar(),
  });
  return { view: 'statistics', title: t('statistics.title'), place: 'statistics', model };
}

export const STATISTICS_PAGES: readonly PageRoute[] = [
  {
    method: 'GET',
    path: paths.statistics(),
    permission: 'readStatistics',
    audit: null,
    handler: showStatistics,
  },
];
