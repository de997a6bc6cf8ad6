import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import calendars from '../seed/data/calendars.json' with { type: 'json' };
import { inTransaction } from '../src/db/connect.ts';
import { newId } from '../src/db/ids.ts';
import { moveTallies } from '../src/db/tally-store.ts';
import { insertTasks, type TaskRow } from '../src/db/task-store.ts';
import { type CalendarYear, createCalendar } from '../src/domain/calendar.ts';
import { chain, NO_EVENTS } from '../src/domain/chain.ts';
import { addDays, type Day } from '../src/domain/day.ts';
import type { Happening } from '../src/domain/event.ts';
import { fold } from '../src/domain/evolve.ts';
import type { Task } from '../src/domain/task.ts';
import { indexOf } from '../src/domain/task-index.ts';

const CALENDAR = createCalendar(calendars.years as unknown as CalendarYear[]);
const ASSIGNER = '384';
const LEAD = '384.NV';
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

function acknowledged(number: number, directive: string, today: Day): Task {
  const due = addDays(today, 30);
  const assigned: Happening = {
    type: 'assigned',
    data: {
      code: `${ASSIGNER}-${newId()}`,
      directive,
      group: null,
      parent: null,
      clause: null,
      content: `Báo cáo kết quả thực hiện nhiệm vụ số ${number} trên địa bàn huyện`,
      assigner: ASSIGNER,
      lead: LEAD,
      coordinating: [],
      deadline: {
        day: due,
        text: due,
        rule: { kind: 'written', clock: null, since: null },
        provisional: false,
      },
      weight: 1,
      monitor: '384.vanphong',
    },
  };
  const happenings: Happening[] = [assigned, { type: 'acknowledged', data: {} }];
  const stamp = { at: `${addDays(today, -3)}T03:00:00.000Z`, by: null };
  return fold(chain(newId(), NO_EVENTS, happenings, stamp, hash)) as Task;
}

/** Writes so many acknowledged tasks of a district's office, to be reported on once each; gives their ids. */
export async function fillReports(connection: Connection, count: number, today: Day): Promise<string[]> {
  const directive = await connection.collection('directives').findOne({});
  const paper = { notation: '1/UBND-NV', issuedOn: addDays(today, -3), subject: '', leadName: LEAD };
  const tasks = Array.from({ length: count }, (_, i) => acknowledged(i, String(directive?._id), today));
  const rows = tasks.map(({ id, ...task }) => ({
    _id: id,
    ...task,
    index: indexOf({ id, ...task }, paper, CALENDAR),
    changedAt: `${addDays(today, -3)}T03:00:00.000Z`,
    unsealed: false,
  }));
  await inTransaction(connection, async (session) => {
    await insertTasks(connection, session, rows as TaskRow[]);
    await moveTallies(
      connection,
      session,
      [],
      rows.flatMap(({ index }) => index.tallies),
    );
  });
  return tasks.map(({ id }) => id);
}
