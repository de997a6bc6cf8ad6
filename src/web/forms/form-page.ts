import type { Field } from '../../app/fields.ts';
import { looseFiles } from '../../app/files-of.ts';
import { FILE_ENDINGS } from '../../app/upload-file.ts';
import type { FileRef } from '../../domain/event.ts';
import { isValidOn } from '../../domain/unit.ts';
import {
  type Choice,
  type FormFields,
  formFields,
  refusalSummary,
  type Understood,
} from '../../present/form-fields.ts';
import { formatBytes } from '../../present/format.ts';
import { allOf, type Form, type Visit } from '../visit.ts';

/** A component of views/components with what fills it. */
export type Part = { component: string; field: unknown };

/** What a form needs beside the table of its fields: the choices of its lists, and what is filled in at first. */
export type FormSettings = {
  units?: readonly { text: string; units: readonly Choice[] }[];
  people?: readonly Choice[];
  understood?: Understood | null;
  /** Whether a deadline may be none, in so many words. */
  noDeadline?: boolean;
  /** What is said beside a text, by its field. */
  hints?: Readonly<Record<string, string>>;
};

function choices(visit: Visit, prefix: string, values: readonly string[]): Choice[] {
  return values.map((value) => ({ value, text: visit.t(`${prefix}.${value}`) }));
}

function withNone(visit: Visit, options: readonly Choice[]): Choice[] {
  return [{ value: '', text: visit.t('form.choose') }, ...options];
}

function partsOf(visit: Visit, f: FormFields, name: string, field: Field, settings: FormSettings): Part[] {
  const { t } = visit;
  const about = { label: t(`label.${name}`), optional: !field.required };
  const flat = (settings.units ?? []).flatMap((group) => group.units);
  switch (field.kind) {
    case 'text':
      return [
        {
          component: 'field-textarea',
          field: f.textarea(name, { ...about, hint: settings.hints?.[name] ?? null }),
        },
      ];
    case 'deadline': {
      const typed = f.deadline(name, {
        ...about,
        hint: t('form.deadlineHint'),
        understood: settings.understood ?? null,
      });
      if (settings.noDeadline !== true) return [{ component: 'field-deadline', field: typed }];
      const none = f.radio(`${name}.none`, {
        label: t('form.hasDeadline'),
        options: [
          { value: 'no', text: t('form.deadlineAsTyped') },
          { value: 'yes', text: t('standing.noDeadline') },
        ],
        value: 'no',
      });
      return [
        { component: 'field-deadline', field: typed },
        { component: 'field-radio', field: none },
      ];
    }
    case 'unit':
      return [
        { component: 'field-select', field: f.select(name, { ...about, options: withNone(visit, flat) }) },
      ];
    case 'units':
    case 'leadUnits':
      return [{ component: 'field-units', field: f.units(name, { ...about, groups: settings.units ?? [] }) }];
    case 'person':
      return [
        {
          component: 'field-select',
          field: f.select(name, { ...about, options: withNone(visit, settings.people ?? []) }),
        },
      ];
    case 'cause':
      return [
        {
          component: 'field-radio',
          field: f.radio(name, {
            ...about,
            options: choices(visit, 'cause', ['external', 'internal', 'assigner']),
          }),
        },
      ];
    case 'weight':
      return [
        {
          component: 'field-select',
          field: f.select(name, {
            ...about,
            width: 'short',
            options: withNone(
              visit,
              ['1', '2', '3'].map((value) => ({ value, text: value })),
            ),
          }),
        },
      ];
    case 'progress':
    case 'quality':
      return [{ component: 'field-text', field: f.text(name, { ...about, width: 'short', numeric: true }) }];
    case 'paper':
      return [
        {
          component: 'field-text',
          field: f.text(`${name}.notation`, {
            ...about,
            hint: name === 'result' ? t('form.resultHint') : null,
            width: 'half',
          }),
        },
        {
          component: 'field-text',
          field: f.text(`${name}.issuedOn`, {
            ...about,
            label: t('label.issuedOn'),
            hint: t('form.dayHint'),
            width: 'day',
          }),
        },
      ];
    case 'day':
      return [
        { component: 'field-text', field: f.text(name, { ...about, hint: t('form.dayHint'), width: 'day' }) },
      ];
    case 'files': {
      const kept = visit.files.map(({ id, name, size }) => ({
        id,
        name,
        size: formatBytes(size, visit.language),
      }));
      return [
        {
          component: 'field-file',
          field: f.file(name, { ...about, accept: FILE_ENDINGS.join(','), kept, keptName: name }),
        },
      ];
    }
    default:
      return [{ component: 'field-text', field: f.text(name, about) }];
  }
}

/** The parts of a form from the table of its fields, filled with what was typed, and the summary of what is wrong. */
export function formParts(
  visit: Visit,
  fields: Record<string, Field>,
  first: Form,
  settings: FormSettings,
): { parts: Part[]; summary: unknown } {
  const typed = Object.keys(visit.form).length > 0 ? visit.form : first;
  const f = formFields(visit.t, typed, visit.faults);
  const parts = Object.entries(fields).flatMap(([name, field]) => partsOf(visit, f, name, field, settings));
  const refused = visit.refused === null ? null : refusalSummary(visit.refused, visit.t);
  return { parts, summary: f.summary() ?? refused };
}

/**
 * The visit with its files whole: those that came now, those that came with an earlier try, and of those that are
 * `attached` already what is still ticked, or all while nothing was typed.
 */
export async function withFiles(visit: Visit, attached: readonly FileRef[] = []): Promise<Visit> {
  const typed = Object.keys(visit.form).length > 0;
  const ids = [...new Set([...allOf(visit.form, 'files'), ...visit.files.map(({ id }) => id)])];
  const earlier = await looseFiles(visit.house, ids, visit.identity().actor);
  const kept = attached.filter(({ id }) => !typed || ids.includes(id));
  const files = new Map([...kept, ...earlier].map((file) => [file.id, file]));
  return { ...visit, files: [...files.values()], form: typed ? { ...visit.form, files: ids } : visit.form };
}

/** The receiving units of an assigner, by group, as choices. */
export function unitGroups(visit: Visit, assigner: string): { text: string; units: Choice[] }[] {
  const valid = visit.house.directory
    .childrenOf(assigner)
    .filter((unit) => isValidOn(unit, visit.when.today));
  const collator = new Intl.Collator('vi');
  const groups = Map.groupBy(valid, (unit) => unit.peerGroup ?? 'none');
  return [...groups].map(([group, units]) => ({
    text: visit.t(`group.${group}`),
    units: units
      .map(({ code, name }) => ({ value: code, text: name, lang: 'vi' }))
      .sort((a, b) => collator.compare(a.text, b.text)),
  }));
}
