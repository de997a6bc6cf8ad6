import { z } from 'zod';
import { day, fileRef, page } from './answer-parts.ts';

export const FILE = fileRef.extend({ type: z.string() });

export const DIRECTIVE = z.object({
  id: z.string(),
  assigner: z.string(),
  notation: z.string(),
  number: z.string(),
  symbol: z.string(),
  year: z.int(),
  kind: z.string(),
  issuedOn: day,
  issuer: z.string(),
  subject: z.string(),
  signer: z.string().nullable(),
  files: z.array(fileRef),
  version: z.int(),
});

export const DIRECTIVES = page(DIRECTIVE);
