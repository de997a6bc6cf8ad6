import { z } from 'zod';
import { ACTION_NAMES, type ActionName } from '../domain/actions.ts';
import { SHIPPED_NAMES } from '../domain/shipped-schemes.ts';
import { UNIT_KINDS } from '../domain/unit.ts';
import { ACTION_FIELDS, KINDS, PERIOD, schemaOf, searched } from './fields.ts';

/** The schemas of what the HTTP interface takes, beside those of fields.ts and find-tasks.ts. */
const { day } = KINDS;
const code = z.string().min(1).max(40);

export const NOTHING = z.strictObject({});

export const CREDENTIALS = z.strictObject({
  username: z.string().min(1).max(200),
  password: z.string().min(1).max(1000),
});

export const REFRESH = z.strictObject({ refreshToken: z.string().min(1).max(200) });

export const UNIT_QUERY = z.strictObject({
  asOf: day.optional(),
  parent: code.optional(),
  kind: z.enum(UNIT_KINDS).optional(),
});

export const DIRECTIVE_QUERY = z.strictObject({
  q: searched.optional(),
  assigner: code.optional(),
  recordedFrom: day.optional(),
  recordedTo: day.optional(),
  limit: z
    .string()
    .regex(/^(?:[1-9]\d?|1\d\d|200)$/)
    .optional(),
  cursor: z.string().max(400).optional(),
});

export const STATISTICS_QUERY = z.strictObject({
  period: PERIOD,
  assigner: code.optional(),
  basis: z.enum(['current', 'original']).optional(),
  asOf: day.optional(),
});

export const RANKING_QUERY = z.strictObject({
  period: PERIOD,
  assigner: code.optional(),
  group: code.optional(),
  asOf: day.optional(),
  scheme: z.enum(SHIPPED_NAMES).optional(),
});

export const RANKING_LINES_QUERY = RANKING_QUERY.extend({ unit: code });

/** What every action takes before its own fields; these are judged when the task is known. */
export const ACT_ENVELOPE = z.looseObject({ action: z.enum(ACTION_NAMES), version: KINDS.version });

/** The whole body of one action, for the description of the interface. */
export function actSchema(action: ActionName): z.ZodObject {
  return schemaOf(ACTION_FIELDS[action]).extend({ action: z.literal(action), version: KINDS.version });
}
