import { z } from 'zod';
import type { AdjustmentRow } from '../db/adjustment-store.ts';
import type { FigureRow } from '../db/figure-store.ts';
import { day, moment } from './answer-parts.ts';

/** What the HTTP interface answers of figures and adjustments, points plain. */
const document = z.object({ notation: z.string(), issuedOn: day });

const FIGURE_ITEM = z.object({
  id: z.string(),
  unit: z.string(),
  criterion: z.string(),
  month: z.string(),
  number: z.int().min(1),
  replaces: z.string().nullable(),
  points: z.number().min(0).max(100).nullable(),
  document,
  reason: z.string().nullable(),
  at: moment,
  by: z.string(),
});

export const FIGURES_ENTERED = z.object({ items: z.array(FIGURE_ITEM) });

export const FIGURES = FIGURES_ENTERED.extend({
  missing: z.array(z.object({ unit: z.string(), criterion: z.string(), month: z.string() })),
});

export const ADJUSTMENT = z.object({
  id: z.string(),
  unit: z.string(),
  on: z.string(),
  points: z.number(),
  document,
  reason: z.string(),
  at: moment,
  by: z.string(),
  revoked: z.object({ at: moment, by: z.string(), reason: z.string() }).nullable(),
});

export const ADJUSTMENTS = z.object({ items: z.array(ADJUSTMENT) });

/** A figure as it is answered. */
export function publishFigure({ _id, assigner: _, points, ...row }: FigureRow) {
  return { id: _id, ...row, points: points === null ? null : points / 100 };
}

/** An adjustment as it is answered. */
export function publishAdjustment({ _id, assigner: _, points, ...row }: AdjustmentRow) {
  return { id: _id, ...row, points: points / 100 };
}
