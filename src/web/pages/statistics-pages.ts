import { boardAccess } from '../../app/board-access.ts';
import { readStatistics } from '../../app/read-statistics.ts';
import { type AttentionQuery, findLongestOverdue, findLongestWaiting } from '../../db/attention-queries.ts';
import { isDay } from '../../domain/day.ts';
import type { Basis } from '../../domain/task.ts';
import { paths } from '../../paths.ts';
import { boardQuery } from '../../present/board-links.ts';
import { statisticsDownloads } from '../../present/downloads.ts';
import type { Shown } from '../../present/figure-links.ts';
import { formFields } from '../../present/form-fields.ts';
import { formatDay } from '../../present/format.ts';
import { periodAsked } from '../../present/period-words.ts';
import { provinceModel } from '../../present/statistics-page.ts';
import { readForm } from '../forms/read-form.ts';
import { firstOf, type Page, type PageRoute, type Visit } from '../visit.ts';
import { boardUnits } from './board-units.ts';
import { reportLinks } from './report-pages.ts';

/** What was asked for can't be: the page that says so, with the way to the usual board. */
export function unusable({ t }: Visit, home: string): Page {
  const model = { status: 422, text: t('statistics.unusable'), home, again: null };
  return { status: 422, view: 'error', title: t('error.422.title'), model };
}

const AS_OF = { asOf: { kind: 'day', required: false } } as const;

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
  const { house, t, language, when, query } = visit;
  const { actor } = visit.identity();
  const { assigner } = boardAccess(house, actor, 'readStatistics', undefined);
  const period = periodAsked(firstOf(query, 'period'), when.today);
  const typed = readForm(AS_OF, query)['asOf'];
  const faults = typed === undefined || isDay(String(typed)) ? [] : [{ field: 'asOf', code: 'notDay' }];
  const asOf = faults.length === 0 && typeof typed === 'string' && typed < when.today ? typed : null;
  const group = firstOf(query, 'group') || null;
  const basis: Basis = firstOf(query, 'basis') === 'original' ? 'original' : 'current';
  const under = (one: Basis) =>
    readStatistics(
      house,
      { period: period?.text ?? '', basis: one, ...(asOf === null ? {} : { asOf }) },
      actor,
      when,
    );
  const [here, there] = await Promise.all([
    under(basis),
    under(basis === 'current' ? 'original' : 'current'),
  ]);
  if (!here.ok || !there.ok || period === null) return unusable(visit, paths.statistics());
  const rows = [...here.value.items, ...there.value.items];
  const units = boardUnits(visit, assigner, rows, asOf ?? when.today);
  if (group !== null && !units.some(({ peerGroup }) => peerGroup === group)) {
    return unusable(visit, paths.statistics());
  }
  const leads = units.filter((unit) => group === null || unit.peerGroup === group).map(({ code }) => code);
  const asked = { assigner, basis, from: period.from, to: period.to, leads, today: when.today };
  const [overdue, waiting] = asOf === null ? await attentionOf(visit, asked) : [[], []];
  const shown = { period, group, basis, asOf };
  const model = provinceModel({
    language,
    t,
    shown,
    assigner,
    assignerName: house.directory.unit(assigner)?.name ?? assigner,
    units,
    rows: here.value.items,
    other: there.value.items,
    overdue,
    waiting,
    today: when.today,
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
