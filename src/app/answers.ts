import { z } from 'zod';
import { ACTION_NAMES } from '../domain/actions.ts';
import { ROLES } from '../domain/post.ts';
import { STANDINGS } from '../domain/standing.ts';
import { OPEN_STATES } from '../domain/task.ts';
import { UNIT_KINDS } from '../domain/unit.ts';

/** The schemas of what the HTTP interface answers; the description is made from them, and tests hold answers to them. */
const day = z.string().meta({ format: 'date' });
const moment = z.string().meta({ format: 'date-time' });
const fraction = z.number().min(0).max(1).nullable();
const count = z.int().min(0);
const unit = z.object({ code: z.string(), name: z.string() });
const person = z.object({ username: z.string(), name: z.string() });
const post = z.object({ role: z.enum(ROLES), unit: z.string() });
const standing = z.enum(STANDINGS);

export const PROBLEM = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  id: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).optional(),
});

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

/** A file as what it is attached to names it. */
const fileRef = z.object({ id: z.string(), name: z.string(), size: count, sha256: z.string() });

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

function page<T extends z.ZodType>(items: T) {
  return z.object({
    items: z.array(items),
    total: count,
    totalIsExact: z.boolean(),
    nextCursor: z.string().nullable(),
  });
}

export const DIRECTIVES = page(DIRECTIVE);

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

const counts = z.object({
  total: count,
  doneOnTime: count,
  doneLate: count,
  openInTime: count,
  openOverdue: count,
  noDeadline: count,
  carriedIn: count,
  carriedInOpen: count,
  rates: z.object({ completion: fraction, effective: fraction, onTime: fraction }),
});

export const STATISTICS = z.object({ items: z.array(counts.extend({ unit: z.string() })), all: counts });

const points = z.number().nullable();

export const RANKING = z.object({
  items: z.array(
    z.object({
      unit: z.string(),
      group: z.string().nullable(),
      rank: z.int().nullable(),
      rankFrom: z.int().nullable(),
      rankTo: z.int().nullable(),
      score: points,
      low: points,
      high: points,
      grade: z.enum(['excellent', 'good', 'completed', 'notCompleted']).nullable(),
      tasks: count,
      weight: count,
      reason: z.enum(['tooFewTasks', 'verifiesItself', 'excluded']).nullable(),
    }),
  ),
  scheme: z.object({
    name: z.string(),
    version: z.int(),
    basis: z.enum(['original', 'current']),
    kappa: z.number(),
    z: z.number(),
    leastWeight: z.number(),
    openOverdueCap: z.number(),
    points: z.array(z.array(z.number())),
    grades: z.array(z.array(z.union([z.number(), z.string()]))),
    steps: z.boolean(),
    early: z.array(z.array(z.number())),
    causes: z.array(z.string()),
    coordinatingWeight: z.number(),
    leastTaskWeight: z.number(),
    mostTaskWeight: z.number(),
    firstGradeQuota: z.number().nullable(),
    firstGradeBar: z.number().nullable(),
    unratedQuality: z.number().nullable(),
    adjustmentMost: z.number(),
    components: z.array(
      z.object({
        name: z.string(),
        weight: z.number(),
        allowed: z.number().nullable(),
        points: z.array(z.array(z.number())).nullable(),
      }),
    ),
    excluded: z.array(z.object({ unit: z.string(), reason: z.string() })),
  }),
  cutoff: day,
  hash: z.string(),
  state: z.string(),
});

export const RANKING_LINES = z.object({
  items: z.array(
    z.object({
      component: z.string(),
      task: z.string().nullable(),
      code: z.string(),
      weight: count,
      daysLate: count.nullable(),
      kind: z.string(),
      amount: count,
      points: z.number(),
    }),
  ),
});
