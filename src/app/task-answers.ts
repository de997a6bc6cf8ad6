import { z } from 'zod';
import { ACTION_NAMES } from '../domain/actions.ts';
import { ROLES } from '../domain/post.ts';
import { STANDINGS } from '../domain/standing.ts';
import { OPEN_STATES } from '../domain/task.ts';
import { day, moment, page, person, unit } from './answer-parts.ts';

const standing = z.enum(STANDINGS);

export const TASK = z.object({
  id: z.string(),
  code: z.string(),
  version: z.int(),
  directive: z.object({ id: z.string(), notation: z.string(), issuedOn: day }),
  group: z.string().nullable(),
  parent: z.string().nullable(),
  clause: z.string().nullable(),
  content: z.string(),
  assigner: unit,
  lead: unit,
  coordinating: z.array(unit),
  handler: person.nullable(),
  monitor: person.nullable(),
  weight: z.int(),
  state: z.enum([...OPEN_STATES, 'verified', 'recalled', 'discontinued']),
  ballWith: z.enum(['unit', 'assigner']).nullable(),
  deadline: z.object({
    original: day.nullable(),
    current: day.nullable(),
    text: z.string().nullable(),
    reason: z.string().nullable(),
    provisional: z.boolean(),
    history: z.array(
      z.object({
        kind: z.string(),
        day: day.nullable(),
        on: day,
        by: z.string().nullable(),
        reason: z.string().nullable(),
        cause: z.string().nullable(),
      }),
    ),
  }),
  standing: z.object({ original: standing, current: standing }),
  progress: z.int(),
  assignedOn: day,
  submittedOn: day.nullable(),
  closedOn: day.nullable(),
  actions: z.array(z.enum(ACTION_NAMES)),
});

export const TASKS = page(TASK);
export const NEW_TASKS = z.object({ tasks: z.array(TASK) });

export const EVENTS = z.object({
  items: z.array(
    z.object({
      seq: z.int(),
      type: z.string(),
      at: moment,
      by: z
        .object({ username: z.string(), name: z.string(), role: z.enum(ROLES), unit: z.string() })
        .nullable(),
      data: z.record(z.string(), z.unknown()),
      previousHash: z.string().nullable(),
      hash: z.string(),
    }),
  ),
});
