import { z } from 'zod';
import { CAUSES, GRADES } from '../domain/scheme.ts';
import { KINDS, PERIOD } from './fields.ts';

const count = z.int().min(0).max(1_000_000);
const points = z.number().min(0).max(120);
const table = z.array(z.tuple([count, points])).max(50);
const unit = KINDS.unit;

/** A scheme as people write it, in the form in which it is published, without its version, which the program counts. */
export const SCHEME_INPUT = z.strictObject({
  name: KINDS.line.max(200),
  version: z.int().optional(),
  basis: z.enum(['current', 'original']),
  kappa: count,
  z: z.number().min(0).max(10),
  leastWeight: count,
  openOverdueCap: points,
  points: table,
  steps: z.boolean().optional(),
  early: table.optional(),
  causes: z.array(z.enum(CAUSES)).max(3).optional(),
  coordinatingWeight: count.optional(),
  leastTaskWeight: count.optional(),
  mostTaskWeight: count.optional(),
  firstGradeQuota: count.nullish(),
  firstGradeBar: count.nullish(),
  unratedQuality: points.nullish(),
  adjustmentMost: points.optional(),
  grades: z.array(z.tuple([points, z.enum(GRADES)])).max(4),
  components: z
    .array(
      z.strictObject({
        name: KINDS.line.max(100),
        weight: count.max(1000),
        allowed: count.nullish(),
        points: table.nullish(),
      }),
    )
    .max(20),
  excluded: z
    .array(z.strictObject({ unit, reason: KINDS.text.max(1000) }))
    .max(700)
    .optional(),
});

/** Drafting: from a version or a scheme that the product brings, with what is otherwise; as it is without `scheme`. */
export const DRAFT_BODY = z.strictObject({ follows: z.string().max(40), scheme: SCHEME_INPUT.optional() });

export const CHANGE_BODY = z.strictObject({ revision: KINDS.version, scheme: SCHEME_INPUT });

const APPROVE = z.strictObject({
  action: z.literal('approve'),
  revision: KINDS.version,
  from: PERIOD,
  to: PERIOD.nullish(),
  reason: KINDS.text.optional(),
});

const WITHDRAW = z.strictObject({
  action: z.literal('withdraw'),
  revision: KINDS.version,
  reason: KINDS.text,
});

/** What is done to a version: it is approved for the periods from one to another, with a reason once one has begun, or withdrawn. */
export const SCHEME_ACTION = z.discriminatedUnion('action', [APPROVE, WITHDRAW]);

export type SchemeAction = z.infer<typeof SCHEME_ACTION>;
export type Approval = Extract<SchemeAction, { action: 'approve' }>;
export type Withdrawal = Extract<SchemeAction, { action: 'withdraw' }>;

export const SCHEMES_QUERY = z.strictObject({ assigner: unit.optional() });
