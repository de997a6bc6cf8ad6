/** What can be hashed: texts, whole numbers, booleans, null, lists and objects with ASCII keys. */
export type Canonical =
  | string
  | number
  | boolean
  | null
  | readonly Canonical[]
  | { readonly [key: string]: Canonical };

/** Which numbers there may be: whole and safe ones in the ledger, any finite ones in what is published. */
type Numbers = 'whole' | 'any';

/**
 * The canonical JSON of RFC 8785, for the part of it that is used here: keys are ASCII, so that sorting them by code
 * unit and JSON.stringify of the parts is the canonical form. Throws on anything else, and on a number that may not be
 * there, which is a fault of the program and never of a person.
 */
export function canonicalJson(value: unknown, numbers: Numbers = 'whole'): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return canonicalNumber(value, numbers);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item, numbers)).join(',')}]`;
  if (typeof value === 'object') return canonicalObject(value as Record<string, unknown>, numbers);
  throw new TypeError(`not canonical: ${typeof value}`);
}

/** RFC 8785 writes numbers as ECMAScript does. */
function canonicalNumber(value: number, numbers: Numbers): string {
  const fits = numbers === 'whole' ? Number.isSafeInteger(value) : Number.isFinite(value);
  if (!fits) throw new TypeError(`not a number that may be here: ${value}`);
  return String(value === 0 ? 0 : value);
}

function canonicalObject(value: Record<string, unknown>, numbers: Numbers): string {
  const parts: string[] = [];
  for (const key of Object.keys(value).sort()) {
    if (!/^[\x20-\x7e]+$/.test(key)) throw new TypeError(`not an ASCII key: ${key}`);
    parts.push(`${JSON.stringify(key)}:${canonicalJson(value[key], numbers)}`);
  }
  return `{${parts.join(',')}}`;
}
