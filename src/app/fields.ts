import { z } from 'zod';
import type { ActionName } from '../domain/actions.ts';
import { isDay } from '../domain/day.ts';
import { normalizeText } from '../domain/fold-text.ts';
import { PERIOD_PATTERN, parsePeriod } from '../domain/period.ts';

/** Control characters but tab and line feed; nothing that a person types has them. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/** The same in the description of the interface: characters that may be typed, and that one of them is seen. */
const TYPED = '[^\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f]*';
const SEEN = '[^\\s\\u0000-\\u001f\\u007f-\\u009f]';

function typed() {
  return z.string().refine((text) => text.isWellFormed() && !CONTROL.test(text.replaceAll('\r\n', '\n')), {
    params: { code: 'controlCharacters' },
    abort: true,
  });
}

/** What is searched for. */
export const searched = typed()
  .max(200)
  .meta({ pattern: `^${TYPED}$` });

function words(most: number, lines: boolean) {
  return typed()
    .overwrite((text) => (lines ? normalizeText(text) : normalizeText(text).replace(/\s+/g, ' ')))
    .min(1)
    .max(most)
    .meta({ pattern: `^${TYPED}${SEEN}${TYPED}$` });
}

const day = z
  .string()
  .refine(isDay, { params: { code: 'notDay' } })
  .meta({ format: 'date', pattern: '^(?:19|20|21)', examples: ['2026-11-24'] });
const code = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[\w.-]+$/);
const id = z.string().regex(/^[0-9a-f]{24}$/);
const line = words(500, false);
const text = words(5000, true);
const username = z.string().min(1).max(64);
const paper = z.strictObject({ notation: words(100, false), issuedOn: day });
const deadline = z.union([z.null(), z.string().max(300), z.strictObject({ day })]);

/** A stretch of time by its name (contract.md, "HTTP interface"). */
export const PERIOD = z
  .string()
  .refine((words) => parsePeriod(words) !== null, { params: { code: 'notPeriod' } })
  .meta({ pattern: PERIOD_PATTERN, examples: ['2016', '2016-Q3', '2016-09', '2016-H1'] });

/** The kinds of fields that people fill in, each with what it takes; text is in characters of NFC. */
export const KINDS = {
  line,
  text,
  day,
  unit: code,
  units: z.array(code).max(700),
  leadUnits: z.array(code).min(1).max(700),
  person: username,
  progress: z.int().min(0).max(100),
  quality: z.int().min(1).max(5),
  weight: z.int().min(1).max(3),
  cause: z.enum(['external', 'internal', 'assigner']),
  paper,
  deadline,
  id,
  files: z.array(id).max(20),
  version: z.int().min(1).max(1_000_000),
} as const;

export type FieldKind = keyof typeof KINDS;
export type Field = { kind: FieldKind; required: boolean };

function needed(kind: FieldKind): Field {
  return { kind, required: true };
}

function optional(kind: FieldKind): Field {
  return { kind, required: false };
}

const REASON = { reason: needed('text') };

/** The fields of each action (contract.md, "Actions"): one table for pages, HTTP interface and command line. */
export const ACTION_FIELDS: Record<ActionName, Record<string, Field>> = {
  acknowledge: {},
  decline: { ...REASON, properUnit: optional('unit') },
  assignHandler: { person: needed('person') },
  report: {
    progress: needed('progress'),
    text: needed('text'),
    difficulties: optional('text'),
    proposals: optional('text'),
    files: optional('files'),
  },
  submit: { text: needed('text'), result: optional('paper'), files: optional('files') },
  requestExtension: { deadline: needed('deadline'), ...REASON, cause: needed('cause') },
  withdraw: REASON,
  verify: { quality: optional('quality') },
  return: REASON,
  approveExtension: { deadline: optional('deadline'), note: optional('text') },
  refuseExtension: REASON,
  extend: { deadline: needed('deadline'), ...REASON },
  correct: {
    content: optional('text'),
    coordinatingUnits: optional('units'),
    deadline: optional('deadline'),
    weight: optional('weight'),
    ...REASON,
  },
  reassign: { leadUnit: needed('unit'), ...REASON },
  overrule: REASON,
  suspend: { ...REASON, document: needed('paper') },
  resume: REASON,
  recall: REASON,
  discontinue: { ...REASON, document: needed('paper') },
  reopen: REASON,
};

/** The fields of one task as it is assigned (contract.md, `POST /tasks`; `parent` is a task passed down). */
export const TASK_FIELDS: Record<string, Field> = {
  directive: needed('id'),
  clause: optional('line'),
  content: needed('text'),
  leadUnits: needed('leadUnits'),
  coordinatingUnits: optional('units'),
  deadline: needed('deadline'),
  weight: optional('weight'),
  monitor: optional('person'),
  parent: optional('id'),
};

/** The fields of a directive as it is recorded. */
export const DIRECTIVE_FIELDS: Record<string, Field> = {
  notation: needed('line'),
  kind: needed('line'),
  issuedOn: needed('day'),
  issuer: needed('line'),
  subject: needed('text'),
  signer: optional('line'),
  files: optional('files'),
};

/** The fields of a correction of a directive. */
export const CORRECTION_FIELDS: Record<string, Field> = {
  version: needed('version'),
  reason: optional('text'),
  ...Object.fromEntries(Object.entries(DIRECTIVE_FIELDS).map(([name, { kind }]) => [name, optional(kind)])),
};

function buildSchema(fields: Record<string, Field>): z.ZodObject {
  const shape = Object.entries(fields).map(([name, { kind, required }]) => {
    const schema: z.ZodType = KINDS[kind];
    return [name, required ? schema : kind === 'deadline' ? schema.optional() : schema.nullish()];
  });
  return z.strictObject(Object.fromEntries(shape));
}

/** Building a schema costs twenty times what using it does, so each table's is kept. */
const built = new WeakMap<Record<string, Field>, z.ZodObject>();

/** The schema of a table of fields; a field that isn't needed may be left out, or null where null says so. */
export function schemaOf(fields: Record<string, Field>): z.ZodObject {
  const schema = built.get(fields) ?? buildSchema(fields);
  built.set(fields, schema);
  return schema;
}
