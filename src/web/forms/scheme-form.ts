import type { PublishedScheme } from '../../domain/published-scheme.ts';
import { CAUSES, GRADES, TASK_COMPONENTS } from '../../domain/scheme.ts';
import { allOf, type Form, firstOf } from '../visit.ts';

/** A number as people type it, with a comma or a point before the decimals; anything else stays to be judged. */
function readDecimal(text: string): number | string {
  const typed = text.trim();
  return /^-?\d+([.,]\d+)?$/.test(typed) ? Number(typed.replace(',', '.')) : typed;
}

function decimal(form: Form, name: string): number | string | undefined {
  const text = firstOf(form, name);
  return text.trim() === '' ? undefined : readDecimal(text);
}

/** How many rows of a table were sent at most: `points.many.0`, `points.many.1` and so on. */
const MOST_ROWS = 100;

/** The rows of a table of which anything was typed, each cell as it was. */
function rowsOf(form: Form, names: readonly string[]): string[][] {
  const rows = Array.from({ length: MOST_ROWS }, (_, at) => {
    return names.map((name) => firstOf(form, `${name}.${at}`).trim());
  });
  return rows.filter((row) => row.some((cell) => cell !== ''));
}

function tableIn(form: Form, name: string): (number | string)[][] {
  return rowsOf(form, [`${name}.many`, `${name}.points`]).map((row) => row.map(readDecimal));
}

function componentsIn(form: Form): object[] {
  const known = TASK_COMPONENTS.flatMap((name) => {
    const weight = decimal(form, `components.${name}.weight`);
    if (weight === undefined || weight === 0) return [];
    const points = tableIn(form, `components.${name}.points`);
    const allowed = decimal(form, `components.${name}.allowed`) ?? null;
    return [{ name, weight, allowed, points: points.length === 0 ? null : points }];
  });
  const others = rowsOf(form, ['others.name', 'others.weight']).map(([name = '', weight = '']) => ({
    name,
    weight: readDecimal(weight),
    allowed: null,
    points: null,
  }));
  return [...known, ...others];
}

/** A scheme as it was typed, in the form in which it is published; nothing is judged here. */
export function readSchemeForm(form: Form): Record<string, unknown> {
  const numbers = ['kappa', 'z', 'leastWeight', 'openOverdueCap', 'coordinatingWeight', 'leastTaskWeight'];
  const more = ['mostTaskWeight', 'firstGradeQuota', 'firstGradeBar', 'unratedQuality', 'adjustmentMost'];
  return {
    name: firstOf(form, 'name'),
    basis: firstOf(form, 'basis'),
    steps: firstOf(form, 'steps') === 'yes',
    causes: allOf(form, 'causes').filter((cause) => cause !== ''),
    ...Object.fromEntries([...numbers, ...more].map((name) => [name, decimal(form, name)])),
    points: tableIn(form, 'points'),
    early: tableIn(form, 'early'),
    grades: GRADES.flatMap((grade) => {
      const least = decimal(form, `grades.${grade}`);
      return least === undefined ? [] : [[least, grade]];
    }),
    components: componentsIn(form),
    excluded: rowsOf(form, ['excluded.unit', 'excluded.reason']).map(([unit, reason]) => ({ unit, reason })),
  };
}

const written = (value: number | null): string => (value === null ? '' : String(value).replace('.', ','));

/** A column of a table, a cell a row. */
function column<T>(name: string, rows: readonly T[], cell: (row: T) => string): Form {
  return Object.fromEntries(rows.map((row, at) => [`${name}.${at}`, cell(row)]));
}

function filledTable(name: string, table: readonly (readonly [number, number])[]): Form {
  return {
    ...column(`${name}.many`, table, ([many]) => written(many)),
    ...column(`${name}.points`, table, ([, points]) => written(points)),
  };
}

function isKnown(name: string): boolean {
  return (TASK_COMPONENTS as readonly string[]).includes(name);
}

/** A scheme as the form shows it filled. */
export function filledScheme(scheme: PublishedScheme): Form {
  const { components, grades, excluded } = scheme;
  const others = components.filter(({ name }) => !isKnown(name));
  const known = components.filter(({ name }) => isKnown(name));
  return {
    name: scheme.name,
    basis: scheme.basis,
    steps: scheme.steps ? 'yes' : 'no',
    causes: CAUSES.filter((cause) => scheme.causes.includes(cause)),
    kappa: written(scheme.kappa),
    z: written(scheme.z),
    leastWeight: written(scheme.leastWeight),
    openOverdueCap: written(scheme.openOverdueCap),
    coordinatingWeight: written(scheme.coordinatingWeight),
    leastTaskWeight: written(scheme.leastTaskWeight),
    mostTaskWeight: written(scheme.mostTaskWeight),
    firstGradeQuota: written(scheme.firstGradeQuota),
    firstGradeBar: written(scheme.firstGradeBar),
    unratedQuality: written(scheme.unratedQuality),
    adjustmentMost: written(scheme.adjustmentMost),
    ...filledTable('points', scheme.points),
    ...filledTable('early', scheme.early),
    ...Object.fromEntries(grades.map(([least, grade]) => [`grades.${grade}`, written(least)])),
    ...Object.assign({}, ...known.map(filledComponent)),
    ...column('others.name', others, ({ name }) => name),
    ...column('others.weight', others, ({ weight }) => written(weight)),
    ...column('excluded.unit', excluded, ({ unit }) => unit),
    ...column('excluded.reason', excluded, ({ reason }) => reason),
  };
}

function filledComponent({ name, weight, allowed, points }: PublishedScheme['components'][number]): Form {
  return {
    [`components.${name}.weight`]: written(weight),
    [`components.${name}.allowed`]: written(allowed),
    ...filledTable(`components.${name}.points`, points ?? []),
  };
}

/** Which state of a version the form was filled from. */
export function revisionIn(form: Form): number {
  return Number(firstOf(form, 'revision')) || 1;
}
