import { readFigures } from '../../app/read-figures.ts';
import { grantsOf } from '../../domain/permission.ts';
import { paths } from '../../paths.ts';
import type { Link } from '../../present/components.ts';
import { figuresModel, monthText } from '../../present/figures-page.ts';
import { formFields } from '../../present/form-fields.ts';
import { periodAsked } from '../../present/period-words.ts';
import { firstOf, type Page, type PageRoute, type Visit } from '../visit.ts';
import { FIGURE_ENTRY } from './figure-entry.ts';
import { figureReaderOf } from './figure-reader.ts';
import { unusable } from './statistics-pages.ts';

/** The ways from the ranking of a period to figures, adjustments and questions, for whoever may go there. */
export function figureLinks(visit: Visit, period: string): Link[] {
  const { t } = visit;
  const asks = grantsOf(visit.identity().actor, 'askQuestions').length > 0;
  return [
    { href: paths.figures({ period }), text: t('figure.title') },
    { href: paths.adjustments({ period }), text: t('adjustment.title') },
    ...(asks ? [{ href: paths.questions({ period }), text: t('question.title') }] : []),
  ];
}

async function showFigures(visit: Visit): Promise<Page> {
  const { house, query, when, t } = visit;
  const { actor } = visit.identity();
  const period = periodAsked(firstOf(query, 'period'), when.today);
  if (period === null) return unusable(visit, paths.figures());
  const outcome = await readFigures(house, { period: period.text }, actor, when);
  if (!outcome.ok) return unusable(visit, paths.figures());
  const mayEnter = grantsOf(actor, 'enterFigures').length > 0;
  const f = formFields(t, query, []);
  const choose = {
    criterion: f.text('criterion', { label: t('label.criterion'), width: 'half' }),
    month: f.text('month', {
      label: t('label.month'),
      hint: t('figure.monthHint'),
      width: 'day',
      value: monthText(when.today.slice(0, 7)),
    }),
  };
  const model = figuresModel(outcome.value, mayEnter, figureReaderOf(visit));
  return {
    view: 'figures',
    title: t('figure.title'),
    place: 'ranking',
    model: { ...model, choose: mayEnter ? choose : null },
  };
}

export const FIGURE_PAGES: readonly PageRoute[] = [
  { method: 'GET', path: paths.figures(), permission: 'readFigures', audit: null, handler: showFigures },
  ...FIGURE_ENTRY,
];
