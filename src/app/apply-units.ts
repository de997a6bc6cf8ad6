import { z } from 'zod';
import { inTransaction } from '../db/connect.ts';
import { insertUnits } from '../db/unit-store.ts';
import { UNIT_KINDS, type Unit } from '../domain/unit.ts';
import { KINDS } from './fields.ts';
import type { House } from './house.ts';
import { done, type Fault, faulty, type Outcome } from './outcome.ts';
import { parse } from './parse.ts';

/** A file of units to create (contract.md, `units apply`). */
const UNITS_FILE = z.strictObject({
  units: z
    .array(
      z.strictObject({
        code: KINDS.unit,
        name: KINDS.line,
        shortName: KINDS.line.optional(),
        kind: z.enum(UNIT_KINDS),
        parent: KINDS.unit.nullish(),
        peerGroup: KINDS.unit.nullish(),
        ownOffice: z.boolean().optional(),
        validFrom: KINDS.day,
      }),
    )
    .min(1)
    .max(5000),
});

type Row = z.infer<typeof UNITS_FILE>['units'][number];

function faultsOf(house: House, rows: readonly Row[]): Fault[] {
  const codes = new Set(rows.map((row) => row.code));
  return rows.flatMap((row, i): Fault[] => {
    const at = (field: string, code: string): Fault => ({ field: `units.${i}.${field}`, code });
    const twice = rows.findIndex((other) => other.code === row.code) !== i;
    const known = house.directory.unit(row.code) !== undefined;
    const parent = row.parent ?? null;
    const parentless = parent !== null && house.directory.unit(parent) === undefined && !codes.has(parent);
    return [
      ...(twice || known ? [at('code', 'unitExists')] : []),
      ...(parentless || parent === row.code ? [at('parent', 'noSuchUnit')] : []),
    ];
  });
}

function unitOf(row: Row): Unit {
  return {
    code: row.code,
    name: row.name,
    shortName: row.shortName ?? row.name,
    kind: row.kind,
    parent: row.parent ?? null,
    peerGroup: row.peerGroup ?? null,
    ownOffice: row.ownOffice ?? (row.code === 'VP' || row.code === `${row.parent}.VP`),
    validFrom: row.validFrom,
    validTo: null,
    successors: [],
  };
}

/** Creates the units of a file, all or none; with `dryRun` only says whether it could. Gives the units. */
export async function applyUnits(house: House, input: unknown, dryRun: boolean): Promise<Outcome<Unit[]>> {
  const parsed = parse(UNITS_FILE, input);
  if (!parsed.ok) return parsed;
  const faults = faultsOf(house, parsed.value.units);
  if (faults.length > 0) return faulty(...faults);
  const units = parsed.value.units.map(unitOf);
  if (dryRun) return done(units);
  await inTransaction(house.connection, (session) => insertUnits(house.connection, session, units));
  await house.directory.refresh('now');
  return done(units);
}
