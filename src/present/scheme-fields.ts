import { CAUSES, GRADES, TASK_COMPONENTS } from '../domain/scheme.ts';
import {
  type Choice,
  type FieldFaults,
  fieldId,
  formFields,
  type TextField,
  type Typed,
} from './form-fields.ts';
import { componentName, gradeName } from './score-words.ts';
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

type Part = { component: string; field: object };
export type SchemeSection = { title: string; parts: Part[] };

/** Empty rows to add to a table, and how many it has at least. */
const [MORE_ROWS, LEAST_ROWS] = [2, 4];

type Asked = {
  t: Translate;
  typed: Typed;
  faults: FieldFaults;
  /** The units that may stand outside the ranking. */
  units: readonly Choice[];
};

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

/** The fields of a scheme, section by section, filled with what was typed, and the summary of what is wrong. */
export function schemeFields({ t, typed, faults, units }: Asked): {
  sections: SchemeSection[];
  summary: object | null;
} {
  const f = formFields(t, typed, faults);
  const text = (name: string, hint: string | null = null): Part => ({
    component: 'field-text',
    field: f.text(name, {
      label: t(`scheme.field.${name}`),
      hint,
      width: name === 'name' ? 'full' : 'short',
      numeric: name !== 'name',
    }),
  });
  const cell = (name: string, label: string, options: readonly Choice[] | null = null): Cell => {
    const value = typedAt(typed, name);
    const choices = options?.map((one) => ({
      ...one,
      lang: one.lang ?? null,
      selected: one.value === value,
    }));
    const numeric = options === null && !/name|reason/.test(name);
    return { id: `${fieldId(name)}-cell`, name, label, value, numeric, options: choices ?? null };
  };
  const table = (
    name: string,
    about: Pick<TableField, 'label' | 'columns'> & { corner?: string; hint?: string },
    rows: TableField['rows'],
  ): Part => {
    const { id, fault } = f.text(name, { label: about.label });
    const { label, columns, corner = null, hint = null } = about;
    return {
      component: 'field-table',
      field: { id, name, label, hint, optional: false, fault, corner, columns, rows },
    };
  };
  /** Rows to fill: those that have something, and some empty ones. */
  const open = (
    names: readonly string[],
    labels: readonly string[],
    choices: readonly Choice[] | null = null,
  ) => {
    const filled = Math.max(...names.map((name) => filledRows(typed, name)));
    const many = Math.max(LEAST_ROWS, filled + MORE_ROWS);
    return Array.from({ length: many }, (_, at) => ({
      head: null,
      cells: names.map((name, column) =>
        cell(
          `${name}.${at}`,
          t('scheme.cell', { column: labels[column] ?? '', n: at + 1 }),
          column === 0 ? choices : null,
        ),
      ),
    }));
  };
  const points = (name: string, label: string, many: string, hint?: string): Part => {
    const columns = [many, t('scheme.column.points')];
    const about = { label, columns, ...(hint === undefined ? {} : { hint }) };
    return table(name, about, open([`${name}.many`, `${name}.points`], columns));
  };
  const none: Choice = { value: '', text: t('scheme.noUnit') };
  const days = t('scheme.column.daysLate');
  const componentColumns = [t('scheme.column.weight'), t('scheme.column.allowed')];
  const ownTables = () =>
    TASK_COMPONENTS.slice(1).map((name) =>
      points(
        `components.${name}.points`,
        t('scheme.field.ownTable', { component: componentName({ t }, name) }),
        t('scheme.column.many'),
      ),
    );
  const sections: SchemeSection[] = [
    {
      title: t('scheme.section.deadline'),
      parts: [
        text('name'),
        {
          component: 'field-radio',
          field: f.radio('basis', {
            label: t('scheme.field.basis'),
            options: [
              { value: 'current', text: t('scheme.basis.current') },
              { value: 'original', text: t('scheme.basis.original') },
            ],
          }),
        },
        {
          component: 'field-checks',
          field: f.radio('causes', {
            label: t('scheme.field.causes'),
            hint: t('scheme.hint.causes'),
            options: CAUSES.map((value) => ({ value, text: t(`cause.${value}`) })),
          }),
        },
      ],
    },
    {
      title: t('scheme.section.points'),
      parts: [
        points('points', t('scheme.field.points'), days, t('scheme.hint.points')),
        {
          component: 'field-radio',
          field: f.radio('steps', {
            label: t('scheme.field.steps'),
            options: [
              { value: 'no', text: t('scheme.steps.no') },
              { value: 'yes', text: t('scheme.steps.yes') },
            ],
          }),
        },
        text('openOverdueCap'),
        points('early', t('scheme.field.early'), t('scheme.column.daysEarly'), t('scheme.hint.early')),
      ],
    },
    {
      title: t('scheme.section.components'),
      parts: [
        table(
          'components',
          {
            label: t('scheme.field.components'),
            hint: t('scheme.hint.components'),
            corner: t('scheme.column.component'),
            columns: componentColumns,
          },
          TASK_COMPONENTS.map((name) => ({
            head: componentName({ t }, name),
            cells: ['weight', 'allowed'].map((part, at) =>
              cell(`components.${name}.${part}`, `${componentName({ t }, name)}: ${componentColumns[at]}`),
            ),
          })),
        ),
        table(
          'others',
          {
            label: t('scheme.field.others'),
            hint: t('scheme.hint.others'),
            columns: [t('scheme.column.component'), t('scheme.column.weight')],
          },
          open(['others.name', 'others.weight'], [t('scheme.column.component'), t('scheme.column.weight')]),
        ),
        ...ownTables(),
        text('unratedQuality', t('scheme.hint.unratedQuality')),
        text('adjustmentMost', t('scheme.hint.adjustmentMost')),
      ],
    },
    {
      title: t('scheme.section.units'),
      parts: [
        text('leastTaskWeight'),
        text('mostTaskWeight'),
        text('coordinatingWeight', t('scheme.hint.coordinatingWeight')),
        text('leastWeight'),
        text('kappa', t('scheme.hint.kappa')),
        text('z', t('scheme.hint.z')),
        table(
          'excluded',
          {
            label: t('scheme.field.excluded'),
            columns: [t('scheme.column.unit'), t('scheme.column.reason')],
          },
          open(
            ['excluded.unit', 'excluded.reason'],
            [t('scheme.column.unit'), t('scheme.column.reason')],
            [none, ...units],
          ),
        ),
      ],
    },
    {
      title: t('scheme.section.grades'),
      parts: [
        table(
          'grades',
          {
            label: t('scheme.field.grades'),
            hint: t('scheme.hint.grades'),
            corner: t('scheme.column.grade'),
            columns: [t('scheme.column.least')],
          },
          GRADES.map((grade) => {
            const said = gradeName({ t, number: String }, grade);
            return { head: said, cells: [cell(`grades.${grade}`, said)] };
          }),
        ),
        text('firstGradeQuota', t('scheme.hint.firstGradeQuota')),
        text('firstGradeBar', t('scheme.hint.firstGradeBar')),
      ],
    },
  ];
  return { sections, summary: f.summary() };
}
