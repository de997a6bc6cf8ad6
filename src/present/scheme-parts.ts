import { type Choice, type FormFields, fieldId, type TextField, type Typed } from './form-fields.ts';
import type { Translate } from './words.ts';

type Cell = {
  id: string;
  name: string;
  label: string;
  value: string;
  numeric: boolean;
  options: { value: string; text: string; lang: string | null; selected: boolean }[] | null;
};

/** A table of inputs: each row under the same headings, with a head of its own where `corner` names one. */
export type TableField = Pick<TextField, 'id' | 'name' | 'label' | 'hint' | 'optional' | 'fault'> & {
  corner: string | null;
  columns: string[];
  rows: { head: string | null; cells: Cell[] }[];
};

export type Part = { component: string; field: object };

/** The form of a scheme: what was typed, its fields, and the units that may stand outside the ranking. */
export type SchemeForm = { t: Translate; typed: Typed; f: FormFields; units: readonly Choice[] };

/** Empty rows to add to a table, and how many it has at least. */
const [MORE_ROWS, LEAST_ROWS] = [2, 4];

function typedAt(typed: Typed, name: string): string {
  return [typed[name] ?? ''].flat()[0] ?? '';
}

/** How many rows of a column were filled. */
function filledRows(typed: Typed, column: string): number {
  const rows = Object.keys(typed).flatMap((name) => {
    const at = name.startsWith(`${column}.`) ? Number(name.slice(column.length + 1)) : Number.NaN;
    return Number.isInteger(at) && typedAt(typed, name) !== '' ? [at + 1] : [];
  });
  return Math.max(0, ...rows);
}

/** A field of one line; all but the name are numbers. */
export function textPart({ t, f }: SchemeForm, name: string, hint: string | null = null): Part {
  const numeric = name !== 'name';
  const width = numeric ? 'short' : 'full';
  const field = f.text(name, { label: t(`scheme.field.${name}`), hint, width, numeric });
  return { component: 'field-text', field };
}

/** One of a few. */
export function radioPart({ t, f }: SchemeForm, name: string, options: readonly Choice[]): Part {
  return { component: 'field-radio', field: f.radio(name, { label: t(`scheme.field.${name}`), options }) };
}

/** An input in a table, or a select where there are options. */
export function cellOf(
  { typed }: SchemeForm,
  name: string,
  label: string,
  choices: readonly Choice[] | null = null,
): Cell {
  const value = typedAt(typed, name);
  const options = choices?.map((one) => ({
    ...one,
    lang: one.lang ?? null,
    selected: one.value === value,
  }));
  const numeric = choices === null && !/name|reason/.test(name);
  return { id: `${fieldId(name)}-cell`, name, label, value, numeric, options: options ?? null };
}

type About = Pick<TableField, 'columns'> & { label?: string; corner?: string; hint?: string };

/** A table of inputs. */
export function tablePart({ t, f }: SchemeForm, name: string, about: About, rows: TableField['rows']): Part {
  const { columns, corner = null, hint = null, label = t(`scheme.field.${name}`) } = about;
  const { id, fault } = f.text(name, { label });
  return {
    component: 'field-table',
    field: { id, name, label, hint, optional: false, fault, corner, columns, rows },
  };
}

/** Rows to fill: those that have something, and some empty ones; the first column is chosen where there are choices. */
export function openRows(
  form: SchemeForm,
  names: readonly string[],
  labels: readonly string[],
  choices: readonly Choice[] | null = null,
): TableField['rows'] {
  const filled = Math.max(...names.map((name) => filledRows(form.typed, name)));
  const label = (column: number, at: number) =>
    form.t('scheme.cell', { column: labels[column] ?? '', n: at + 1 });
  return Array.from({ length: Math.max(LEAST_ROWS, filled + MORE_ROWS) }, (_, at) => ({
    head: null,
    cells: names.map((name, column) =>
      cellOf(form, `${name}.${at}`, label(column, at), column === 0 ? choices : null),
    ),
  }));
}

/** A table of points, by how many of what costs them. */
export function pointsPart(
  form: SchemeForm,
  name: string,
  { many, ...about }: { many: string; label?: string; hint?: string },
): Part {
  const columns = [many, form.t('scheme.column.points')];
  return tablePart(
    form,
    name,
    { ...about, columns },
    openRows(form, [`${name}.many`, `${name}.points`], columns),
  );
}
