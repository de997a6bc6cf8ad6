import { type Connection, Schema } from 'mongoose';
import type { Day, Moment } from '../domain/day.ts';
import type { Policy } from '../domain/policy.ts';
import type { Paper } from '../domain/task.ts';
import { modelOf } from './model.ts';

/** A policy as an assigner decided it, with who did, when and why. Rows are only added; the highest version holds. */
export type PolicyRow = {
  _id: string;
  assigner: string;
  /** 1 for the first of its assigner. */
  version: number;
  policy: Policy;
  /** From which day its reminders are owed. */
  remindersFrom: Day | null;
  reason: string;
  document: Paper | null;
  at: Moment;
  by: string;
};

export const policySchema = new Schema(
  {
    _id: String,
    assigner: String,
    version: Number,
    policy: Schema.Types.Mixed,
    remindersFrom: String,
    reason: String,
    document: Schema.Types.Mixed,
    at: String,
    by: String,
  },
  { collection: 'policies', versionKey: false, strict: 'throw', minimize: false },
);

policySchema.index({ assigner: 1, version: -1 }, { unique: true });

function policies(connection: Connection) {
  return modelOf<PolicyRow>(connection, 'Policy', policySchema);
}

/** Writes a version. A number that is there already throws code 11000: somebody was faster. */
export async function insertPolicy(connection: Connection, row: PolicyRow): Promise<void> {
  await policies(connection).collection.insertOne(row as never);
}

/** The versions of an assigner, the newest first, at most `limit`. */
export async function findPolicies(
  connection: Connection,
  assigner: string,
  limit: number,
): Promise<PolicyRow[]> {
  return policies(connection).find({ assigner }).sort({ version: -1 }).limit(limit).lean<PolicyRow[]>();
}

/** The newest version of each assigner that decided. */
export async function findPoliciesInForce(connection: Connection): Promise<PolicyRow[]> {
  return policies(connection).aggregate<PolicyRow>([
    { $sort: { assigner: 1, version: -1 } },
    { $group: { _id: '$assigner', newest: { $first: '$$ROOT' } } },
    { $replaceRoot: { newRoot: '$newest' } },
  ]);
}
