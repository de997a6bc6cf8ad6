import type { Day } from './day.ts';
import type { Happening } from './event.ts';
import type { Task } from './task.ts';

/** What a fold needs of an event besides its data: its place, the day it fell on, and who did it. */
export type Step = { seq: number; on: Day; by: string | null };

/** The events after the first one. */
export type LaterType = Exclude<Happening['type'], 'assigned'>;

type DataOf = { [T in LaterType]: Extract<Happening, { type: T }>['data'] };

/** What an event of each of these types makes of a task. */
export type TaskFolds<Types extends LaterType = LaterType> = {
  readonly [T in Types]: (task: Task, data: DataOf[T], step: Step) => Task;
};

/** A later event, type and data paired. */
export type LaterEvent<T extends LaterType = LaterType> = { [K in T]: { type: K; data: DataOf[K] } }[T];
