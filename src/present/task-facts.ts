import { clockOf } from '../domain/lateness.ts';
import type { Task } from '../domain/task.ts';
import type { Facts } from './components.ts';
import { workingDaysWords } from './count-words.ts';
import { reasonOfDeadline } from './deadline-words.ts';
import { formatDay, formatFullDay } from './format.ts';
import type { TaskReader } from './task-item.ts';

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
