import { addWorkingDays, type WorkingCalendar, workingDaysBetween } from './calendar.ts';
import { timesReturned } from './component-rules.ts';
import { type Day, daysBetween } from './day.ts';
import type { Task } from './task.ts';

/** A task as questions look at it, with what its directive and its submission say beside it. */
export type AskedTask = Pick<
  Task,
  | 'id'
  | 'lead'
  | 'directive'
  | 'clause'
  | 'history'
  | 'holds'
  | 'original'
  | 'submittedOn'
  | 'firstSubmittedOn'
  | 'assignedOn'
  | 'assignedSeq'
  | 'formerLeads'
> & {
  /** The directive's kind, as written, and its date. */
  kind: string;
  issuedOn: Day;
  /** The date of the document that the present submission names; null without one. */
  resultOn: Day | null;
};

/** What is asked about a whole period: its end, or the cutoff before it, and what is usual in it. */
export type Usual = {
  end: Day;
  calendar: WorkingCalendar;
  /** The middle one of the calendar days from assignment to deadline, by kind of directive, where there are enough. */
  days: ReadonlyMap<string, number>;
  /** How many tasks one clause has for one unit on one day. */
  parts: ReadonlyMap<string, number>;
};

/**
 * A pattern worth asking about, of each lead unit or of the Office: `asks` of a task, `among` which tasks it is looked for;
 * it is shown from `least` tasks on that are at least `percent` of those among which it was looked for.
 */
export type Question = {
  name: string;
  of: 'unit' | 'office';
  among: (task: AskedTask, usual: Usual) => boolean;
  asks: (task: AskedTask, usual: Usual) => boolean;
  least: number;
  percent: number;
};

/** The last working days of a period, in which much may be closed. */
const LAST_DAYS = 3;
/** Working days that the Office has to enter a paper; an ordinary one takes one, one of many tasks two. */
const ENTRY_DAYS = 2;
/** A kind of directive needs so many tasks before anything is usual of it. */
const LEAST_OF_KIND = 10;
/** A deadline is far beyond the usual at so many times it, and so many days more. */
const TIMES = 2;
const DAYS_MORE = 30;
/** From so many tasks on of one clause, unit and day one may ask whether one duty was split. */
const LEAST_PARTS = 3;
const MANY_RETURNS = 2;

const always = () => true;

/** The first day of assignment, whatever unit it was passed on to later. */
function firstDay({ history, assignedOn }: AskedTask): Day {
  return history[0]?.on ?? assignedOn;
}

/** Calendar days from assignment to the original deadline; null without one. */
function daysGiven(task: AskedTask): number | null {
  return task.original.day === null ? null : daysBetween(firstDay(task), task.original.day);
}

/** The deadline as it stood before the entry at `at` of the history. */
function dayBefore({ history, original }: AskedTask, at: number): Day | null {
  const moved = ['set', 'approved', 'given', 'corrected', 'completed'];
  return history.slice(0, at).findLast(({ kind }) => moved.includes(kind))?.day ?? original.day;
}

function asksOnLastDay(task: AskedTask): boolean {
  return task.history.some(({ kind, on }, at) => kind === 'requested' && on === dayBefore(task, at));
}

function partKey({ directive, clause, lead, assignedOn }: AskedTask): string {
  return `${directive}|${clause ?? ''}|${lead}|${assignedOn}`;
}

/** All questions, in the order in which the page shows them. */
export const QUESTIONS: readonly Question[] = [
  {
    name: 'closedAtEnd',
    of: 'unit',
    among: ({ submittedOn }, { end }) => submittedOn !== null && submittedOn <= end,
    asks: ({ submittedOn }, { end, calendar }) =>
      submittedOn !== null && submittedOn > addWorkingDays(calendar, end, -LAST_DAYS),
    least: 3,
    percent: 30,
  },
  { name: 'askedOnLastDay', of: 'unit', among: always, asks: asksOnLastDay, least: 1, percent: 0 },
  {
    name: 'resultAfter',
    of: 'unit',
    among: ({ submittedOn }) => submittedOn !== null,
    // A result is never dated after its own submission: what can be is that completion had been reported before it.
    asks: ({ resultOn, firstSubmittedOn: first }) => resultOn !== null && first !== null && resultOn > first,
    least: 1,
    percent: 0,
  },
  {
    name: 'longDeadline',
    of: 'unit',
    among: (task) => task.original.day !== null,
    asks: (task, { days }) => {
      const given = daysGiven(task);
      const usual = days.get(task.kind);
      return given !== null && usual !== undefined && given >= usual * TIMES && given >= usual + DAYS_MORE;
    },
    least: 1,
    percent: 0,
  },
  {
    name: 'split',
    of: 'unit',
    among: always,
    asks: (task, { parts }) => task.clause !== null && (parts.get(partKey(task)) ?? 0) >= LEAST_PARTS,
    least: LEAST_PARTS,
    percent: 0,
  },
  {
    name: 'lateEntry',
    of: 'office',
    among: always,
    asks: (task, { calendar }) => workingDaysBetween(calendar, task.issuedOn, firstDay(task)) > ENTRY_DAYS,
    least: 1,
    percent: 0,
  },
  {
    name: 'muchReturned',
    of: 'unit',
    among: always,
    asks: (task) => (timesReturned(task) ?? 0) >= MANY_RETURNS,
    least: 1,
    percent: 0,
  },
  {
    // Days late count from the last assignment (design.md, section 8): who is given a task back begins anew.
    name: 'givenBack',
    of: 'unit',
    among: always,
    asks: ({ lead, formerLeads }) => formerLeads.includes(lead),
    least: 1,
    percent: 0,
  },
];

function middle(sorted: readonly number[]): number {
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

/** What is usual among the tasks of a period that ends on a day. */
export function usualOf(tasks: readonly AskedTask[], end: Day, calendar: WorkingCalendar): Usual {
  const given = Map.groupBy(
    tasks.flatMap((task) => {
      const days = daysGiven(task);
      return days === null ? [] : [{ kind: task.kind, days }];
    }),
    ({ kind }) => kind,
  );
  const enough = [...given].filter(([, some]) => some.length >= LEAST_OF_KIND);
  const days = enough.map(([kind, some]): [string, number] => [
    kind,
    middle(some.map((one) => one.days).sort((a, b) => a - b)),
  ]);
  return { end, calendar, days: new Map(days), parts: countBy(tasks, partKey) };
}

/** One question about one unit, or about the Office (`unit` null): its tasks, and among how many. */
export type Asked = { name: string; unit: string | null; tasks: string[]; among: number };

/** What is worth asking about the tasks of a period that ends on a day; by question, then most tasks first. */
export function questionsOf(tasks: readonly AskedTask[], end: Day, calendar: WorkingCalendar): Asked[] {
  const usual = usualOf(tasks, end, calendar);
  const byUnit: [string | null, readonly AskedTask[]][] = [...Map.groupBy(tasks, ({ lead }) => lead)];
  return QUESTIONS.flatMap(({ name, of, among, asks, least, percent }) =>
    (of === 'unit' ? byUnit : [[null, tasks] as (typeof byUnit)[number]])
      .map(([unit, own]): Asked => {
        const looked = own.filter((task) => among(task, usual));
        const found = looked.filter((task) => asks(task, usual));
        return { name, unit, tasks: found.map(({ id }) => id), among: looked.length };
      })
      .filter((one) => one.tasks.length >= least && one.tasks.length * 100 >= one.among * percent)
      .sort((a, b) => b.tasks.length - a.tasks.length || ((a.unit ?? '') < (b.unit ?? '') ? -1 : 1)),
  );
}
