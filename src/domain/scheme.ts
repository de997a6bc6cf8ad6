import type { Basis, Cause } from './task.ts';

/** The four grades of the yearly evaluation, best first (design.md, section 2). */
export const GRADES = ['excellent', 'good', 'completed', 'notCompleted'] as const;

export type Grade = (typeof GRADES)[number];

/** A table of points: `[how many, points]` from 0 on, points in hundredths, never rising. */
export type PointTable = readonly (readonly [many: number, points: number])[];

/**
 * What a score is made of (task-facts.ts says what each counts); `weight` is its share of the mean over components.
 * `allowed` is how many working days cost nothing, `points` what more of them, or of what else it counts, costs; where
 * they are left out, task-facts.ts says which ones go with its name.
 */
export type Component = {
  name: string;
  weight: number;
  allowed?: number | null;
  points?: PointTable | null;
};

/** The components that follow from tasks; others come as figures that other bodies decide. */
export const TASK_COMPONENTS = ['timeliness', 'returned', 'acknowledgement', 'reporting', 'quality'] as const;

export const CAUSES: readonly Cause[] = ['external', 'internal', 'assigner'];

/**
 * How units are scored, as data (design.md, section 8). Whole numbers only, so that it can be hashed: points,
 * `openOverdueCap` and the thresholds of grades are hundredths of a point, z is hundredths.
 */
export type Scheme = {
  name: string;
  version: number;
  basis: Basis;
  kappa: number;
  zHundredths: number;
  leastWeight: number;
  openOverdueCap: number;
  /** T: `[working days late, points]`, from 0 days and full points on, never rising. */
  points: PointTable;
  /** Whether T jumps from row to row, each row holding until the next, in place of running linearly between them. */
  steps: boolean;
  /** Points of what is done early, `[working days early, points]` above the full ones; usually none. */
  early: PointTable;
  /** For which causes an extension moves the current deadline; what is given unasked is the assigner's. */
  causes: readonly Cause[];
  /** What a task weighs for each coordinating unit; 0 when it is no fact of theirs. */
  coordinatingWeight: number;
  /** Bounds within which the weight of a task counts. */
  leastTaskWeight: number;
  mostTaskWeight: number;
  /** At most so many per cent of the ranked units of a group have the first grade; null without a quota. */
  firstGradeQuota: number | null;
  /** A task late by more working days than this bars its unit from the first grade; null without a bar. */
  firstGradeBar: number | null;
  /** Points of a task verified without a mark of quality; null when it is no fact, as it should be. */
  unratedQuality: number | null;
  /** Bonus and penalty, each with its document, move a score by at most so much; 0 when there are none. */
  adjustmentMost: number;
  /** `[least score, grade]`, best first; the last begins at 0. */
  grades: readonly (readonly [leastScore: number, grade: Grade])[];
  components: readonly Component[];
  /** Units that stand outside the ranking, and why. */
  excluded: readonly { unit: string; reason: string }[];
};

/** Full points, T(0), in hundredths. */
export const FULL_POINTS = 10_000;

/** The most points that early work can have. */
export const MOST_POINTS = 12_000;
