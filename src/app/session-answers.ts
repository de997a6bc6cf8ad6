import { z } from 'zod';
import { ROLES } from '../domain/post.ts';

const post = z.object({ role: z.enum(ROLES), unit: z.string() });

export const PERSON = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  posts: z.array(post),
});

export const SESSION = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresIn: z.int(),
  person: PERSON,
});
