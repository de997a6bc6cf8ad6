import { z } from 'zod';
import { adjustment, count, day } from './answer-parts.ts';

const fraction = z.number().min(0).max(1).nullable();

const counts = z.object({
  total: count,
  doneOnTime: count,
  doneLate: count,
  openInTime: count,
  openOverdue: count,
  noDeadline: count,
  carriedIn: count,
  carriedInOpen: count,
  rates: z.object({ completion: fraction, effective: fraction, onTime: fraction }),
});

export const STATISTICS = z.object({ items: z.array(counts.extend({ unit: z.string() })), all: counts });

const points = z.number().nullable();

export const RANKING = z.object({
  items: z.array(
    z.object({
      unit: z.string(),
      group: z.string().nullable(),
      rank: z.int().nullable(),
      rankFrom: z.int().nullable(),
      rankTo: z.int().nullable(),
      score: points,
      low: points,
      high: points,
      grade: z.enum(['excellent', 'good', 'completed', 'notCompleted']).nullable(),
      tasks: count,
      weight: count,
      reason: z.enum(['tooFewTasks', 'verifiesItself', 'excluded']).nullable(),
    }),
  ),
  scheme: z.object({
    name: z.string(),
    version: z.int(),
    basis: z.enum(['original', 'current']),
    kappa: z.number(),
    z: z.number(),
    leastWeight: z.number(),
    openOverdueCap: z.number(),
    points: z.array(z.array(z.number())),
    grades: z.array(z.array(z.union([z.number(), z.string()]))),
    steps: z.boolean(),
    early: z.array(z.array(z.number())),
    causes: z.array(z.string()),
    coordinatingWeight: z.number(),
    leastTaskWeight: z.number(),
    mostTaskWeight: z.number(),
    firstGradeQuota: z.number().nullable(),
    firstGradeBar: z.number().nullable(),
    unratedQuality: z.number().nullable(),
    adjustmentMost: z.number(),
    components: z.array(
      z.object({
        name: z.string(),
        weight: z.number(),
        allowed: z.number().nullable(),
        points: z.array(z.array(z.number())).nullable(),
      }),
    ),
    excluded: z.array(z.object({ unit: z.string(), reason: z.string() })),
  }),
  cutoff: day,
  hash: z.string(),
  state: z.string(),
});

export const RANKING_LINES = z.object({
  items: z.array(
    z.object({
      component: z.string(),
      task: z.string().nullable(),
      code: z.string(),
      weight: count,
      daysLate: count.nullable(),
      kind: z.string(),
      amount: count,
      points: z.number(),
    }),
  ),
  adjustments: z.array(adjustment),
});
