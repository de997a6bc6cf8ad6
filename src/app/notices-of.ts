import { newId } from '../db/ids.ts';
import type { NoticeRow } from '../db/notice-store.ts';
import { dayOf } from '../domain/day.ts';
import type { ChainedEvent } from '../domain/event.ts';
import { AUDIENCES, type Audience } from '../domain/notices.ts';
import type { Task } from '../domain/task.ts';
import type { House } from './house.ts';

/** Who is meant: a person, and the unit for which they are told. */
export type Addressee = { username: string; unit: string };

function handlerOf(house: House, task: Task): Addressee[] {
  const handler = task.handler === null ? undefined : house.directory.person(task.handler);
  return handler === undefined || handler.disabled ? [] : [{ username: handler.username, unit: task.lead }];
}

function monitorOf(house: House, task: Task): Addressee[] {
  const monitor = task.monitor === null ? undefined : house.directory.person(task.monitor);
  return monitor === undefined || monitor.disabled
    ? []
    : [{ username: monitor.username, unit: task.assigner }];
}

function holding(
  house: House,
  unit: string,
  roles: Parameters<House['directory']['holding']>[1],
): Addressee[] {
  return house.directory.holding(unit, roles).map(({ username }) => ({ username, unit }));
}

/** The people of an audience of a task: the handler or the monitor stand for the others where they come first. */
export function addresseesOf(house: House, task: Task, audience: Audience): Addressee[] {
  switch (audience.side) {
    case 'lead': {
      const handler = audience.handlerFirst ? handlerOf(house, task) : [];
      return handler.length > 0 ? handler : holding(house, task.lead, audience.roles);
    }
    case 'coordinating':
      return task.coordinating.flatMap((unit) => holding(house, unit, audience.roles));
    case 'monitor':
      return monitorOf(house, task);
    case 'office': {
      const monitor = audience.monitorFirst ? monitorOf(house, task) : [];
      return monitor.length > 0 ? monitor : holding(house, task.assigner, ['officeStaff']);
    }
  }
}

function uniqueBy(addressees: readonly Addressee[]): Addressee[] {
  return [...new Map(addressees.map((addressee) => [addressee.username, addressee])).values()];
}

/**
 * The notices that events cause, one for each person; who did it is not told of it. Of a task that passes from one
 * unit to another both are told.
 */
export function noticesOf(
  house: House,
  before: Task | null,
  after: Task,
  events: readonly ChainedEvent[],
): NoticeRow[] {
  return events.flatMap((event) => {
    const tasks = event.type === 'reassigned' && before !== null ? [before, after] : [after];
    const audiences = AUDIENCES[event.type] ?? [];
    const told = uniqueBy(tasks.flatMap((task) => audiences.flatMap((a) => addresseesOf(house, task, a))));
    return told
      .filter(({ username }) => username !== event.by?.username)
      .map((addressee) => noticeOf(after, event, addressee));
  });
}

function noticeOf(task: Task, event: ChainedEvent, { username, unit }: Addressee): NoticeRow {
  const day = dayOf(event.at);
  return {
    _id: newId(event.at),
    key: `${task.id}:${event.type}:${event.seq}:${username}:program`,
    person: username,
    unit,
    task: task.id,
    code: task.code,
    kind: event.type,
    day,
    channel: 'program',
    params: { content: task.content.slice(0, 200), due: task.current.day },
    createdAt: event.at,
    readAt: null,
    state: 'sent',
    attempts: 0,
    leasedUntil: null,
    sentAt: event.at,
    error: null,
  };
}
