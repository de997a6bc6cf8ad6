import { z } from 'zod';
import { isFigure, liesWithin, readPoints } from '../domain/figure.ts';
import { type Field, KINDS, PERIOD } from './fields.ts';

/** The schemas of what is taken of figures that other bodies decide, and of bonus and penalty. */
const code = z.string().min(1).max(40);
const name = KINDS.line.max(100);

/** A month, `YYYY-MM`. */
export const MONTH = z
  .string()
  .regex(/^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])$/)
  .meta({ examples: ['2026-03'] });

/** Points with at most two decimals, as a number or as people write them (`87,5`). */
export const POINTS = z
  .union([z.number(), z.string().max(20)])
  .refine((value) => readPoints(String(value)) !== null, { params: { code: 'notPoints' }, abort: true });

/** Points of a figure, 0 to 100. */
const figure = POINTS.refine((value) => isFigure(readPoints(String(value)) ?? 0), {
  params: { code: 'figureRange' },
});

/** Figures of one criterion and month, before their document is asked for. */
export const FIGURE_CELLS = z.strictObject({
  criterion: name,
  month: MONTH,
  figures: z
    .array(z.strictObject({ unit: code, points: figure.nullable() }))
    .min(1)
    .max(700),
});

export const FIGURES_BODY = z.strictObject({
  ...FIGURE_CELLS.shape,
  document: z.strictObject({ notation: KINDS.line.max(100), issuedOn: KINDS.day }),
  reason: KINDS.text.optional(),
});

export const FIGURES_QUERY = z.strictObject({ period: PERIOD, assigner: code.optional() });

/** A day or a period. */
const on = z
  .string()
  .refine((words) => liesWithin(words, { from: '1900-01-01', to: '2199-12-31' }), {
    params: { code: 'notDayOrPeriod' },
  })
  .meta({ examples: ['2026-Q3', '2026-09-15'] });

export const ADJUSTMENT_BODY = z.strictObject({
  unit: code,
  on,
  points: POINTS,
  document: z.strictObject({ notation: KINDS.line.max(100), issuedOn: KINDS.day }),
  reason: KINDS.text,
});

export const REVOCATION_BODY = z.strictObject({ reason: KINDS.text });

export const ADJUSTMENTS_QUERY = z.strictObject({ period: PERIOD, assigner: code.optional() });

/** What people fill in on the forms of bonus and penalty. */
export const ADJUSTMENT_FIELDS = {
  unit: { kind: 'unit', required: true },
  on: { kind: 'line', required: true },
  points: { kind: 'line', required: true },
  document: { kind: 'paper', required: true },
  reason: { kind: 'text', required: true },
} as const satisfies Record<string, Field>;

export const REVOCATION_FIELDS = {
  reason: { kind: 'text', required: true },
} as const satisfies Record<string, Field>;
