import { ballOf } from '../domain/ball.ts';
import { type WorkingCalendar, workingDaysBetween } from '../domain/calendar.ts';
import { type Day, daysBetween } from '../domain/day.ts';
import { deadlineUnder, type Judged, type Standing, standingOf } from '../domain/standing.ts';
import type { Basis, Hold, Task } from '../domain/task.ts';
import { daysWords, workingDaysWords } from './count-words.ts';
import { formatDay, formatShortDay } from './format.ts';
import type { Translate } from './words.ts';

/** Which colour goes with a standing; never without its mark and words. */
export type Tone = 'bad' | 'warn' | 'good' | 'plain';

/** A standing as it is shown everywhere. */
export type StandingWords = { mark: string; text: string; tone: Tone };

/** What the words rest on: the task, by which deadline, on which day. */
export type StandingFacts = Judged & Pick<Task, 'extension'>;
export type StandingDay = { basis: Basis; today: Day; calendar: WorkingCalendar };

const MARKS: Record<Standing, { mark: string; tone: Tone }> = {
  overdue: { mark: '●', tone: 'bad' },
  dueToday: { mark: '◐', tone: 'warn' },
  dueSoon: { mark: '◐', tone: 'warn' },
  inTime: { mark: '○', tone: 'plain' },
  doneOnTime: { mark: '✓', tone: 'good' },
  doneLate: { mark: '✓', tone: 'plain' },
  noDeadline: { mark: '○', tone: 'plain' },
  notCounted: { mark: '–', tone: 'plain' },
};

/** Working days late, or calendar days where only rest days have passed. */
function lateWords(due: Day, on: Day, calendar: WorkingCalendar, t: Translate): string {
  const working = workingDaysBetween(calendar, due, on);
  return working > 0 ? workingDaysWords(working, t) : daysWords(daysBetween(due, on), t);
}

function closedText(task: StandingFacts, due: Day | null, calendar: WorkingCalendar, t: Translate): string {
  if (task.state !== 'verified' || due === null || task.submittedOn === null) return t(`state.${task.state}`);
  const early = daysBetween(task.submittedOn, due);
  if (early > 0) return t('time.doneEarly', { days: daysWords(early, t) });
  if (early === 0) return t('standing.doneOnTime');
  return t('time.doneLate', { days: lateWords(due, task.submittedOn, calendar, t) });
}

function clockText(due: Day | null, judged: Day, calendar: WorkingCalendar, t: Translate): string {
  if (due === null) return t('standing.noDeadline');
  const left = daysBetween(judged, due);
  if (left < 0) return t('time.overdue', { days: lateWords(due, judged, calendar, t) });
  if (left === 0) return t('standing.dueToday');
  const days = daysWords(left, t);
  const working = workingDaysBetween(calendar, judged, due);
  // Where every day left is a working day, the second figure would only repeat the first.
  if (left > 7 || working === left) return t('time.left', { days });
  return t('time.leftSoon', { days, working: workingDaysWords(working, t) });
}

function sinceOf(holds: readonly Hold[], kind: Hold['kind'], today: Day): Day {
  return holds.find((hold) => hold.kind === kind && hold.toSeq === null)?.from ?? today;
}

function dayWords(day: Day, today: Day): string {
  return day.slice(0, 4) === today.slice(0, 4) ? formatShortDay(day) : formatDay(day);
}

/** What the task waits for besides its deadline; null when the unit simply works on it. */
function waitText({ state, holds, extension }: StandingFacts, today: Day, t: Translate): string | null {
  if (state === 'suspended') {
    return t('time.suspended', { day: dayWords(sinceOf(holds, 'suspended', today), today) });
  }
  if (state === 'submitted' || state === 'declined') {
    const since = sinceOf(holds, state, today);
    const days = daysBetween(since, today);
    if (days <= 0) return t(`time.${state}Today`);
    return t(`time.${state}`, { days: daysWords(days, t), day: dayWords(since, today) });
  }
  return extension === null ? null : t('time.extensionWaits');
}

/**
 * Standing and time in words (pages.md, "Words of standing and time"). While the ball is with the assigner the words
 * say what it waits for; what was overdue when it went there stays overdue, and says so first.
 */
export function standingWords(
  task: StandingFacts,
  { basis, today, calendar }: StandingDay,
  t: Translate,
): StandingWords {
  const standing = standingOf(task, basis, today);
  const due = deadlineUnder(task, basis);
  const ball = ballOf(task);
  if (ball.with === null) return { ...MARKS[standing], text: closedText(task, due, calendar, t) };
  const clock = clockText(due, ball.since ?? today, calendar, t);
  const wait = waitText(task, today, t);
  if (wait === null) return { ...MARKS[standing], text: clock };
  if (standing === 'overdue' || ball.with === 'unit') {
    return {
      ...MARKS[standing],
      text: t('time.both', { clock, wait: `${wait.slice(0, 1).toLowerCase()}${wait.slice(1)}` }),
    };
  }
  return { mark: '◇', tone: 'plain', text: wait };
}

/** `hạn ban đầu 30/06/2026`, to stand beside a current deadline that differs; null where it doesn't. */
export function originalDeadlineWords(task: Pick<Task, 'original' | 'current'>, t: Translate): string | null {
  const { original, current } = task;
  if (original.day === null || original.day === current.day) return null;
  return t('time.originalDeadline', { day: formatDay(original.day) });
}
