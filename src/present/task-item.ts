import type { ItemRow } from '../db/task-store.ts';
import type { ActionName } from '../domain/actions.ts';
import type { WorkingCalendar } from '../domain/calendar.ts';
import type { Day } from '../domain/day.ts';
import type { Actor } from '../domain/post.ts';
import type { TaskInList } from '../domain/task.ts';
import { paths } from '../paths.ts';
import type { TaskItem } from './components.ts';
import { formatDay, formatNumber } from './format.ts';
import { originalDeadlineWords, standingWords } from './standing-words.ts';
import { actionsOf, type Names } from './task-json.ts';
import type { Reader } from './words.ts';

/** What every view of tasks is told of its reader and the day. */
export type TaskReader = Reader & {
  names: Names;
  actor: Actor;
  today: Day;
  calendar: WorkingCalendar;
};

/** The one next step of a task for whoever holds it, by the order in which work goes on. */
const NEXT: readonly ActionName[] = [
  'acknowledge',
  'verify',
  'approveExtension',
  'overrule',
  'resume',
  'submit',
];

/** The next step for this actor, null when somebody else is to act. */
export function nextStep(task: TaskInList, { actor, names }: TaskReader): ActionName | null {
  return actionsOf(task, actor, names, NEXT)[0] ?? null;
}

/** A task as a row of a list or a desk. */
export function taskItem(row: ItemRow, task: TaskInList, reader: TaskReader): TaskItem {
  const { t, names, today, calendar, language } = reader;
  const next = nextStep(task, reader);
  return {
    href: paths.task(task.id),
    code: task.code,
    content: task.content,
    notation: row.index.notation,
    lead: names.unit(task.lead)?.name ?? task.lead,
    deadline: task.current.day === null ? t('standing.noDeadline') : formatDay(task.current.day),
    original: originalDeadlineWords(task, t),
    standing: standingWords(task, { basis: 'current', today, calendar }, t),
    progress: `${formatNumber(task.progress, language)} %`,
    changed: formatDay(row.changedAt.slice(0, 10)),
    next: next === null ? null : { href: paths.action(task.id, next), text: t(`action.${next}`) },
  };
}
