import type { TaskRow } from '../db/task-store.ts';
import type { WorkingCalendar } from '../domain/calendar.ts';
import { type Day, daysBetween } from '../domain/day.ts';
import { paths } from '../paths.ts';
import type { BoardRow } from './board-rows.ts';
import { daysWords } from './count-words.ts';
import { bucketHref, type Shown, type Whose } from './figure-links.ts';
import { type StandingWords, standingWords } from './standing-words.ts';
import type { Translate } from './words.ts';

/** Tasks that want attention: the longest overdue, and what has waited longest for the Office. */
export type AttentionFacts = {
  t: Translate;
  shown: Shown;
  overdue: readonly TaskRow[];
  waiting: readonly { row: TaskRow; since: Day }[];
  today: Day;
  calendar: WorkingCalendar;
};

type AttentionItem = { href: string; content: string; lead: string; standing: StandingWords };

export type BoardAttention = {
  overdue: AttentionItem[];
  most: { name: string; text: string; href: string | null }[];
  waiting: AttentionItem[];
};

/** How many units with most overdue tasks are named. */
const MOST = 3;

/** "Cần chú ý" of a board (pages.md): its tasks, and of several units those with most overdue, worst first in `rows`. */
export function boardAttention(
  { t, shown, today, calendar, overdue, waiting }: AttentionFacts,
  rows: readonly BoardRow[],
  nameOf: (unit: string) => string,
  whoseOf: (unit: string) => Whose | null,
): BoardAttention {
  const item = ({ _id, content, lead }: TaskRow, standing: StandingWords): AttentionItem => {
    return { href: paths.task(_id), content, lead: nameOf(lead), standing };
  };
  const most = rows.length < 2 ? [] : rows.filter(({ openOverdue }) => openOverdue > 0).slice(0, MOST);
  return {
    overdue: overdue.map((row) => item(row, standingWords(row, { basis: shown.basis, today, calendar }, t))),
    most: most.map(({ unit, openOverdue }) => {
      const whose = whoseOf(unit);
      return {
        name: nameOf(unit),
        text: t('statistics.overdueTasks', { n: openOverdue }),
        href: whose === null ? null : bucketHref(whose, 'openOverdue'),
      };
    }),
    waiting: waiting.map(({ row, since }) => {
      const text = t('statistics.waits', { days: daysWords(daysBetween(since, today), t) });
      return item(row, { mark: '◇', tone: 'plain', text });
    }),
  };
}
