import type { TaskReader } from '../../present/task-item.ts';
import type { Visit } from '../visit.ts';

/** What the views of tasks are told of this visit. */
export function readerOf(visit: Visit): TaskReader {
  return {
    names: visit.house.directory,
    actor: visit.identity().actor,
    today: visit.when.today,
    calendar: visit.house.calendar(),
    t: visit.t,
    language: visit.language,
  };
}
