import { z } from 'zod';
import { UNIT_KINDS } from '../domain/unit.ts';
import { day } from './answer-parts.ts';

export const UNITS = z.object({
  items: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      kind: z.enum(UNIT_KINDS),
      parent: z.string().nullable(),
      peerGroup: z.string().nullable(),
      validFrom: day,
      validTo: day.nullable(),
      successors: z.array(z.string()),
      earlierNames: z.array(z.object({ name: z.string(), until: day })),
    }),
  ),
});
