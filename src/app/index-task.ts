import type { Task } from '../domain/task.ts';
import { indexOf, type Surroundings, type TaskIndex } from '../domain/task-index.ts';
import type { House } from './house.ts';

/** What the paper gives to the index of its tasks; an index holds it too, as the paper was then. */
export type PaperOfTask = Omit<Surroundings, 'leadName'>;

/** What is kept beside a task for queries, with the names and the calendar of the house as they are now. */
export function indexTask(house: House, task: Task, { notation, issuedOn }: PaperOfTask): TaskIndex {
  const leadName = house.directory.unit(task.lead)?.name ?? task.lead;
  return indexOf(task, { notation, issuedOn, leadName }, house.calendar());
}
