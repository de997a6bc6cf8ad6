/** What can be hashed: texts, whole numbers, booleans, null, lists and objects with ASCII keys. */
export type Canonical =
  | string
  | number
  | boolean
  | null
  | readonly Canonical[]
  | { readonly [key: string]: Canonical };

/**
 * The canonical JSON of RFC 8785, for the part of it that the ledger uses: numbers are whole and safe, keys are
 * ASCII, so that sorting them by code unit and JSON.stringify of the parts is the canonical form.
 * Throws on anything else, which is a fault of the program and never of a person.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`not a whole number: ${value}`);
    return String(value === 0 ? 0 : value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') return canonicalObject(value as Record<string, unknown>);
  throw new TypeError(`not canonical: ${typeof value}`);
}

function canonicalObject(value: Record<string, unknown>): string {
  const parts: string[] = [];
  for (const key of Object.keys(value).sort()) {
    if (!/^[\x20-\x7e]+$/.test(key)) throw new TypeError(`not an ASCII key: ${key}`);
    parts.push(`${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  }
  return `{${parts.join(',')}}`;
}
