import { addDays, type Day } from './day.ts';
import { type Period, periodOf, previousPeriod } from './period.ts';

/** The kinds of period that are reported on, by how many months they have. */
export const REPORTED = { month: 1, quarter: 3, half: 6, year: 12 } as const;

type Kind = keyof typeof REPORTED;

/** On which day after the end of a period its report is made, from 1. */
export type ReportPolicy = Readonly<Record<Kind, number>>;

/** A period of which the report is due, and the last day of the ledger that it rests on. */
export type ReportDue = { period: Period; cutoff: Day };

/** The last period of so many months that was over at the end of a day. */
function lastEnded(day: Day, months: number): Period | null {
  const next = addDays(day, 1);
  const year = Number(next.slice(0, 4));
  const running = periodOf(year, months, Math.ceil(Number(next.slice(5, 7)) / months));
  return running === null ? null : previousPeriod(running);
}

/**
 * The reports that must be there by a day, the shortest period first: of each kind the one of the last period whose day
 * has come; what was missed before that is not made up for. Each rests on the ledger up to the end of the day before its
 * own, so that it is the same whether it is made in time or late.
 */
export function reportsDue(today: Day, policy: ReportPolicy): ReportDue[] {
  return (Object.keys(REPORTED) as Kind[]).flatMap((kind) => {
    const period = lastEnded(addDays(today, -policy[kind]), REPORTED[kind]);
    return period === null ? [] : [{ period, cutoff: addDays(period.to, policy[kind] - 1) }];
  });
}
