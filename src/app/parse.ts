import type { z } from 'zod';
import { done, type Fault, faulty, type Outcome } from './outcome.ts';

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );
}

function codeOf(issue: z.core.$ZodIssue, input: unknown): string {
  const value = valueAt(input, issue.path);
  if (value === undefined || value === null) return 'required';
  switch (issue.code) {
    case 'custom':
      return typeof issue.params?.['code'] === 'string' ? issue.params['code'] : 'wrong';
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int' ? 'outOfRange' : 'required';
    case 'too_big':
      return issue.origin === 'string' ? 'tooLong' : issue.origin === 'array' ? 'tooMany' : 'outOfRange';
    case 'invalid_type':
      return issue.expected === 'int' || issue.expected === 'number' ? 'notWhole' : 'wrongType';
    case 'invalid_value':
      return 'notOneOf';
    case 'invalid_union':
      return 'discriminator' in issue && issue.discriminator !== undefined ? 'notOneOf' : 'wrongType';
    case 'invalid_format':
      return 'wrongForm';
    default:
      return 'wrongType';
  }
}

function paramsOf(issue: z.core.$ZodIssue): Record<string, number> {
  const params: Record<string, number> = {};
  if (issue.code === 'too_big') params['most'] = Number(issue.maximum);
  if (issue.code === 'too_small') params['least'] = Number(issue.minimum);
  return params;
}

function faultsOf(issue: z.core.$ZodIssue, input: unknown): Fault[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: [...path, key].join('.').slice(0, 100), code: 'unknownField' }));
  }
  return [{ field: path.join('.'), code: codeOf(issue, input), params: paramsOf(issue) }];
}

/** A value through a schema: the value, or its faults, one for each field, in the order of the fields. */
export function parse<T>(schema: z.ZodType<T>, input: unknown): Outcome<T> {
  const result = schema.safeParse(input);
  if (result.success) return done(result.data);
  const faults = result.error.issues.flatMap((issue) => faultsOf(issue, input));
  return faulty(
    ...new Map(faults.toReversed().map((fault) => [fault.field, fault])).values().toArray().toReversed(),
  );
}

/** The faults of an outcome; none where it stands. */
export function faultsIn(outcome: Outcome<unknown>): readonly Fault[] {
  return 'faults' in outcome ? outcome.faults : [];
}

/** What of the input no fault concerns, as it came, so that all that is wrong is said at once. */
export function soundOf(input: unknown, faults: readonly Fault[]): Record<string, unknown> {
  if (typeof input !== 'object' || input === null) return {};
  const wrong = new Set(faults.map(({ field }) => field.split('.')[0]));
  return Object.fromEntries(Object.entries(input).filter(([name]) => !wrong.has(name)));
}

/** Faults in the order in which the fields stand in the form. */
export function inOrder(fields: Record<string, unknown>, faults: readonly Fault[]): Fault[] {
  const names = Object.keys(fields);
  const place = ({ field }: Fault) => names.indexOf(field.split('.')[0] ?? '');
  return faults.toSorted((a, b) => place(a) - place(b));
}
