import { z } from 'zod';
import { POLICY_BOUNDS } from '../domain/policy.ts';
import { KINDS } from './fields.ts';

function within({ least, most }: { least: number; most: number }) {
  return z.int().min(least).max(most);
}

const { beforeMany } = POLICY_BOUNDS;

/** Days of reminding in any order, each once. */
const before = z
  .array(within(POLICY_BOUNDS.before))
  .min(beforeMany.least)
  .max(beforeMany.most)
  .refine((days) => new Set(days).size === days.length, { params: { code: 'daysTwice' } });

const reportDay = within(POLICY_BOUNDS.report);

/** A policy as people write it, all of it. */
export const POLICY_INPUT = z.strictObject({
  deadline: z.strictObject({ beforeMeansDayBefore: z.boolean() }),
  reminders: z.strictObject({ before, afterEvery: within(POLICY_BOUNDS.afterEvery) }),
  disputeDays: within(POLICY_BOUNDS.disputeDays),
  reports: z.strictObject({ month: reportDay, quarter: reportDay, half: reportDay, year: reportDay }),
});

/** The decision of a policy: the version that was seen (0 while none was decided), the policy, why, and by what document. */
export const POLICY_BODY = z.strictObject({
  version: z.int().min(0).max(1_000_000),
  ...POLICY_INPUT.shape,
  reason: KINDS.text,
  document: z.strictObject({ notation: KINDS.line.max(100), issuedOn: KINDS.day }).nullish(),
});
