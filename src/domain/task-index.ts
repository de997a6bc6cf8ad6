import type { WorkingCalendar } from './calendar.ts';
import type { Day } from './day.ts';
import { foldText } from './fold-text.ts';
import { runningTaskOf, writeRunningTask } from './running-task.ts';
import { type Standing, settledStanding } from './standing.ts';
import { type Tally, talliesOf } from './tally.ts';
import { type Basis, isOpen, type Task } from './task.ts';

/** Stands for a day that does not come: a task without a deadline sorts behind all, an open one has not ended. */
export const NO_DAY = '9999-12-31';

/** Raised with each change of a task or of what is kept beside it, so that a program brings older data up to date. */
export const TASK_SHAPE = 8;

/** In place of a standing that the passing days change. */
export const RUNNING = 'running' as const;

/** What is kept beside a task so that lists and boards are indexed queries; all of it follows from the task. */
export type TaskIndex = {
  open: boolean;
  /** Lead and coordinating units: whom the task concerns. */
  units: string[];
  /** Deadlines to sort by, `NO_DAY` without one. */
  dueCurrent: Day;
  dueOriginal: Day;
  /** The standing that no passing day changes; `RUNNING` while the unit's clock runs (null would not be covered). */
  settledCurrent: Standing | typeof RUNNING;
  settledOriginal: Standing | typeof RUNNING;
  /** What its score needs of it while the unit's clock runs under a deadline, as text; null for another. */
  runningCurrent: string | null;
  runningOriginal: string | null;
  /** Under what it is counted in the books; they move with it, in one transaction. */
  tallies: Tally[];
  /** From which day on it is no longer open: its verified submission, or its closing; `NO_DAY` while it is. */
  endedOn: Day;
  /** Whether a month that began after its deadline found it open, under either deadline. */
  carried: boolean;
  /** Since when the assigner owes an answer to what the unit asked last; `NO_DAY` when nothing waits. */
  waitsSince: Day;
  /** The paper as lists show it, and the folded words by which the task is found. */
  notation: string;
  issuedOn: Day;
  words: string[];
};

/** What the index takes from the paper and the units. */
export type Surroundings = { notation: string; issuedOn: Day; leadName: string };

/** The distinct folded words of texts, each at most 40 characters, at most 120 of them. */
export function wordsOf(texts: readonly (string | null)[]): string[] {
  const words = texts.flatMap((text) => (text === null ? [] : foldText(text).split(/[\s,;:()"“”.!?]+/u)));
  return [...new Set(words.filter((word) => word !== '').map((word) => word.slice(0, 40)))].slice(0, 120);
}

/** From which day on a task is no longer open, null while it is (contract.md, "Periods and buckets"). */
export function endedOn(task: Pick<Task, 'state' | 'submittedOn' | 'closedOn'>): Day | null {
  return task.state === 'verified' ? task.submittedOn : task.closedOn;
}

/** Periods begin with a month, so only a task that outlived the month of its deadline was ever carried into one. */
function isCarried(task: Task): boolean {
  const ended = endedOn(task) ?? NO_DAY;
  return [task.original.day, task.current.day].some(
    (due) => due !== null && due.slice(0, 7) < ended.slice(0, 7),
  );
}

/** The oldest of what waits for an answer: the submission or the refusal, and the extension. */
function waitsSince({ state, holds, extension }: Task): Day {
  const answered = state === 'submitted' || state === 'declined' ? state : null;
  const hold = holds.findLast(({ kind, toSeq }) => kind === answered && toSeq === null);
  return [hold?.from, extension?.on].reduce<Day>((a, b) => (b !== undefined && b < a ? b : a), NO_DAY);
}

function runningText(task: Task, basis: Basis, calendar: WorkingCalendar): string | null {
  const running = runningTaskOf(task, basis, calendar);
  return running === null ? null : writeRunningTask(running);
}

/** The index of a task. Dates under both bases stand side by side, so that a board may choose. */
export function indexOf(task: Task, around: Surroundings, calendar: WorkingCalendar): TaskIndex {
  return {
    open: isOpen(task),
    units: [task.lead, ...task.coordinating],
    dueCurrent: task.current.day ?? NO_DAY,
    dueOriginal: task.original.day ?? NO_DAY,
    settledCurrent: settledStanding(task, 'current') ?? RUNNING,
    settledOriginal: settledStanding(task, 'original') ?? RUNNING,
    runningCurrent: runningText(task, 'current', calendar),
    runningOriginal: runningText(task, 'original', calendar),
    tallies: talliesOf(task, calendar),
    endedOn: endedOn(task) ?? NO_DAY,
    carried: isCarried(task),
    waitsSince: waitsSince(task),
    notation: around.notation,
    issuedOn: around.issuedOn,
    words: wordsOf([task.code, around.notation, task.clause, task.content, around.leadName]),
  };
}
