import type { Translate } from './words.ts';

/** A fault at a field, as the use cases give it. */
export type FieldFaults = readonly {
  field: string;
  code: string;
  params?: Record<string, string | number>;
}[];

/** What was typed, by field name; a name given several times is a list. */
export type Typed = Record<string, string | readonly string[]>;

/** `lang` where the text is of one language whatever the page is in, such as a unit's name. */
export type Choice = { value: string; text: string; lang?: string };
type Shown = { value: string; text: string; lang: string | null };
type Width = 'full' | 'half' | 'day' | 'short';

/** What every field component takes; `id` is `field-<name>` with `-` for dots. */
type Field = {
  id: string;
  name: string;
  label: string;
  hint: string | null;
  optional: boolean;
  fault: string | null;
};

export type TextField = Field & {
  value: string;
  type: 'text' | 'password' | 'email' | 'search';
  width: Width;
  autocomplete: string | null;
  numeric: boolean;
};
export type TextareaField = Field & { value: string; rows: number };
export type SelectField = Field & { width: Width; options: (Shown & { selected: boolean })[] };
export type RadioField = Field & { options: (Shown & { id: string; checked: boolean })[] };
export type FileField = Field & {
  multiple: boolean;
  accept: string;
  /** Files that came with an earlier try, sent again by their ids under `keptName`. */
  kept: { id: string; name: string; size: string }[];
  keptName: string;
};
/** How the typed deadline was understood: the day in words, why, and what to look at. */
export type Understood = { day: string; reason: string | null; hints: string[] };
export type DeadlineField = Field & { value: string; understood: Understood | null };
export type UnitsField = Field & {
  groups: {
    text: string;
    open: boolean;
    chosen: number;
    options: (Shown & { id: string; checked: boolean })[];
  }[];
};

export type FaultSummary = {
  title: string;
  text: string | null;
  items: { href: string | null; text: string }[];
};

type About = { label: string; hint?: string | null; optional?: boolean; value?: string };

/** Makes the models of field components, with what was typed and what is wrong, and the summary of all faults. */
export type FormFields = {
  text: (
    name: string,
    about: About & {
      type?: TextField['type'];
      width?: Width;
      autocomplete?: string | null;
      numeric?: boolean;
    },
  ) => TextField;
  textarea: (name: string, about: About & { rows?: number }) => TextareaField;
  select: (name: string, about: About & { options: readonly Choice[]; width?: Width }) => SelectField;
  radio: (name: string, about: About & { options: readonly Choice[] }) => RadioField;
  file: (
    name: string,
    about: About & { multiple?: boolean; accept: string; kept?: FileField['kept']; keptName?: string },
  ) => FileField;
  deadline: (name: string, about: About & { understood?: Understood | null }) => DeadlineField;
  units: (
    name: string,
    about: About & { groups: readonly { text: string; units: readonly Choice[] }[] },
  ) => UnitsField;
  /** All faults so far, linked to the fields made before; null without any. Call it last. */
  summary: () => FaultSummary | null;
};

export function fieldId(name: string): string {
  return `field-${name.replace(/[^\w-]/g, '-')}`;
}

/** Whether a fault at `field` is shown at the input `name`: the same, an item of its list, or a part of it. */
function concerns(field: string, name: string): boolean {
  return field === name || field.startsWith(`${name}.`) || name.startsWith(`${field}.`);
}

/** The sentence of a fault: what to do (`fault.<code>`). */
export function faultText(fault: FieldFaults[number], t: Translate): string {
  return t(`fault.${fault.code}`, fault.params ?? {});
}

function withIds(name: string, options: readonly Choice[], chosen: readonly string[]) {
  return options.map((option) => ({
    ...option,
    lang: option.lang ?? null,
    id: `${fieldId(name)}-${fieldId(option.value)}`,
    checked: chosen.includes(option.value),
  }));
}

/** The fields of a form. Several fields may share a fault; it stands at the first. */
export function formFields(t: Translate, typed: Typed, faults: FieldFaults = []): FormFields {
  const labels = new Map<string, string>();
  const shown = new Map<FieldFaults[number], string>();

  const valuesOf = (name: string, about: About): readonly string[] => {
    const value = typed[name] ?? about.value ?? [];
    return typeof value === 'string' ? [value] : value;
  };
  const field = (name: string, about: About): Field => {
    labels.set(name, about.label);
    const mine = faults.filter((fault) => concerns(fault.field, name) && !shown.has(fault));
    for (const fault of mine) shown.set(fault, name);
    const [first] = mine;
    return {
      id: fieldId(name),
      name,
      label: about.label,
      hint: about.hint ?? null,
      optional: about.optional ?? false,
      fault: first === undefined ? null : faultText(first, t),
    };
  };
  const firstOf = (name: string, about: About): string => valuesOf(name, about)[0] ?? '';

  return {
    text: (name, about) => ({
      ...field(name, about),
      value: firstOf(name, about),
      type: about.type ?? 'text',
      width: about.width ?? 'full',
      autocomplete: about.autocomplete ?? null,
      numeric: about.numeric ?? false,
    }),
    textarea: (name, about) => ({
      ...field(name, about),
      value: firstOf(name, about),
      rows: about.rows ?? 4,
    }),
    select: (name, about) => ({
      ...field(name, about),
      width: about.width ?? 'half',
      options: about.options.map((option) => ({
        ...option,
        lang: option.lang ?? null,
        selected: option.value === firstOf(name, about),
      })),
    }),
    radio: (name, about) => ({
      ...field(name, about),
      options: withIds(name, about.options, valuesOf(name, about)),
    }),
    file: (name, about) => ({
      ...field(name, about),
      multiple: about.multiple ?? true,
      accept: about.accept,
      kept: about.kept ?? [],
      keptName: about.keptName ?? 'kept',
    }),
    deadline: (name, about) => ({
      ...field(name, about),
      value: firstOf(name, about),
      understood: about.understood ?? null,
    }),
    units: (name, about) => ({
      ...field(name, about),
      groups: about.groups.map(({ text, units }) => {
        const options = withIds(name, units, valuesOf(name, about));
        const chosen = options.filter((option) => option.checked).length;
        return { text, open: chosen > 0, chosen, options };
      }),
    }),
    summary: () => {
      if (faults.length === 0) return null;
      const items = faults.map((fault) => {
        const name = shown.get(fault);
        const text = faultText(fault, t);
        if (name === undefined) return { href: null, text: `${fault.field}: ${text}` };
        return { href: `#${fieldId(name)}`, text: `${labels.get(name)}: ${text}` };
      });
      return { title: t('form.faults.title'), text: null, items };
    },
  };
}

/** The summary for what the state of things doesn't allow (`refusal.<code>`). */
export function refusalSummary(code: string, t: Translate): FaultSummary {
  return { title: t('form.refused.title'), text: t(`refusal.${code}`), items: [] };
}
