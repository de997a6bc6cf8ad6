import { z } from 'zod';

/** A schema that checks a value and describes it. */
export type Schema = z.ZodType;

/** The schema in the words of JSON Schema 2020-12, as OpenAPI 3.1 uses them; `input` is what is taken. */
export function jsonSchema(schema: Schema, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return described;
}
