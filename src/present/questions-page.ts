import type { Day } from '../domain/day.ts';
import type { Period } from '../domain/period.ts';
import { type Asked, QUESTIONS } from '../domain/questions.ts';
import { paths } from '../paths.ts';
import type { FigureReader } from './figures-page.ts';
import { formatDay } from './format.ts';
import { periodLinks, periodWords } from './period-words.ts';

/** What the page rests on. */
export type QuestionFacts = {
  period: Period;
  end: Day;
  whole: boolean;
  asked: readonly Asked[];
  tasks: ReadonlyMap<string, { code: string; content: string }>;
};

/** So many tasks are shown of one question about one unit, and so many units of one question. */
const TASKS = 8;
const UNITS = 15;

function itemOf({ name, unit, tasks, among }: Asked, facts: QuestionFacts, reader: FigureReader) {
  const { t, unitName } = reader;
  const shown = tasks.slice(0, TASKS);
  const { from, to } = facts.period;
  const list = { role: 'lead', basis: 'original', dueFrom: from, dueTo: to };
  return {
    unit: unit === null ? null : unitName(unit),
    text: t(`question.${name}.found`, { n: tasks.length, among }),
    tasks: shown.map((id) => ({
      href: paths.task(id),
      code: facts.tasks.get(id)?.code ?? '',
      content: facts.tasks.get(id)?.content ?? '',
    })),
    more: tasks.length > TASKS ? t('question.more', { n: tasks.length - TASKS }) : null,
    all: unit === null ? null : paths.tasks({ unit, ...list }),
  };
}

/** Each question with those about whom it may be asked; without any of them it isn't shown. */
export function questionsModel(facts: QuestionFacts, reader: FigureReader) {
  const { t, today } = reader;
  const { period, end, asked } = facts;
  return {
    back: { href: paths.rankings({ period: period.text }), text: t('score.title') },
    about: t('question.about', { period: periodWords(period, t), day: formatDay(end) }),
    periods: periodLinks(period, today, (one) => paths.questions({ period: one }), t),
    part: facts.whole ? null : t('question.part', { n: facts.tasks.size }),
    questions: QUESTIONS.flatMap(({ name }) => {
      const mine = asked.filter((one) => one.name === name);
      if (mine.length === 0) return [];
      return [
        {
          title: t(`question.${name}.title`),
          why: t(`question.${name}.why`),
          items: mine.slice(0, UNITS).map((one) => itemOf(one, facts, reader)),
          more: mine.length > UNITS ? t('question.moreUnits', { n: mine.length - UNITS }) : null,
        },
      ];
    }),
  };
}
