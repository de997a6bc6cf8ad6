import { CAUSES, GRADES, TASK_COMPONENTS } from '../domain/scheme.ts';
import { type Choice, type FieldFaults, formFields, type Typed } from './form-fields.ts';
import {
  cellOf,
  openRows,
  type Part,
  pointsPart,
  radioPart,
  type SchemeForm,
  tablePart,
  textPart,
} from './scheme-parts.ts';
import { componentName, gradeName } from './score-words.ts';
import type { Translate } from './words.ts';

type SchemeSection = { title: string; parts: Part[] };

function deadlineParts(form: SchemeForm): Part[] {
  const { t, f } = form;
  const options = CAUSES.map((value) => ({ value, text: t(`cause.${value}`) }));
  const causes = { label: t('scheme.field.causes'), hint: t('scheme.hint.causes'), options };
  return [
    textPart(form, 'name'),
    radioPart(form, 'basis', [
      { value: 'current', text: t('scheme.basis.current') },
      { value: 'original', text: t('scheme.basis.original') },
    ]),
    { component: 'field-checks', field: f.radio('causes', causes) },
  ];
}

function pointsParts(form: SchemeForm): Part[] {
  const { t } = form;
  return [
    pointsPart(form, 'points', { many: t('scheme.column.daysLate'), hint: t('scheme.hint.points') }),
    radioPart(form, 'steps', [
      { value: 'no', text: t('scheme.steps.no') },
      { value: 'yes', text: t('scheme.steps.yes') },
    ]),
    textPart(form, 'openOverdueCap'),
    pointsPart(form, 'early', { many: t('scheme.column.daysEarly'), hint: t('scheme.hint.early') }),
  ];
}

/** The components that follow from tasks, each with its weight and what it allows; 0 or nothing leaves one out. */
function componentTable(form: SchemeForm): Part {
  const { t } = form;
  const columns = [t('scheme.column.weight'), t('scheme.column.allowed')];
  const rows = TASK_COMPONENTS.map((name) => {
    const head = componentName({ t }, name);
    const cells = ['weight', 'allowed'].map((part, at) =>
      cellOf(form, `components.${name}.${part}`, `${head}: ${columns[at]}`),
    );
    return { head, cells };
  });
  const about = { hint: t('scheme.hint.components'), corner: t('scheme.column.component'), columns };
  return tablePart(form, 'components', about, rows);
}

function componentParts(form: SchemeForm): Part[] {
  const { t } = form;
  const columns = [t('scheme.column.component'), t('scheme.column.weight')];
  const others = openRows(form, ['others.name', 'others.weight'], columns);
  const ownTables = TASK_COMPONENTS.slice(1).map((name) => {
    const label = t('scheme.field.ownTable', { component: componentName({ t }, name) });
    return pointsPart(form, `components.${name}.points`, { label, many: t('scheme.column.many') });
  });
  return [
    componentTable(form),
    tablePart(form, 'others', { hint: t('scheme.hint.others'), columns }, others),
    ...ownTables,
    textPart(form, 'unratedQuality', t('scheme.hint.unratedQuality')),
    textPart(form, 'adjustmentMost', t('scheme.hint.adjustmentMost')),
  ];
}

function unitParts(form: SchemeForm): Part[] {
  const { t, units } = form;
  const columns = [t('scheme.column.unit'), t('scheme.column.reason')];
  const choices = [{ value: '', text: t('scheme.noUnit') }, ...units];
  return [
    textPart(form, 'leastTaskWeight'),
    textPart(form, 'mostTaskWeight'),
    textPart(form, 'coordinatingWeight', t('scheme.hint.coordinatingWeight')),
    textPart(form, 'leastWeight'),
    textPart(form, 'kappa', t('scheme.hint.kappa')),
    textPart(form, 'z', t('scheme.hint.z')),
    tablePart(
      form,
      'excluded',
      { columns, hint: t('edition.publishedHint') },
      openRows(form, ['excluded.unit', 'excluded.reason'], columns, choices),
    ),
  ];
}

function gradeParts(form: SchemeForm): Part[] {
  const { t } = form;
  const rows = GRADES.map((grade) => {
    const said = gradeName({ t, number: String }, grade);
    return { head: said, cells: [cellOf(form, `grades.${grade}`, said)] };
  });
  const columns = [t('scheme.column.least')];
  const about = { hint: t('scheme.hint.grades'), corner: t('scheme.column.grade'), columns };
  return [
    tablePart(form, 'grades', about, rows),
    textPart(form, 'firstGradeQuota', t('scheme.hint.firstGradeQuota')),
    textPart(form, 'firstGradeBar', t('scheme.hint.firstGradeBar')),
  ];
}

type Asked = { t: Translate; typed: Typed; faults: FieldFaults; units: readonly Choice[] };

/** The fields of a scheme, section by section, filled with what was typed, and the summary of what is wrong. */
export function schemeFields({ t, typed, faults, units }: Asked): {
  sections: SchemeSection[];
  summary: object | null;
} {
  const f = formFields(t, typed, faults);
  const form = { t, typed, f, units };
  const sections: SchemeSection[] = [
    { title: t('scheme.section.deadline'), parts: deadlineParts(form) },
    { title: t('scheme.section.points'), parts: pointsParts(form) },
    { title: t('scheme.section.components'), parts: componentParts(form) },
    { title: t('scheme.section.units'), parts: unitParts(form) },
    { title: t('scheme.section.grades'), parts: gradeParts(form) },
  ];
  return { sections, summary: f.summary() };
}
