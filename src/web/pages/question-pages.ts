import { askQuestions } from '../../app/ask-questions.ts';
import { paths } from '../../paths.ts';
import { periodAsked } from '../../present/period-words.ts';
import { questionsModel } from '../../present/questions-page.ts';
import { firstOf, type Page, type PageRoute, type Visit } from '../visit.ts';
import { figureReaderOf } from './figure-reader.ts';
import { unusable } from './statistics-pages.ts';

async function showQuestions(visit: Visit): Promise<Page> {
  const { house, query, when, t } = visit;
  const period = periodAsked(firstOf(query, 'period'), when.today);
  if (period === null) return unusable(visit, paths.questions());
  const outcome = await askQuestions(house, { period: period.text }, visit.identity().actor, when);
  if (!outcome.ok) return unusable(visit, paths.questions());
  const model = questionsModel(outcome.value, figureReaderOf(visit));
  return { view: 'questions', title: t('question.title'), place: 'ranking', model };
}

export const QUESTION_PAGES: readonly PageRoute[] = [
  {
    method: 'GET',
    path: paths.questions(),
    permission: 'askQuestions',
    audit: null,
    handler: showQuestions,
  },
];
