import type { ItemRow } from '../db/task-store.ts';
import type { ActionName } from '../domain/actions.ts';
import type { WorkingCalendar } from '../domain/calendar.ts';
import type { Day } from '../domain/day.ts';
import { clockOf } from '../domain/lateness.ts';
import type { Actor } from '../domain/post.ts';
import type { Task, TaskInList } from '../domain/task.ts';
import { paths } from '../paths.ts';
import type { Facts, TaskItem } from './components.ts';
import { workingDaysWords } from './count-words.ts';
import { reasonOfDeadline } from './deadline-words.ts';
import { formatDay, formatFullDay, formatNumber } from './format.ts';
import { originalDeadlineWords, standingWords } from './standing-words.ts';
import { actionsOf, type Names } from './task-json.ts';
import type { Language, Translate } from './words.ts';

/** What every view of tasks is told of its reader and the day. */
export type TaskReader = {
  names: Names;
  actor: Actor;
  today: Day;
  calendar: WorkingCalendar;
  t: Translate;
  language: Language;
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

/** Actions that can't be undone by the same person; their page says so first. */
export const FINAL: readonly ActionName[] = ['verify', 'reassign', 'recall', 'discontinue'];

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

function deadlineFacts(task: Task, { t }: TaskReader): Facts['items'] {
  const plain = { href: null, data: false, note: null };
  const day = task.current.day;
  const extended = task.history.filter(({ kind }) => kind === 'approved' || kind === 'given').length;
  const reason = reasonOfDeadline(task.current, t);
  return [
    {
      ...plain,
      key: t('task.deadline'),
      value: day === null ? t('standing.noDeadline') : formatFullDay(day, t),
      note: task.current.provisional ? t('task.provisional') : null,
    },
    ...(reason === null ? [] : [{ ...plain, key: t('task.why'), value: reason }]),
    ...(task.original.day === null || task.original.day === day
      ? []
      : [
          {
            ...plain,
            key: t('task.original'),
            value: formatDay(task.original.day),
            note: extended === 0 ? null : t('task.extended', { n: extended }),
          },
        ]),
  ];
}

/** Deadline, progress, people and weight of a task, and where its time was. */
export function taskFacts(task: Task, reader: TaskReader): Facts {
  const { t, names, calendar, today } = reader;
  const plain = { href: null, note: null };
  const person = (username: string | null) =>
    username === null ? t('task.nobody') : (names.person(username)?.name ?? username);
  const clock = clockOf(task.holds, task.assignedOn, task.closedOn ?? today, calendar);
  return {
    items: [
      ...deadlineFacts(task, reader),
      { ...plain, key: t('task.progress'), value: `${task.progress} %`, data: false },
      { ...plain, key: t('task.handler'), value: person(task.handler), data: task.handler !== null },
      { ...plain, key: t('task.monitor'), value: person(task.monitor), data: task.monitor !== null },
      { ...plain, key: t('task.weight'), value: String(task.weight), data: false },
      {
        ...plain,
        key: t('task.clock'),
        value: t('task.clockWords', {
          unit: workingDaysWords(clock.unit, t),
          office: workingDaysWords(clock.assigner, t),
        }),
        data: false,
      },
    ],
  };
}
