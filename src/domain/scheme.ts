import type { FieldFault } from './decide.ts';
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

/** The `scheme` of `GET /rankings` and of `scheme.json`: plain numbers, with all that the score needs. */
export type PublishedScheme = {
  name: string;
  version: number;
  basis: Basis;
  kappa: number;
  z: number;
  leastWeight: number;
  openOverdueCap: number;
  points: [daysLate: number, points: number][];
  steps: boolean;
  early: [daysEarly: number, points: number][];
  causes: Cause[];
  coordinatingWeight: number;
  leastTaskWeight: number;
  mostTaskWeight: number;
  firstGradeQuota: number | null;
  firstGradeBar: number | null;
  unratedQuality: number | null;
  adjustmentMost: number;
  grades: [leastScore: number, grade: Grade][];
  components: { name: string; weight: number; allowed: number | null; points: [number, number][] | null }[];
  excluded: { unit: string; reason: string }[];
};

function tableAsPublished(table: PointTable): [number, number][] {
  return table.map(([many, points]) => [many, points / 100]);
}

/** A scheme as it is published, hundredths written as plain numbers (contract.md, `GET /rankings`). */
export function schemeAsPublished(scheme: Scheme): PublishedScheme {
  return {
    name: scheme.name,
    version: scheme.version,
    basis: scheme.basis,
    kappa: scheme.kappa,
    z: scheme.zHundredths / 100,
    leastWeight: scheme.leastWeight,
    openOverdueCap: scheme.openOverdueCap / 100,
    points: tableAsPublished(scheme.points),
    steps: scheme.steps,
    early: tableAsPublished(scheme.early),
    causes: [...scheme.causes],
    coordinatingWeight: scheme.coordinatingWeight,
    leastTaskWeight: scheme.leastTaskWeight,
    mostTaskWeight: scheme.mostTaskWeight,
    firstGradeQuota: scheme.firstGradeQuota,
    firstGradeBar: scheme.firstGradeBar,
    unratedQuality: scheme.unratedQuality === null ? null : scheme.unratedQuality / 100,
    adjustmentMost: scheme.adjustmentMost / 100,
    grades: scheme.grades.map(([least, grade]) => [least / 100, grade]),
    components: scheme.components.map(({ name, weight, allowed, points }) => ({
      name,
      weight,
      allowed: allowed ?? null,
      points: points === null || points === undefined ? null : tableAsPublished(points),
    })),
    excluded: scheme.excluded.map(({ unit, reason }) => ({ unit, reason })),
  };
}

const whole = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;
const points = (value: number): boolean => whole(value, 0) && value <= FULL_POINTS;

/** Whether each item goes with the one after it. */
function inOrder<T>(items: readonly T[], fits: (item: T, next: T) => boolean): boolean {
  return items.every((item, at) => at + 1 >= items.length || fits(item, items[at + 1]!));
}

/** The most points that early work can have. */
export const MOST_POINTS = 12_000;

/** A component's own table starts full and never rises, as T does. */
function hasSoundTable({ allowed, points: table }: Component): boolean {
  const sound =
    table === null ||
    table === undefined ||
    (table[0]?.[0] === 0 &&
      table[0][1] === FULL_POINTS &&
      table.every(([many, value]) => whole(many, 0) && points(value)) &&
      inOrder(table, (a, b) => a[0] < b[0] && a[1] >= b[1]));
  return sound && (allowed === null || allowed === undefined || whole(allowed, 0));
}

/** A rule that every scheme keeps; what breaks it is reported as `{ field, code: 'scheme.<code>' }`. */
type Rule = { field: keyof Scheme; code: string; holds: (scheme: Scheme) => boolean };

