import { newId } from '../db/ids.ts';
import type { NoticeRow } from '../db/notice-store.ts';
import type { When } from '../domain/day.ts';

/** What a notice in the program says, to whom and of what, that is of no task. */
export type Told = Pick<NoticeRow, 'key' | 'person' | 'unit' | 'code' | 'kind' | 'params'> &
  ({ edition: string } | { report: string });

/** A notice in the program: whoever it is for has it at once. */
export function programNotice(told: Told, { now, today }: When): NoticeRow {
  return {
    ...told,
    _id: newId(now),
    task: null,
    day: today,
    channel: 'program',
    createdAt: now,
    readAt: null,
    state: 'sent',
    attempts: 0,
    leasedUntil: null,
    sentAt: now,
    error: null,
  };
}
