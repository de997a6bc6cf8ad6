import type { Connection } from 'mongoose';
import type { WorkingCalendar } from '../domain/calendar.ts';
import type { Hash } from '../domain/chain.ts';
import type { PolicyInForce } from '../domain/policy.ts';
import type { Directory } from './directory.ts';

/** What every use case is handed: the database and what is kept in memory of it. Nothing here is a request's. */
export type House = {
  connection: Connection;
  directory: Directory;
  hash: Hash;
  /** The secret that signs access tokens. */
  jwtSecret: string;
  /** The policy of an assigner: what it decided last, the product's default until it does (design.md, section 4). */
  policyOf: (assigner: string) => PolicyInForce;
  calendar: () => WorkingCalendar;
};
