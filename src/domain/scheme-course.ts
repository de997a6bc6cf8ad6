import { addDays, type Day } from './day.ts';
import { parsePeriod } from './period.ts';

/** The course of one version of a scheme: once approved it is never changed, only withdrawn or followed by another. */
export const SCHEME_STATES = ['draft', 'approved', 'withdrawn'] as const;

export type SchemeState = (typeof SCHEME_STATES)[number];

/** For which periods a scheme holds: those whose first day lies in it; without an end until another takes over. */
export type Span = { from: Day; to: Day | null };

/** The span of a scheme that holds from the first day of a period to the last day of another; null when it ends before. */
export function spanOfPeriods(from: string, to: string | null): Span | null {
  const first = parsePeriod(from);
  const last = to === null ? null : parsePeriod(to);
  if (first === null || (to !== null && last === null)) return null;
  if (last !== null && last.to < first.from) return null;
  return { from: first.from, to: last?.to ?? null };
}

/** Whether two spans have a day in common. */
export function overlap(a: Span, b: Span): boolean {
  return (a.to === null || b.from <= a.to) && (b.to === null || a.from <= b.to);
}

/** Whether a scheme holds for a period that begins on a day. */
export function holdsOn({ from, to }: Span, day: Day): boolean {
  return from <= day && (to === null || day <= to);
}

/**
 * What approving a scheme for a span means for those in force: one without an end, begun earlier, ends the day before;
 * any other that has a day in common stands in the way.
 */
export function takeOver<T extends Span>(
  span: Span,
  approved: readonly T[],
): { ends: { scheme: T; to: Day }[]; inTheWay: T[] } {
  const met = approved.filter((one) => overlap(one, span));
  const givesWay = (one: T) => one.to === null && one.from < span.from;
  return {
    ends: met.filter(givesWay).map((scheme) => ({ scheme, to: addDays(span.from, -1) })),
    inTheWay: met.filter((one) => !givesWay(one)),
  };
}
