import { boardAccess } from '../../app/board-access.ts';
import { compareUnits } from '../../app/compare-units.ts';
import { receivingUnits } from '../../app/read-statistics.ts';
import { grantsOf } from '../../domain/permission.ts';
import type { ShippedName } from '../../domain/shipped-schemes.ts';
import { paths } from '../../paths.ts';
import { compareTable } from '../../present/compare-page.ts';
import type { Link } from '../../present/components.ts';
import { formFields } from '../../present/form-fields.ts';
import { formatDay } from '../../present/format.ts';
import { periodAsked, periodLinks, periodWords } from '../../present/period-words.ts';
import { schemeQuery } from '../../present/ranking-query.ts';
import { firstOf, type Page, type PageRoute, type Visit } from '../visit.ts';
import { schemeIn } from './scheme-asked.ts';
import { unusable } from './statistics-pages.ts';

/** The way from the board to the comparison, for whoever may compare. */
export function compareLinks(visit: Visit, period: string, scheme: ShippedName | null): Link[] {
  if (grantsOf(visit.identity().actor, 'compareUnits').length === 0) return [];
  return [
    { href: paths.compareUnits({ period, ...schemeQuery(scheme) }), text: visit.t('reading.compare.title') },
  ];
}

async function showComparison(visit: Visit): Promise<Page> {
  const { house, t, language, when, query } = visit;
  const { actor } = visit.identity();
  const period = periodAsked(firstOf(query, 'period'), when.today);
  if (period === null) return unusable(visit, paths.compareUnits());
  const shipped = schemeIn(visit);
  const typed = { a: firstOf(query, 'a'), b: firstOf(query, 'b') };
  const codes = [typed.a, typed.b].filter((code) => code !== '');
  const outcome = await compareUnits(house, { period, ...schemeQuery(shipped) }, codes, actor, when);
  if (!outcome.ok) return unusable(visit, paths.compareUnits({ period: period.text }));
  const { board, units } = outcome.value;
  const { scheme, cutoff } = board.ranking;
  const { assigner } = boardAccess(house, actor, 'readRankings', undefined);
  const known = receivingUnits(house, assigner, period);
  const choices = known.map(({ code, name }) => ({ value: code, text: name, lang: 'vi' }));
  const options = [{ value: '', text: t('reading.compare.choose') }, ...choices];
  const f = formFields(t, typed, []);
  const kept = { period: period.text, ...schemeQuery(shipped) };
  const facts = { language, t, period, scheme, shipped, unitOf: house.directory.unit };
  const groups = new Set(units.map(({ row }) => row.group));
  const model = {
    back: { href: paths.rankings(kept), text: t('score.title') },
    about: t('score.about', {
      ...{ period: periodWords(period, t), scheme: scheme.name, cutoff: formatDay(cutoff) },
    }),
    scheme: scheme.name,
    periods: periodLinks(
      period,
      when.today,
      (one) => paths.compareUnits({ ...kept, ...typed, period: one }),
      t,
    ),
    action: paths.compareUnits(),
    hidden: Object.entries(kept).map(([name, value]) => ({ name, value })),
    fields: [
      f.select('a', { label: t('reading.compare.a'), options }),
      f.select('b', { label: t('reading.compare.b'), options }),
    ],
    note: groups.size > 1 ? t('reading.compare.groups') : null,
    table: units.length === 2 ? compareTable(facts, board.earlier, units) : null,
  };
  return { view: 'compare', title: t('reading.compare.title'), place: 'ranking', model };
}

/** Stands before the page of a unit, whose path would take its name for a unit's. */
export const COMPARE_PAGES: readonly PageRoute[] = [
  {
    method: 'GET',
    path: paths.compareUnits(),
    permission: 'compareUnits',
    audit: null,
    handler: showComparison,
  },
];
