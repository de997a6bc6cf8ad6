import type { Day } from '../domain/day.ts';
import type { DeadlineHint } from '../domain/deadline.ts';
import type { DeadlineRule, LengthRule, RecurringRule, WorkingDaysRule } from '../domain/deadline-rule.ts';
import type { Deadline } from '../domain/task.ts';
import { formatDay, formatWeekday } from './format.ts';
import type { Translate } from './words.ts';

const ROMAN = ['I', 'II', 'III', 'IV'] as const;
/** As many days off as a sentence names. */
const MOST_DAYS = 10;

const PARTS = { start: 'deadline.of.start', middle: 'deadline.of.middle', end: 'deadline.of.end' } as const;
const DUE_PARTS = {
  start: 'deadline.due.start',
  middle: 'deadline.due.middle',
  end: 'deadline.due.end',
} as const;
const HINTS: Record<DeadlineHint, string> = {
  restDay: 'deadline.hint.restDay',
  expectedRestDay: 'deadline.hint.expectedRestDay',
  past: 'deadline.hint.past',
};
const LENGTHS = {
  workingDays: ['deadline.length.workingDays.one', 'deadline.length.workingDays.other'],
  days: ['deadline.length.days.one', 'deadline.length.days.other'],
  weeks: ['deadline.length.weeks.one', 'deadline.length.weeks.other'],
  months: ['deadline.length.months.one', 'deadline.length.months.other'],
  years: ['deadline.length.years.one', 'deadline.length.years.other'],
} as const;
const EVERY = {
  day: ['deadline.every.day.one', 'deadline.every.day.other'],
  week: ['deadline.every.week.one', 'deadline.every.week.other'],
  month: ['deadline.every.month.one', 'deadline.every.month.other'],
  quarter: ['deadline.every.quarter.one', 'deadline.every.quarter.other'],
  year: ['deadline.every.year.one', 'deadline.every.year.other'],
} as const;

function numbered(t: Translate, [one, other]: readonly [string, string], n: number): string {
  return t(n === 1 ? one : other, { n });
}

/** `27/4`, with its year where that is not the one of the sentence. */
function shortDay(day: Day, year: string): string {
  const [y, month, date] = day.split('-');
  return `${Number(date)}/${Number(month)}${y === year ? '' : `/${y}`}`;
}

function listDays(t: Translate, days: readonly Day[], year: string): string {
  const short = days.map((day) => shortDay(day, year));
  if (short.length > MOST_DAYS) {
    return t('deadline.andMore', {
      first: short.slice(0, MOST_DAYS).join(', '),
      n: short.length - MOST_DAYS,
    });
  }
  const last = short.at(-1) ?? '';
  return short.length < 2 ? last : t('deadline.and', { first: short.slice(0, -1).join(', '), last });
}

/** A period's name: `quý III/2026`. */
function periodName(t: Translate, period: string): string {
  const [year = '', part = ''] = period.split('-');
  if (part === '') return t('deadline.period.year', { year });
  if (part === 'H1') return t('deadline.period.half1', { year });
  if (part === 'H2') return t('deadline.period.half2', { year });
  if (!part.startsWith('Q')) return t('deadline.period.month', { n: Number(part), year });
  return t('deadline.period.quarter', { n: ROMAN[Number(part.slice(1)) - 1] ?? part, year });
}

function countedSentence(t: Translate, day: string, rule: WorkingDaysRule | LengthRule): string {
  const length = numbered(t, LENGTHS[rule.kind], rule.count);
  const year = rule.from.slice(0, 4);
  let sentence = t('deadline.counted', { day, length, from: formatDay(rule.from) });
  if (rule.kind !== 'workingDays') return sentence;
  const { skipped, worked } = rule;
  if (skipped.length > 0) sentence = t('deadline.skipped', { sentence, days: listDays(t, skipped, year) });
  return worked.length > 0 ? t('deadline.worked', { sentence, days: listDays(t, worked, year) }) : sentence;
}

function lengthSentence(t: Translate, day: Day, full: string, rule: LengthRule): string {
  const sentence = countedSentence(t, full, rule);
  return rule.end === day ? sentence : t('deadline.moved', { sentence, end: formatDay(rule.end) });
}

function recurringSentence(t: Translate, rule: RecurringRule): string {
  if (rule.every === 'always') return t('deadline.recurring.always');
  const every = numbered(t, EVERY[rule.every], rule.interval);
  if (rule.at !== null) return t('deadline.recurring.due', { every, due: t(DUE_PARTS[rule.at]) });
  if (rule.day === null) return t('deadline.recurring', { every });
  const on = rule.month === null ? rule.day : `${rule.day}/${rule.month}`;
  const due = t(rule.beforeMeansDayBefore === null ? 'deadline.due.on' : 'deadline.due.before', { on });
  return t('deadline.recurring.due', { every, due });
}

/** The sentence for a day that stands in the words; null where there is nothing to say. */
function daySentence(t: Translate, day: string, rule: DeadlineRule): string | null {
  switch (rule.kind) {
    case 'written':
      if (rule.clock !== null) return t('deadline.clock', { day, clock: rule.clock });
      return rule.since === null ? null : t('deadline.written', { day });
    case 'before': {
      const key = rule.beforeMeansDayBefore ? 'deadline.before.dayBefore' : 'deadline.before.sameDay';
      return t(key, { day, written: formatDay(rule.written) });
    }
    case 'part':
      return t(PARTS[rule.at], { day, period: periodName(t, rule.of) });
    case 'period':
      return t(PARTS.end, { day, period: periodName(t, rule.of) });
    case 'stretch':
      return t('deadline.stretch', { day });
    default:
      return null;
  }
}

/** The day at the head of a sentence. */
function spokenDay(day: Day, t: Translate): string {
  return `${formatWeekday(day, t)} ${formatDay(day)}`;
}

function sentenceOf(t: Translate, day: Day | null, rule: DeadlineRule): string | null {
  if (rule.kind === 'recurring') return recurringSentence(t, rule);
  if (day === null) return null;
  const full = spokenDay(day, t);
  if (rule.kind === 'workingDays') return countedSentence(t, full, rule);
  if (rule.kind in LENGTHS) return lengthSentence(t, day, full, rule as LengthRule);
  const sentence = daySentence(t, full, rule);
  const since = 'since' in rule ? rule.since : null;
  return sentence === null || since === null
    ? sentence
    : t('deadline.since', { sentence, since: formatDay(since) });
}

/**
 * How the day of a deadline was found, in one sentence: "thứ Hai 04/05/2026: 10 ngày làm việc kể từ ngày 15/04/2026,
 * vì 27/4, 30/4 và 1/5 là ngày nghỉ". Null when it was written as such, or there is none.
 */
export function explainDeadline(deadline: Deadline, t: Translate): string | null {
  const sentence = sentenceOf(t, deadline.day, deadline.rule as DeadlineRule);
  return sentence !== null && deadline.provisional ? t('deadline.provisional', { sentence }) : sentence;
}

/** The same sentence without the day, to stand beside it. */
export function reasonOfDeadline(deadline: Deadline, t: Translate): string | null {
  const explained = explainDeadline(deadline, t);
  if (explained === null || deadline.day === null) return explained;
  const day = `${spokenDay(deadline.day, t)}: `;
  return explained.startsWith(day) ? explained.slice(day.length) : explained;
}

/** What one should know of an understood day before it is taken, a sentence each. */
export function hintWords(hints: readonly DeadlineHint[], t: Translate): string[] {
  return hints.map((hint) => t(HINTS[hint]));
}
