import { newId } from '../db/ids.ts';
import { findKeys, insertNewNotices, type NoticeRow } from '../db/notice-store.ts';
import { streamReminded } from '../db/reminder-queries.ts';
import { readSetting, writeSetting } from '../db/setting-store.ts';
import { type TaskRow, taskOf } from '../db/task-store.ts';
import { addWorkingDays } from '../domain/calendar.ts';
import type { Day, When } from '../domain/day.ts';
import type { Audience } from '../domain/notices.ts';
import { type OwedReminder, remindersOwed } from '../domain/reminders.ts';
import type { House } from './house.ts';
import { type Addressee, addresseesOf } from './notices-of.ts';

const BATCH = 500;
const SINCE = 'reminders.since';

const TO_UNIT: Audience = { side: 'lead', roles: ['unitClerk'], handlerFirst: true };
const TO_HEAD: Audience = { side: 'lead', roles: ['unitHead'], handlerFirst: false };

/** A reminder to one person through one channel, before it is written. */
export type Owed = { task: TaskRow; reminder: OwedReminder; to: Addressee; channel: 'program' | 'mail' };

/** For which day, from which day on, and whether mail can go out. */
type Asked = { today: Day; since: Day; mailOn: boolean };

/** To the handler, else the clerks; once overdue to the head too; the monitor sees it in the program. */
function recipients(house: House, row: TaskRow, { overdue }: OwedReminder): [Addressee, boolean][] {
  const task = taskOf(row);
  const audiences = overdue ? [TO_UNIT, TO_HEAD] : [TO_UNIT];
  const told = audiences.flatMap((audience) => addresseesOf(house, task, audience));
  const urged = new Map(told.map((to) => [to.username, to]));
  const monitor = task.monitor === null ? undefined : house.directory.person(task.monitor);
  const sees =
    monitor === undefined || monitor.disabled || urged.has(monitor.username)
      ? []
      : [{ username: monitor.username, unit: task.assigner }];
  return [
    ...[...urged.values()].map((to): [Addressee, boolean] => [to, true]),
    ...sees.map((to): [Addressee, boolean] => [to, false]),
  ];
}

function owedFor(house: House, row: TaskRow, { today, since, mailOn }: Asked): Owed[] {
  const { reminders, remindersFrom } = house.policyOf(row.assigner);
  const notBefore = remindersFrom !== null && remindersFrom > since ? remindersFrom : since;
  const policy = { ...reminders, since: notBefore };
  return remindersOwed(taskOf(row), today, house.calendar(), policy, new Set()).flatMap((reminder) =>
    recipients(house, row, reminder).flatMap(([to, byMail]): Owed[] => {
      const hasMail = mailOn && byMail && (house.directory.person(to.username)?.mail ?? null) !== null;
      const program: Owed = { task: row, reminder, to, channel: 'program' };
      return hasMail ? [program, { ...program, channel: 'mail' }] : [program];
    }),
  );
}

function keyOf({ task, reminder, to, channel }: Owed): string {
  return `${task._id}:${reminder.rung}:${reminder.day}:${to.username}:${channel}`;
}

/** From which day on reminders are owed: the day of the first run of this database. */
async function sinceOf(house: House, today: Day): Promise<Day> {
  return (await readSetting<Day>(house.connection, SINCE)) ?? today;
}

/** No deadline after this day has a rung on the day itself, or on the working day before a rest day. */
function horizonOf({ directory, calendar }: House, today: Day): Day {
  return addWorkingDays(calendar(), today, directory.earliestReminder() + 1);
}

/** What is owed on a day and not yet in the outbox, in batches. */
async function* owedBatches(house: House, today: Day, mailOn: boolean): AsyncGenerator<Owed[]> {
  const asked = { today, since: await sinceOf(house, today), mailOn };
  let batch: Owed[] = [];
  for await (const row of streamReminded(house.connection, horizonOf(house, today))) {
    batch.push(...owedFor(house, row, asked));
    if (batch.length < BATCH) continue;
    yield await unsent(house, batch);
    batch = [];
  }
  yield await unsent(house, batch);
}

async function unsent(house: House, batch: readonly Owed[]): Promise<Owed[]> {
  const there = await findKeys(house.connection, batch.map(keyOf));
  return batch.filter((owed) => !there.has(keyOf(owed)));
}

/** What would go out on a day, without writing anything; by mail only while mail is on. */
export async function remindersOn(house: House, day: Day, mailOn: boolean): Promise<Owed[]> {
  return (await Array.fromAsync(owedBatches(house, day, mailOn))).flat();
}

/** What the sentence of a reminder is filled with. */
export function paramsOf({ task, reminder }: Pick<Owed, 'task' | 'reminder'>): NoticeRow['params'] {
  return { content: task.content.slice(0, 200), due: task.current.day, days: reminder.days };
}

function noticeOf(owed: Owed, when: When): NoticeRow {
  const { task, reminder, to, channel } = owed;
  return {
    _id: newId(),
    key: keyOf(owed),
    person: to.username,
    unit: to.unit,
    task: task._id,
    code: task.code,
    kind: reminder.rung,
    day: reminder.day,
    channel,
    params: paramsOf(owed),
    createdAt: when.now,
    readAt: null,
    state: channel === 'mail' ? 'waiting' : 'sent',
    attempts: 0,
    leasedUntil: null,
    sentAt: channel === 'mail' ? null : when.now,
    error: null,
  };
}

/**
 * Puts what is owed today into the outbox; gives how many notices were new. It may run twice, late, or on two machines
 * at once: the key makes each exactly once. While mail is off nothing waits for it to be on.
 */
export async function oweReminders(house: House, when: When, mailOn: boolean): Promise<number> {
  await writeSetting(house.connection, SINCE, await sinceOf(house, when.today));
  let written = 0;
  for await (const batch of owedBatches(house, when.today, mailOn)) {
    written += await insertNewNotices(
      house.connection,
      batch.map((owed) => noticeOf(owed, when)),
    );
  }
  return written;
}
