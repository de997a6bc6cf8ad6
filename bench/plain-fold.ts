import type { Connection } from 'mongoose';
import { type TaskRow, taskModel, taskOf } from '../src/db/task-store.ts';
import type { WorkingCalendar } from '../src/domain/calendar.ts';
import type { Day } from '../src/domain/day.ts';
import type { Period } from '../src/domain/period.ts';
import { type PublishedRow, publishRow } from '../src/domain/row.ts';
import type { Scheme } from '../src/domain/scheme.ts';
import { score } from '../src/domain/score.ts';
import { deadlineUnder, standingOf } from '../src/domain/standing.ts';
import { bucketOf, type Counts, emptyCounts } from '../src/domain/statistics.ts';
import type { Fact } from '../src/domain/sum-facts.ts';
import { isOpen } from '../src/domain/task.ts';
import { daysLateOf, factsOfTask } from '../src/domain/task-facts.ts';
import type { Unit } from '../src/domain/unit.ts';

/** Boards as they follow from every single task, without anything that is kept beside it. */
export type Folded = { rows: PublishedRow[]; counts: Map<string, Counts> };

/**
 * Reads every task of an assigner, one by one, and folds both boards from what the tasks themselves say; the kept
 * index is not looked at. What the boards over HTTP show must be equal to it.
 */
export async function foldAll(
  connection: Connection,
  setting: { assigner: string; period: Period; today: Day; calendar: WorkingCalendar; scheme: Scheme },
  units: readonly Unit[],
): Promise<Folded> {
  const { assigner, period, today, calendar, scheme } = setting;
  const facts: Fact[] = [];
  const counts = new Map(units.map(({ code }) => [code, emptyCounts()]));
  const cursor = taskModel(connection).find({ assigner }, { index: 0, content: 0 }).lean<TaskRow>().cursor();
  for await (const row of cursor) {
    const task = taskOf(row as never);
    const of = counts.get(task.lead);
    if (of === undefined) continue;
    const due = deadlineUnder(task, scheme.basis);
    const day = due ?? task.assignedOn;
    const within = period.from <= day && day <= period.to;
    const bucket = within ? bucketOf(standingOf(task, scheme.basis, today)) : null;
    if (bucket !== null) {
      of[bucket] += 1;
      of.total += 1;
    }
    const ended = task.state === 'verified' ? task.submittedOn : task.closedOn;
    if (due !== null && due < period.from && (ended === null || ended >= period.from)) {
      of.carriedIn += 1;
      if (isOpen(task)) of.carriedInOpen += 1;
    }
    for (const fact of factsOfTask(task, scheme, period, today, calendar)) {
      facts.push({ ...fact, daysLate: daysLateOf(fact, task.lead) });
    }
  }
  const scored = units.map(({ code, peerGroup, ownOffice }) =>
    ownOffice ? { code, group: null, reason: 'verifiesItself' as const } : { code, group: peerGroup },
  );
  return { rows: score(scheme, { units: scored, facts }).map(publishRow), counts };
}
