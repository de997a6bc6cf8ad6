import { type Months, readMonths } from '../../app/read-months.ts';
import { paths } from '../../paths.ts';
import { formFields } from '../../present/form-fields.ts';
import { type MonthsFacts, monthsModel, monthsQuery } from '../../present/months-page.ts';
import { firstOf, type Page, type PageRoute, type Visit } from '../visit.ts';
import { boardAsked } from './board-asked.ts';
import { unusable } from './statistics-pages.ts';

/** What the page and its chart show, by the same address; null where there is no such period or group. Throws NotFound. */
export async function monthsFacts(visit: Visit): Promise<MonthsFacts | null> {
  const { house, t, language, when, query } = visit;
  const shown = boardAsked(visit);
  if (shown === null) return null;
  const unit = firstOf(query, 'unit') || null;
  const found = await readMonths(house, { ...shown, unit }, visit.identity().actor, when);
  if (!found.ok) return null;
  const { assigner, units, months }: Months = found.value;
  const looked = units.find(({ code }) => code === unit) ?? null;
  return { language, t, shown, assigner, units, unit: looked, months, today: when.today };
}

/** The choice of one unit, which keeps all else that was chosen. */
function unitForm({ t }: Visit, { shown, units, unit }: MonthsFacts) {
  const options = [
    { value: '', text: t('reading.months.choose') },
    ...units.map(({ code, name }) => ({ value: code, text: name, lang: 'vi' })),
  ];
  const f = formFields(t, { unit: unit?.code ?? '' }, []);
  const kept = monthsQuery({ ...shown, unit: null });
  return {
    action: paths.months(),
    hidden: Object.entries(kept).map(([name, value]) => ({ name, value })),
    field: f.select('unit', { label: t('statistics.unit'), options }),
  };
}

async function showMonths(visit: Visit): Promise<Page> {
  const facts = await monthsFacts(visit);
  if (facts === null) return unusable(visit, paths.months());
  const choice = facts.units.length < 2 ? null : unitForm(visit, facts);
  const model = { ...monthsModel(facts), choice };
  return { view: 'months', title: visit.t('reading.months.title'), place: 'statistics', model };
}

/** The board of statistics month by month. */
export const MONTHS_PAGES: readonly PageRoute[] = [
  { method: 'GET', path: paths.months(), permission: 'readStatistics', audit: null, handler: showMonths },
];
