import type { WorkingCalendar } from './calendar.ts';
import type { Day } from './day.ts';
import { foldText } from './fold-text.ts';
import { completedOn, daysLate } from './lateness.ts';
import { type Standing, settledStanding } from './standing.ts';
import { type Basis, isOpen, type Task } from './task.ts';

/** Sorts a task without a deadline behind all that have one. */
export const NO_DAY = '9999-12-31';

/** What is kept beside a task so that lists and boards are indexed queries; all of it follows from the task. */
export type TaskIndex = {
  open: boolean;
  /** Lead and coordinating units: whom the task concerns. */
  units: string[];
  /** Deadlines to sort by, `NO_DAY` without one. */
  dueCurrent: Day;
  dueOriginal: Day;
  /** The standing that no passing day changes; null while the unit's clock runs. */
  settledCurrent: Standing | null;
  settledOriginal: Standing | null;
  /** Working days late of a task that is done; null otherwise. */
  lateCurrent: number | null;
  lateOriginal: number | null;
  /** From which day on it is no longer open: its verified submission, or its closing. */
  endedOn: Day | null;
  /** The paper as lists show it, and the folded words by which the task is found. */
  notation: string;
  issuedOn: Day;
  words: string[];
};

/** What the index takes from the paper and the units. */
export type Surroundings = { notation: string; issuedOn: Day; subject: string; leadName: string };

/** The distinct folded words of texts, each at most 40 characters, at most 120 of them. */
export function wordsOf(texts: readonly (string | null)[]): string[] {
  const words = texts.flatMap((text) => (text === null ? [] : foldText(text).split(/[\s,;:()"“”.!?]+/u)));
  return [...new Set(words.filter((word) => word !== '').map((word) => word.slice(0, 40)))].slice(0, 120);
}

function endedOn(task: Task): Day | null {
  return task.state === 'verified' ? task.submittedOn : task.closedOn;
}

function lateUnder(task: Task, basis: Basis, calendar: WorkingCalendar): number | null {
  const done = completedOn(task);
  const due = basis === 'original' ? task.original.day : task.current.day;
  return done === null || due === null ? null : daysLate(task, basis, done, calendar);
}

/** The index of a task. Dates under both bases stand side by side, so that a board may choose. */
export function indexOf(task: Task, around: Surroundings, calendar: WorkingCalendar): TaskIndex {
  return {
    open: isOpen(task),
    units: [task.lead, ...task.coordinating],
    dueCurrent: task.current.day ?? NO_DAY,
    dueOriginal: task.original.day ?? NO_DAY,
    settledCurrent: settledStanding(task, 'current'),
    settledOriginal: settledStanding(task, 'original'),
    lateCurrent: lateUnder(task, 'current', calendar),
    lateOriginal: lateUnder(task, 'original', calendar),
    endedOn: endedOn(task),
    notation: around.notation,
    issuedOn: around.issuedOn,
    words: wordsOf([task.code, around.notation, task.clause, task.content, around.leadName]),
  };
}
