import type { FieldFault } from './decide.ts';

/** Reads values out of parsed JSON, noting each fault with its field and going on, so that all are listed. */
export type JsonReader = {
  faults: FieldFault[];
  fault: (field: string, code: string) => void;
  list: (value: unknown, field: string) => readonly unknown[];
  record: (value: unknown, field: string) => Readonly<Record<string, unknown>>;
  text: (value: unknown, field: string) => string;
  oneOf: <T extends string>(value: unknown, field: string, allowed: readonly T[]) => T;
  whole: (value: unknown, field: string) => number;
  /** A plain number with at most two decimals, as hundredths. */
  hundredths: (value: unknown, field: string) => number;
};

const TWO_DECIMALS = /^(-?)(\d+)(?:\.(\d{1,2}))?$/;

function hundredthsOf(value: unknown): number | null {
  const match = typeof value === 'number' ? TWO_DECIMALS.exec(String(value)) : null;
  if (match === null) return null;
  const hundredths = Number(`${match[1]}${match[2]}${(match[3] ?? '').padEnd(2, '0')}`);
  return Number.isSafeInteger(hundredths) ? hundredths : null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A reader whose faults carry codes `json.<kind>`; what can't be read becomes an empty value of its kind. */
export function jsonReader(): JsonReader {
  const faults: FieldFault[] = [];
  const fault = (field: string, code: string): void => void faults.push({ field, code });
  const otherwise = <T>(field: string, code: string, empty: T): T => {
    fault(field, code);
    return empty;
  };
  return {
    faults,
    fault,
    list: (value, field) => (Array.isArray(value) ? value : otherwise(field, 'json.list', [])),
    record: (value, field) => (isRecord(value) ? value : otherwise(field, 'json.record', {})),
    text: (value, field) => (typeof value === 'string' ? value : otherwise(field, 'json.text', '')),
    oneOf: (value, field, allowed) =>
      allowed.find((one) => one === value) ?? otherwise(field, 'json.oneOf', allowed[0]!),
    whole: (value, field) =>
      Number.isSafeInteger(value) ? (value as number) : otherwise(field, 'json.whole', 1),
    hundredths: (value, field) => hundredthsOf(value) ?? otherwise(field, 'json.hundredths', 0),
  };
}

/** The value of a JSON text, undefined (and a fault) when it is none. */
export function parseJson(reader: JsonReader, text: string, field: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    reader.fault(field, 'json.malformed');
    return undefined;
  }
}
