import { POLICY_BOUNDS } from '../domain/policy.ts';
import { type FieldFaults, formFields, type Typed } from './form-fields.ts';
import type { Translate } from './words.ts';

const { before, beforeMany, afterEvery, disputeDays, report } = POLICY_BOUNDS;

/** The numbers of a policy, each with what asks for it and its bounds. */
const NUMBERS = [
  ['reminders.afterEvery', 'policy.field.afterEvery', afterEvery],
  ['disputeDays', 'policy.field.disputeDays', disputeDays],
  ['reports.month', 'policy.field.month', report],
  ['reports.quarter', 'policy.field.quarter', report],
  ['reports.half', 'policy.field.half', report],
  ['reports.year', 'policy.field.year', report],
] as const;

/** Of several numbers of days that are wrong one is said: they stand in one field. */
function oncePerField(faults: FieldFaults): FieldFaults {
  const ofDays = faults.filter(({ field }) => field.startsWith('reminders.before'));
  return faults.filter((fault) => !ofDays.includes(fault) || fault === ofDays[0]);
}

/** The parts of the form of a policy, with what was typed and what is wrong, and the summary of all faults. */
export function policyFields(t: Translate, typed: Typed, faults: FieldFaults) {
  const f = formFields(t, typed, oncePerField(faults));
  const options = [
    { value: 'yes', text: t('policy.field.deadline.dayBefore') },
    { value: 'no', text: t('policy.field.deadline.sameDay') },
  ];
  const deadline = f.radio('deadline.beforeMeansDayBefore', { label: t('policy.field.deadline'), options });
  const hint = t('policy.field.beforeHint', { ...before, many: beforeMany.most });
  const days = f.text('reminders.before', { label: t('policy.field.before'), hint, width: 'half' });
  const numbers = NUMBERS.map(([name, label, bounds]) => ({
    component: 'field-text',
    field: f.text(name, {
      label: t(label),
      hint: t('policy.hint.range', bounds),
      width: 'short',
      numeric: true,
    }),
  }));
  const reason = f.textarea('reason', { label: t('label.reason') });
  const paper = { label: t('label.document'), optional: true, width: 'half' } as const;
  const notation = f.text('document.notation', paper);
  const issuedOn = f.text('document.issuedOn', {
    label: t('label.issuedOn'),
    hint: t('form.dayHint'),
    width: 'day',
    optional: true,
  });
  const parts = [
    { component: 'field-radio', field: deadline },
    { component: 'field-text', field: days },
    ...numbers,
    { component: 'field-textarea', field: reason },
    { component: 'field-text', field: notation },
    { component: 'field-text', field: issuedOn },
  ];
  return { parts, summary: f.summary() };
}
