import { expectedRestDay, restDayReason, type WorkingCalendar } from './calendar.ts';
import { addDays, type Day, isDay } from './day.ts';
import { countDeadline, readCount } from './deadline-count.ts';
import { type Phrase, readPhrase } from './deadline-phrase.ts';
import { type Point, readPoint } from './deadline-point.ts';
import { readRecurring } from './deadline-recurring.ts';
import type { DeadlineRule } from './deadline-rule.ts';
import { normalizeText } from './fold-text.ts';

/** A deadline as it comes: words as people write them, a day, or none. */
export type DeadlineInput = string | { day: Day } | null;

/** Whether "trước ngày D" means that D minus one is the last day in time; the assigner decides. */
export type DeadlinePolicy = { beforeMeansDayBefore: boolean };

/**
 * What a deadline is understood by. `from` is the directive's date, or the day of an action whose words count from
 * then (contract.md, "Actions"); `signedOn` the directive's date where `from` is not, for "kể từ ngày ký" and as the
 * day that no deadline precedes.
 */
export type DeadlineContext = {
  from: Day;
  today: Day;
  calendar: WorkingCalendar;
  policy: DeadlinePolicy;
  signedOn?: Day;
};

/** `expectedRestDay`: worked until a notice confirms the day off. */
export type DeadlineHint = 'restDay' | 'expectedRestDay' | 'past';

/** A deadline as understood: `text` as written, in NFC; `rule` says how, and is kept in the ledger. */
export type Understood = {
  ok: true;
  day: Day | null;
  text: string | null;
  rule: DeadlineRule;
  provisional: boolean;
  recurring: boolean;
  hints: DeadlineHint[];
};

/** Why a deadline isn't taken, with the words it came in. */
export type DeadlineFault = {
  ok: false;
  code: 'deadlineEmpty' | 'deadlineNotUnderstood' | 'noSuchDay' | 'beforeDirective';
  words: string;
};

type Reading = { day: Day | null; rule: DeadlineRule; provisional: boolean };
type Refusal = DeadlineFault['code'];

const NOT_UNDERSTOOD = 'deadlineNotUnderstood';

function settled(day: Day, rule: DeadlineRule): Reading {
  return { day, rule, provisional: false };
}

function ruleOf(point: Point, clock: string | null): DeadlineRule {
  const { kind, since } = point;
  if (kind === 'day') return { kind: 'written', clock, since };
  return kind === 'part' ? { kind, at: point.at, of: point.of, since } : { kind, of: point.of, since };
}

/** "Trước ngày D"; with an hour it is D itself. A period has no "trước" that is sure. */
function beforePoint(point: Point, { beforeMeansDayBefore }: DeadlinePolicy): Reading | Refusal {
  if (point.kind === 'period') return NOT_UNDERSTOOD;
  const { day: written, since } = point;
  const day = beforeMeansDayBefore ? addDays(written, -1) : written;
  return settled(day, { kind: 'before', written, beforeMeansDayBefore, since });
}

/** A stretch ends on its last day; its beginning must be of the same kind, and not later. */
function readStretch(phrase: Phrase, opening: string, context: DeadlineContext): Reading | Refusal {
  const first = /^ngay \d{1,2}$/.test(opening) ? 'day' : readPoint(opening, false, context.from);
  const last = readPoint(phrase.body, false, context.from);
  if (first === 'noSuchDay' || last === 'noSuchDay') return 'noSuchDay';
  if (first === null || last === null || phrase.clock !== null) return NOT_UNDERSTOOD;
  const kind = first === 'day' ? first : first.kind;
  if ((kind === 'period') !== (last.kind === 'period')) return NOT_UNDERSTOOD;
  if (first !== 'day' && first.since === null && first.day > last.day) return NOT_UNDERSTOOD;
  return phrase.before
    ? beforePoint(last, context.policy)
    : settled(last.day, { kind: 'stretch', since: last.since });
}

function readOne(phrase: Phrase, context: DeadlineContext): Reading | Refusal {
  const { body, before, begins, within, clock } = phrase;
  const point = readPoint(body, within, context.from);
  if (point === 'noSuchDay') return point;
  if (point !== null) {
    if ((clock !== null && point.kind !== 'day') || (begins && point.kind === 'period'))
      return NOT_UNDERSTOOD;
    return before && clock === null
      ? beforePoint(point, context.policy)
      : settled(point.day, ruleOf(point, clock));
  }
  const { from, signedOn = from, calendar } = context;
  const count = before || begins || clock !== null ? null : readCount(body, { from, signedOn });
  if (count === null) return NOT_UNDERSTOOD;
  return count === 'noSuchDay' ? count : (countDeadline(calendar, count) ?? 'noSuchDay');
}

function readWords(text: string, context: DeadlineContext): Reading | Refusal {
  const phrase = readPhrase(text, context.from);
  if (phrase === null) return NOT_UNDERSTOOD;
  const { beforeMeansDayBefore } = context.policy;
  const recurring = phrase.opening === null ? readRecurring(phrase, beforeMeansDayBefore) : null;
  if (recurring === 'noSuchDay') return recurring;
  if (recurring !== null) return { day: null, rule: recurring, provisional: false };
  if (phrase.repeats) return NOT_UNDERSTOOD;
  return phrase.opening === null ? readOne(phrase, context) : readStretch(phrase, phrase.opening, context);
}

/** What one should know of an understood day: that it is a rest day, may become one, or is past. */
export function hintsFor(
  day: Day,
  { calendar, today }: Pick<DeadlineContext, 'calendar' | 'today'>,
): DeadlineHint[] {
  const hints: DeadlineHint[] = [];
  if (restDayReason(calendar, day) !== null) hints.push('restDay');
  if (expectedRestDay(calendar, day) !== null) hints.push('expectedRestDay');
  if (day < today) hints.push('past');
  return hints;
}

function judge(
  text: string,
  reading: Reading | Refusal,
  context: DeadlineContext,
): Understood | DeadlineFault {
  if (typeof reading === 'string') return { ok: false, code: reading, words: text };
  const { day } = reading;
  if (day !== null && !isDay(day)) return { ok: false, code: 'noSuchDay', words: text };
  if (day !== null && day < (context.signedOn ?? context.from))
    return { ok: false, code: 'beforeDirective', words: text };
  const hints = day === null ? [] : hintsFor(day, context);
  return { ok: true, text, ...reading, recurring: reading.rule.kind === 'recurring', hints };
}

/**
 * Understands a deadline as people write it, by the rules of design.md, section 4, and the Civil Code, articles 146
 * to 148, with accents or without. `null` is no deadline; recurring words keep their rule and have no day. Never
 * guesses: faults are `deadlineEmpty`, `deadlineNotUnderstood`, `noSuchDay`, `beforeDirective`.
 */
export function understandDeadline(
  input: DeadlineInput,
  context: DeadlineContext,
): Understood | DeadlineFault {
  if (input === null) {
    return {
      ok: true,
      day: null,
      text: null,
      rule: { kind: 'none' },
      provisional: false,
      recurring: false,
      hints: [],
    };
  }
  if (typeof input === 'object') {
    const { day } = input;
    if (!isDay(day)) return judge(day, 'noSuchDay', context);
    return judge(day, settled(day, { kind: 'written', clock: null, since: null }), context);
  }
  const text = normalizeText(input);
  return judge(text, text === '' ? 'deadlineEmpty' : readWords(text, context), context);
}
