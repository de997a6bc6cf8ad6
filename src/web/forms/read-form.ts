import type { Field, FieldKind } from '../../app/fields.ts';
import { allOf, type Form, firstOf } from '../visit.ts';

/** A day as people type it, dd/mm/yyyy, in the form of the program; anything else stays to be judged. */
function readDay(text: string): string {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  if (parts === null) return text.trim();
  const [, day, month, year] = parts as unknown as [string, string, string, string];
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function readNumber(text: string): number | string {
  const digits = /^\s*(\d+)\s*%?\s*$/.exec(text)?.[1];
  return digits === undefined ? text : Number(digits);
}

type Read = (form: Form, name: string) => unknown;

const text: Read = (form, name) => firstOf(form, name);
const number: Read = (form, name) => readNumber(firstOf(form, name));
const list: Read = (form, name) => allOf(form, name).filter((one) => one !== '');

/** How each kind of field is read from what a browser sends; empty means left out. */
const READERS: Record<FieldKind, Read> = {
  line: text,
  text,
  unit: text,
  person: text,
  cause: text,
  id: text,
  day: (form, name) => readDay(firstOf(form, name)),
  progress: number,
  quality: number,
  weight: number,
  version: number,
  units: list,
  leadUnits: list,
  files: list,
  deadline: (form, name) => (firstOf(form, `${name}.none`) === 'yes' ? null : firstOf(form, name)),
  paper: (form, name) => {
    const notation = firstOf(form, `${name}.notation`);
    const issuedOn = readDay(firstOf(form, `${name}.issuedOn`));
    if (notation === '' && issuedOn === '') return '';
    return { ...(notation === '' ? {} : { notation }), ...(issuedOn === '' ? {} : { issuedOn }) };
  },
};

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

/**
 * What was typed into a form, as the use cases take it: numbers, days and lists in their types, and what was left
 * empty left out. Nothing is judged here: the one parser of the use case does.
 */
export function readForm(fields: Record<string, Field>, form: Form): Record<string, unknown> {
  const read = Object.entries(fields).map(([name, { kind }]) => [name, READERS[kind](form, name)] as const);
  return Object.fromEntries(
    read.filter(
      ([name, value]) => !isEmpty(value) || (fields[name]?.kind === 'deadline' && fields[name]?.required),
    ),
  );
}