const RULES: readonly Rule[] = [
  { field: 'name', code: 'nameNeeded', holds: (s) => s.name.trim() !== '' },
  { field: 'version', code: 'wholeFromOne', holds: (s) => whole(s.version, 1) },
  { field: 'kappa', code: 'notNegative', holds: (s) => whole(s.kappa, 0) },
  { field: 'zHundredths', code: 'notNegative', holds: (s) => whole(s.zHundredths, 0) },
  { field: 'leastWeight', code: 'wholeFromOne', holds: (s) => whole(s.leastWeight, 1) },
  { field: 'openOverdueCap', code: 'pointsOutOfRange', holds: (s) => points(s.openOverdueCap) },
  {
    field: 'points',
    code: 'pointsOutOfRange',
    holds: (s) => s.points.every(([days, value]) => whole(days, 0) && points(value)),
  },
  {
    field: 'points',
    code: 'startsFull',
    holds: (s) => s.points[0]?.[0] === 0 && s.points[0][1] === FULL_POINTS,
  },
  { field: 'points', code: 'daysRise', holds: (s) => inOrder(s.points, (a, b) => a[0] < b[0]) },
  { field: 'points', code: 'neverRises', holds: (s) => inOrder(s.points, (a, b) => a[1] >= b[1]) },
  {
    field: 'early',
    code: 'earlyRises',
    holds: (s) =>
      s.early.every(([days, value]) => whole(days, 1) && whole(value, FULL_POINTS) && value <= MOST_POINTS) &&
      inOrder(s.early, (a, b) => a[0] < b[0] && a[1] <= b[1]),
  },
  { field: 'coordinatingWeight', code: 'notNegative', holds: (s) => whole(s.coordinatingWeight, 0) },
  {
    field: 'mostTaskWeight',
    code: 'boundsCrossed',
    holds: (s) => whole(s.leastTaskWeight, 1) && whole(s.mostTaskWeight, s.leastTaskWeight),
  },
  {
    field: 'firstGradeQuota',
    code: 'percent',
    holds: ({ firstGradeQuota: quota }) => quota === null || (whole(quota, 0) && quota <= 100),
  },
  {
    field: 'firstGradeBar',
    code: 'notNegative',
    holds: ({ firstGradeBar: bar }) => bar === null || whole(bar, 0),
  },
  {
    field: 'unratedQuality',
    code: 'pointsOutOfRange',
    holds: ({ unratedQuality: unrated }) => unrated === null || points(unrated),
  },
  { field: 'adjustmentMost', code: 'pointsOutOfRange', holds: (s) => points(s.adjustmentMost) },
  {
    field: 'components',
    code: 'tableFalls',
    holds: (s) => s.components.every(hasSoundTable),
  },
  { field: 'grades', code: 'pointsOutOfRange', holds: (s) => s.grades.every(([least]) => points(least)) },
  { field: 'grades', code: 'gradesFall', holds: (s) => inOrder(s.grades, (a, b) => a[0] > b[0]) },
  { field: 'grades', code: 'gradesReachZero', holds: (s) => s.grades.at(-1)?.[0] === 0 },
  {
    field: 'grades',
    code: 'gradesBestFirst',
    holds: (s) => inOrder(s.grades, (a, b) => GRADES.indexOf(a[1]) < GRADES.indexOf(b[1])),
  },
  { field: 'components', code: 'componentNeeded', holds: (s) => s.components.length > 0 },
  {
    field: 'components',
    code: 'wholeFromOne',
    holds: (s) => s.components.every(({ weight }) => whole(weight, 1)),
  },
  {
    field: 'components',
    code: 'namedTwice',
    holds: (s) => new Set(s.components.map(({ name }) => name)).size === s.components.length,
  },
  {
    field: 'excluded',
    code: 'reasonNeeded',
    holds: (s) => s.excluded.every(({ reason }) => reason.trim() !== ''),
  },
];

/** Every rule that a scheme breaks, in the order of the rules; empty when it can be used (design.md, section 8). */
export function validateScheme(scheme: Scheme): FieldFault[] {
  return RULES.filter(({ holds }) => !holds(scheme)).map(({ field, code }) => ({
    field,
    code: `scheme.${code}`,
  }));
}

/** What is known to be wrong with a way of counting, named beside a scheme that has it (docs/scoring.md). */
export type SchemeFlaw = 'earlyBonus' | 'unratedIsGood' | 'cliffs' | 'noShrinking';

/** The flaws of a scheme; the laws of design.md, section 8, hold for one that has neither of the first two. */
export function flawsOf(scheme: Scheme): SchemeFlaw[] {
  const flaws: [SchemeFlaw, boolean][] = [
    ['earlyBonus', scheme.early.length > 0],
    ['unratedIsGood', scheme.unratedQuality !== null],
    ['cliffs', scheme.steps],
    ['noShrinking', scheme.kappa === 0],
  ];
  return flaws.flatMap(([flaw, has]) => (has ? [flaw] : []));
}

/** Whether the laws of design.md, section 8, hold for a scheme. */
export function lawsHold(scheme: Scheme): boolean {
  return scheme.early.length === 0 && scheme.unratedQuality === null;
}
