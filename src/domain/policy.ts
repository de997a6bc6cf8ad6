import type { Day } from './day.ts';
import type { DeadlinePolicy } from './deadline.ts';
import type { ReminderPolicy } from './reminders.ts';
import type { ReportPolicy } from './report-due.ts';

/** What an assigner decides for its own tasks (design.md, sections 4, 7 and 8). */
export type Policy = {
  deadline: DeadlinePolicy;
  /** `before` is distinct and falls. */
  reminders: Omit<ReminderPolicy, 'since'>;
  /** For how many working days the lines of an opened edition may be disputed. */
  disputeDays: number;
  /** On which day after the end of a period its report is made. */
  reports: ReportPolicy;
};

/** The policy of every assigner until it decides otherwise. */
export const DEFAULT_POLICY: Policy = {
  deadline: { beforeMeansDayBefore: true },
  reminders: { before: [7, 3, 1], afterEvery: 3 },
  disputeDays: 5,
  reports: { month: 5, quarter: 7, half: 10, year: 15 },
};

/** Within which whole numbers an assigner decides; every month has the days on which a report is made. */
export const POLICY_BOUNDS = {
  before: { least: 1, most: 60 },
  beforeMany: { least: 1, most: 10 },
  afterEvery: { least: 1, most: 30 },
  disputeDays: { least: 1, most: 30 },
  report: { least: 1, most: 28 },
} as const;

/** A policy with the day from which its reminders are owed: those of the days before went out by another one. */
export type PolicyInForce = Policy & { remindersFrom: Day | null };

/** What is in force until an assigner decides. */
export const DEFAULT_IN_FORCE: PolicyInForce = { ...DEFAULT_POLICY, remindersFrom: null };

function remindersText({ reminders: { before, afterEvery } }: Policy): string {
  return [...before, afterEvery].join();
}

function policyText(policy: Policy): string {
  const { deadline, disputeDays, reports } = policy;
  const { month, quarter, half, year } = reports;
  const rest = [deadline.beforeMeansDayBefore, disputeDays, month, quarter, half, year];
  return [remindersText(policy), ...rest].join('|');
}

/** Whether two policies say the same. */
export function samePolicy(a: Policy, b: Policy): boolean {
  return policyText(a) === policyText(b);
}

/**
 * From which day the reminders of a policy are owed that takes the place of another on a day: a rung of an earlier day is
 * not, or a task would be reminded twice of what the other policy said already.
 */
export function remindersFrom(before: PolicyInForce, policy: Policy, today: Day): Day | null {
  return remindersText(before) === remindersText(policy) ? before.remindersFrom : today;
}
