import { TIMELINESS } from './component-rules.ts';
import type { FieldFault } from './decide.ts';
import { foldText } from './fold-text.ts';
import { type Component, FULL_POINTS, GRADES, MOST_POINTS, type Scheme, TASK_COMPONENTS } from './scheme.ts';

const whole = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;
const points = (value: number): boolean => whole(value, 0) && value <= FULL_POINTS;

/** Whether each item goes with the one after it. */
function inOrder<T>(items: readonly T[], fits: (item: T, next: T) => boolean): boolean {
  return items.every((item, at) => at + 1 >= items.length || fits(item, items[at + 1]!));
}

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

/** A name as it is compared with another: letters and digits alone, without case or accents. */
function bare(name: string): string {
  return foldText(name).replace(/[^a-z0-9]/g, '');
}

/** Whether a name is that of a component of tasks but for case, accents or spaces: then it would count something else. */
function isLikeOfTasks({ name }: Component): boolean {
  return TASK_COMPONENTS.some((known) => name !== known && bare(name) === known);
}

function namesLikeOfTasks({ components }: Scheme): FieldFault[] {
  return components.flatMap((component, at) =>
    isLikeOfTasks(component) ? [{ field: `components.${at}.name`, code: 'scheme.namedAsOfTasks' }] : [],
  );
}

/** Only days late of what a unit leads bar it, and only timeliness counts them. */
function idleBar({ firstGradeBar, components }: Scheme): FieldFault[] {
  const acts = firstGradeBar === null || components.some(({ name }) => name === TIMELINESS);
  return acts ? [] : [{ field: 'firstGradeBar', code: 'scheme.barNeedsTimeliness' }];
}

/** Every rule that a scheme breaks, in the order of the rules, for a new one; empty when it may be drafted. */
export function validateScheme(scheme: Scheme): FieldFault[] {
  return [...brokenRules(scheme), ...idleBar(scheme), ...namesLikeOfTasks(scheme)];
}

/**
 * The rules without which a scheme can't be used (design.md, section 8). What is asked of a new one beside them changes
 * nothing of how an older one counts, so that its editions stay readable.
 */
export function brokenRules(scheme: Scheme): FieldFault[] {
  return RULES.filter(({ holds }) => !holds(scheme)).map(({ field, code }) => ({
    field,
    code: `scheme.${code}`,
  }));
}
