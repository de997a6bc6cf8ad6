import { z } from 'zod';
import { VERDICTS } from '../domain/dispute.ts';
import { EDITION_STATES } from '../domain/edition.ts';
import { STEP_NAMES } from '../domain/edition-course.ts';
import { type Field, KINDS, PERIOD } from './fields.ts';
import { MONTH, POINTS } from './figure-requests.ts';

/** What people fill in on the forms of an edition, and the schemas of what its use cases and the interface take. */
export const FREEZE_FIELDS = {
  period: { kind: 'line', required: true },
  cutoff: { kind: 'day', required: true },
  reason: { kind: 'text', required: false },
} as const satisfies Record<string, Field>;

export const DISPUTE_FIELDS = {
  reason: { kind: 'text', required: true },
  files: { kind: 'files', required: false },
} as const satisfies Record<string, Field>;

const code = z.string().min(1).max(40);
const component = z.string().min(1).max(100);

export const FREEZE_BODY = z.strictObject({
  period: PERIOD,
  cutoff: KINDS.day,
  reason: KINDS.text.optional(),
  assigner: code.optional(),
});

export const STEP_BODY = z.strictObject({ action: z.enum(STEP_NAMES), state: z.enum(EDITION_STATES) });

/** A line: a task in a component, a month of a figure in one, or an adjustment; of the unit, for who has several. */
export const DISPUTE_BODY = z.strictObject({
  unit: code.optional(),
  task: KINDS.id.optional(),
  month: MONTH.optional(),
  component: component.optional(),
  adjustment: KINDS.id.optional(),
  reason: KINDS.text,
  files: KINDS.files.optional(),
});

export const DECISION_BODY = z.strictObject({
  verdict: z.enum(VERDICTS),
  daysLate: z.int().min(0).max(1000).optional(),
  points: POINTS.optional(),
  reason: KINDS.text,
});

export type Decision = z.infer<typeof DECISION_BODY>;

export const EDITIONS_QUERY = z.strictObject({ assigner: code.optional() });

export const EDITION_LINES_QUERY = z.strictObject({ unit: code });
