import type { Outcome } from '../../app/outcome.ts';
import { hintsFor } from '../../domain/deadline.ts';
import type { Deadline } from '../../domain/task.ts';
import { hintWords, reasonOfDeadline } from '../../present/deadline-words.ts';
import type { Understood } from '../../present/form-fields.ts';
import { formatFullDay } from '../../present/format.ts';
import { firstOf, type Visit } from '../visit.ts';

/** How a typed deadline is understood, shown beneath it; null where it isn't. */
export function understoodOf({ t, house, when }: Visit, read: Outcome<Deadline>): Understood | null {
  if (!read.ok) return null;
  const { day } = read.value;
  const reason = reasonOfDeadline(read.value, t);
  if (day === null) return { day: t('standing.noDeadline'), reason, hints: [] };
  const hints = hintsFor(day, { calendar: house.calendar(), today: when.today });
  return { day: formatFullDay(day, t), reason, hints: hintWords(hints, t) };
}

/** What the form shows of a typed deadline: how it was understood, and, where that was asked for, why it wasn't. */
export function withDeadline(visit: Visit, read: Outcome<Deadline>): Visit {
  if (firstOf(visit.form, 'step') !== 'understand' || read.ok || !('faults' in read)) return visit;
  return { ...visit, faults: [...visit.faults, ...read.faults] };
}
