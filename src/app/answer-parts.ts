import { z } from 'zod';

/**
 * What the schemas of answers are made of. The description of the HTTP interface is made from these, and tests hold answers
 * to them.
 */
export const day = z.string().meta({ format: 'date' });
export const moment = z.string().meta({ format: 'date-time' });
export const count = z.int().min(0);
export const unit = z.object({ code: z.string(), name: z.string() });
export const person = z.object({ username: z.string(), name: z.string() });

/** A file as what it is attached to names it. */
export const fileRef = z.object({ id: z.string(), name: z.string(), size: count, sha256: z.string() });

/** Bonus and penalty of a unit, with the document that says so. */
export const adjustment = z.object({
  id: z.string(),
  on: z.string(),
  points: z.number(),
  document: z.string(),
  issuedOn: day,
  reason: z.string(),
});

/** A page of a list. */
export function page<T extends z.ZodType>(items: T) {
  return z.object({
    items: z.array(items),
    total: count,
    totalIsExact: z.boolean(),
    nextCursor: z.string().nullable(),
  });
}
