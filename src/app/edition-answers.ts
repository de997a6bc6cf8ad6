import { z } from 'zod';
import { DISPUTE_STATES } from '../domain/dispute.ts';
import { EDITION_STATES } from '../domain/edition.ts';
import { adjustment, count, day, fileRef, moment, person } from './answer-parts.ts';
import { RANKING } from './board-answers.ts';

/** The schemas of what the HTTP interface answers about editions and disputes. */
const state = z.enum(EDITION_STATES);

const ABOUT = {
  id: z.string(),
  assigner: z.string(),
  period: z.string(),
  edition: z.int().min(1),
  state,
  cutoff: day,
  disputesUntil: day.nullable(),
  frozenAt: moment,
  replaces: z.string().nullable(),
  reason: z.string().nullable(),
  sha256: z.string(),
};

export const EDITIONS = z.object({ items: z.array(z.object(ABOUT)) });

/** By what a line is found: a task or a month in a component, or an adjustment, whose component is `adjustment`. */
const LINE_REF = {
  component: z.string(),
  task: z.string().nullable(),
  month: z.string().nullable(),
  adjustment: z.string().nullable(),
};

export const EDITION = z.object({
  ...ABOUT,
  until: moment.nullable(),
  replacedBy: z.string().nullable(),
  seal: z.object({ number: z.int(), hash: z.string() }).nullable(),
  facts: count,
  course: z.array(z.object({ state, at: moment, by: person })),
  amendments: z.array(
    z.object({
      unit: z.string(),
      ...LINE_REF,
      daysLate: count.nullable(),
      points: z.number().nullable(),
      dispute: z.string(),
      reason: z.string(),
    }),
  ),
  scheme: RANKING.shape.scheme,
  items: RANKING.shape.items,
});

const LINE = {
  component: z.string(),
  task: z.string().nullable(),
  code: z.string().nullable(),
  weight: count,
  kind: z.string(),
  amount: count.nullable(),
  daysLate: count.nullable(),
  points: z.number(),
};

const ITS_DISPUTE = z.object({ id: z.string(), state: z.enum(DISPUTE_STATES) }).nullable();

export const EDITION_LINES = z.object({
  items: z.array(z.object({ ...LINE, dispute: ITS_DISPUTE })),
  adjustments: z.array(adjustment.extend({ dispute: ITS_DISPUTE })),
});

export const DISPUTE = z.object({
  id: z.string(),
  edition: z.string(),
  unit: z.string(),
  month: z.string().nullable(),
  adjustment: z.string().nullable(),
  line: z.object(LINE),
  reason: z.string(),
  files: z.array(fileRef),
  askedAt: moment,
  askedBy: person,
  state: z.enum(DISPUTE_STATES),
  decision: z
    .object({
      daysLate: count.nullable(),
      points: z.number().nullable(),
      reason: z.string(),
      at: moment,
      by: person,
    })
    .nullable(),
});

export const DISPUTES = z.object({ items: z.array(DISPUTE) });
