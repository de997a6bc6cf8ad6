import { z } from 'zod';
import { SCHEME_STATES } from '../domain/scheme-course.ts';
import { RANKING } from './board-answers.ts';

/** A version of a scheme, or one that the product brings (`state` null, its name as `id`). */
export const SCHEME = z.object({
  id: z.string(),
  assigner: z.string(),
  line: z.string().nullable(),
  follows: z.string().nullable(),
  state: z.enum(SCHEME_STATES).nullable(),
  revision: z.int(),
  inForceFrom: z.string().nullable(),
  inForceTo: z.string().nullable(),
  draftedBy: z.string().nullable(),
  course: z.array(
    z.object({ step: z.string(), at: z.string(), by: z.string(), reason: z.string().nullable() }),
  ),
  lawsHold: z.boolean(),
  flaws: z.array(z.string()),
  scheme: RANKING.shape.scheme,
});

export const SCHEMES = z.object({ items: z.array(SCHEME) });
