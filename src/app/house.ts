import type { Connection } from 'mongoose';
import type { WorkingCalendar } from '../domain/calendar.ts';
import type { Hash } from '../domain/chain.ts';
import type { DeadlinePolicy } from '../domain/deadline.ts';
import type { ReminderPolicy } from '../domain/reminders.ts';
import type { ReportPolicy } from '../domain/report-due.ts';
import type { Directory } from './directory.ts';

/** What every use case is handed: the database and what is kept in memory of it. Nothing here is a request's. */
export type House = {
  connection: Connection;
  directory: Directory;
  hash: Hash;
  /** The secret that signs access tokens. */
  jwtSecret: string;
  /** The policy of an assigner; data, with one default (design.md, section 4). */
  policyOf: (assigner: string) => Policy;
  calendar: () => WorkingCalendar;
};

/** What an assigner decides for its own tasks. */
export type Policy = {
  deadline: DeadlinePolicy;
  reminders: Omit<ReminderPolicy, 'since'>;
  /** For how many working days the lines of an opened edition may be disputed. */
  disputeDays: number;
  /** On which day after the end of a period its report is made. */
  reports: ReportPolicy;
};
