import { boardAccess } from '../../app/board-access.ts';
import { type AttentionQuery, findLongestOverdue, findLongestWaiting } from '../../db/attention-queries.ts';
import { isDay } from '../../domain/day.ts';
import { paths } from '../../paths.ts';
import { boardQuery } from '../../present/board-links.ts';
import { statisticsDownloads } from '../../present/downloads.ts';
import type { Shown } from '../../present/figure-links.ts';
import { formFields } from '../../present/form-fields.ts';
import { formatDay } from '../../present/format.ts';
import { provinceModel } from '../../present/statistics-page.ts';
import { firstOf, type Page, type PageRoute, type Visit } from '../visit.ts';
import { asOfTyped, boardAsked, countsOf } from './board-asked.ts';
import { boardUnits } from './board-units.ts';
import { reportLinks } from './report-pages.ts';

/** What was asked for can't be: the page that says so, with the way to the usual board. */
export function unusable({ t }: Visit, home: string): Page {
  const model = { status: 422, text: t('statistics.unusable'), home, again: null };
  return { status: 422, view: 'error', title: t('error.422.title'), model };
}

/** The choice of the day as of which the board is shown, which keeps all else that was chosen. */
function asOfForm({ t, query }: Visit, shown: Shown, faults: Visit['faults']) {
  const { asOf: day, ...kept } = boardQuery(shown);
  const typed = day === undefined ? firstOf(query, 'asOf') : formatDay(day);
  const f = formFields(t, { asOf: typed }, faults);
  return {
    action: paths.statistics(),
    hidden: Object.entries(kept).map(([name, value]) => ({ name, value })),
    field: f.text('asOf', { label: t('statistics.asOf'), width: 'day' }),
  };
}

/** What needs attention now: the longest overdue, and what has waited longest for the Office. */
function attentionOf({ house }: Visit, asked: Omit<AttentionQuery, 'most'>) {
  return Promise.all([
    findLongestOverdue(house.connection, { ...asked, most: 5 }),
    findLongestWaiting(house.connection, { ...asked, most: 3 }),
  ]);
}

/** The province on one screen, for the desk of a leader and the page of statistics. Throws Forbidden, NotFound. */
export async function showStatistics(visit: Visit): Promise<Page> {
  const { house, t, language, when } = visit;
  const { assigner } = boardAccess(house, visit.identity().actor, 'readStatistics', undefined);
  const typed = asOfTyped(visit);
  const faults = typed === null || isDay(typed) ? [] : [{ field: 'asOf', code: 'notDay' }];
  const shown = boardAsked(visit);
  const counts = shown === null ? null : await countsOf(visit, shown);
  if (shown === null || counts === null) return unusable(visit, paths.statistics());
  const { period, group, basis, asOf } = shown;
  const units = boardUnits(visit, assigner, Object.values(counts).flat(), asOf ?? when.today);
  const leads = units.filter((unit) => group === null || unit.peerGroup === group).map(({ code }) => code);
  if (group !== null && leads.length === 0) return unusable(visit, paths.statistics());
  const asked = { assigner, basis, from: period.from, to: period.to, leads, today: when.today };
  const [overdue, waiting] = asOf === null ? await attentionOf(visit, asked) : [[], []];
  const model = provinceModel({
    ...{ language, t, shown, assigner, units, overdue, waiting, today: when.today },
    assignerName: house.directory.unit(assigner)?.name ?? assigner,
    rows: counts[basis],
    other: counts[basis === 'current' ? 'original' : 'current'],
    calendar: house.calendar(),
  });
  return {
    status: faults.length > 0 ? 422 : 200,
    view: 'statistics',
    title: t('statistics.title'),
    place: 'statistics',
    model: {
      ...model,
      more: [model.months, ...reportLinks(visit)],
      asOf: asOfForm(visit, shown, faults),
      downloads: statisticsDownloads(t, boardQuery(shown)),
    },
  };
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
