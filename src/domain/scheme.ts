import type { FieldFault } from './decide.ts';
import type { Basis } from './task.ts';

/** The four grades of the yearly evaluation, best first (design.md, section 2). */
export const GRADES = ['excellent', 'good', 'completed', 'notCompleted'] as const;

export type Grade = (typeof GRADES)[number];

/** What a score is made of; `weight` is its share of the mean over components. */
export type Component = { name: string; weight: number };

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
  points: readonly (readonly [daysLate: number, points: number])[];
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
  grades: [leastScore: number, grade: Grade][];
  components: { name: string; weight: number }[];
  excluded: { unit: string; reason: string }[];
};

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
    points: scheme.points.map(([days, points]) => [days, points / 100]),
    grades: scheme.grades.map(([least, grade]) => [least / 100, grade]),
    components: scheme.components.map(({ name, weight }) => ({ name, weight })),
    excluded: scheme.excluded.map(({ unit, reason }) => ({ unit, reason })),
  };
}

/** A rule that every scheme keeps; what breaks it is reported as `{ field, code: 'scheme.<code>' }`. */
type Rule = { field: keyof Scheme; code: string; holds: (scheme: Scheme) => boolean };

const whole = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;
const points = (value: number): boolean => whole(value, 0) && value <= FULL_POINTS;

/** Whether each item goes with the one after it. */
function inOrder<T>(items: readonly T[], fits: (item: T, next: T) => boolean): boolean {
  return items.every((item, at) => at + 1 >= items.length || fits(item, items[at + 1]!));
}

const RULES: readonly Rule[] = [
  { field: 'name', code: 'nameNeeded', holds: (s) => s.name.trim() !== '' },
  { field: 'version', code: 'wholeFromOne', holds: (s) => whole(s.version, 1) },
  { field: 'kappa', code: 'wholeFromOne', holds: (s) => whole(s.kappa, 1) },
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
