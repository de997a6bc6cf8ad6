import type { Task } from '../domain/task.ts';
import { indexOf, type Surroundings, type TaskIndex } from '../domain/task-index.ts';
import { namesOf } from '../domain/unit.ts';
import type { House } from './house.ts';

/** What the paper gives to the index of its tasks; an index holds it too, as the paper was then. */
export type PaperOfTask = Omit<Surroundings, 'leadName'>;

/** What is kept beside a task for queries, with the calendar of the house as it is now and all names of its lead, so that
 * it is found by each of them. */
export function indexTask(house: House, task: Task, { notation, issuedOn }: PaperOfTask): TaskIndex {
  const lead = house.directory.unit(task.lead);
  const leadName =
    lead === undefined
      ? task.lead
      : namesOf(lead)
          .map(({ name }) => name)
          .join(' ');
  return indexOf(task, { notation, issuedOn, leadName }, house.calendar());
}
