import { inTransaction } from '../db/connect.ts';
import { hasChangedSince } from '../db/passing-queries.ts';
import { insertUnits, replaceUnit } from '../db/unit-store.ts';
import { startOf, type When } from '../domain/day.ts';
import { namesOf, UNCHANGED, type Unit } from '../domain/unit.ts';
import { changeUnits, isInForce, type UnitChange } from '../domain/unit-change.ts';
import type { House } from './house.ts';
import { Conflict, done, type Fault, faulty, type Outcome } from './outcome.ts';
import { parse } from './parse.ts';
import { countToPass, type ToPass } from './pass-tasks.ts';
import { settleUnits } from './settle-units.ts';
import { UNITS_FILE, type UnitRow, type UnitsFile } from './units-file.ts';

/** A new name of a unit, and since when. */
export type Renamed = { unit: string; from: string; to: string; on: string };

/** A unit that ends after its last day: how, who succeeds it, and what becomes of its open tasks. */
export type EndedUnit = ToPass &
  Pick<Unit, 'successors'> & { unit: string; kind: string; validTo: string; tasksTo: string | null };

/** What a file did, or would do; `already` when all of it was in force. `passed` counts the tasks that passed at once. */
export type AppliedUnits = {
  already: boolean;
  created: Pick<Unit, 'code' | 'name'>[];
  renamed: Renamed[];
  ended: EndedUnit[];
  passed: number;
};

function unitOf(row: UnitRow): Unit {
  return {
    ...UNCHANGED,
    code: row.code,
    name: row.name,
    shortName: row.shortName ?? row.name,
    kind: row.kind,
    parent: row.parent ?? null,
    peerGroup: row.peerGroup ?? null,
    ownOffice: row.ownOffice ?? (row.code === 'VP' || row.code === `${row.parent}.VP`),
    validFrom: row.validFrom,
  };
}

function creationFaults({ directory }: House, rows: readonly UnitRow[]): Fault[] {
  const codes = new Set(rows.map((row) => row.code));
  return rows.flatMap((row, i): Fault[] => {
    const at = (field: string, code: string): Fault => ({ field: `units.${i}.${field}`, code });
    const twice = rows.findIndex((other) => other.code === row.code) !== i;
    const parent = row.parent ?? null;
    const above = parent === null ? undefined : directory.unit(parent);
    const parentless = parent !== null && above === undefined && !codes.has(parent);
    const ends = above !== undefined && above.validTo !== null;
    return [
      ...(twice || directory.unit(row.code) !== undefined ? [at('code', 'unitExists')] : []),
      ...(parentless || parent === row.code ? [at('parent', 'noSuchUnit')] : []),
      ...(ends ? [at('parent', 'parentEnds')] : []),
    ];
  });
}

/** Whether the unit of a row is there as the file has it, whatever became of it since. */
function isThere({ directory }: House, row: UnitRow): boolean {
  const unit = directory.unit(row.code);
  const { kind, parent, validFrom } = unitOf(row);
  return unit?.kind === kind && unit.parent === parent && unit.validFrom === validFrom;
}

/** A file of changes may be applied again, so that what an interruption left undone is done. */
function isApplied(house: House, { units, changes }: UnitsFile): boolean {
  const { unit } = house.directory;
  return (
    changes.length > 0 &&
    units.every((row) => isThere(house, row)) &&
    changes.every((change) => isInForce(unit, change))
  );
}

/** The units that a change ends. */
function endedBy(change: UnitChange): readonly string[] {
  if (change.kind === 'rename') return [];
  return change.kind === 'merge' ? change.units.filter((code) => code !== change.into) : [change.unit];
}

/** Where a unit would end on a day before something that happened to its tasks: the ledger would know of it no more. */
async function pastFaults(
  { connection }: House,
  changes: readonly UnitChange[],
  { today }: When,
): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const [i, change] of changes.entries()) {
    const units = endedBy(change);
    if (units.length === 0 || change.on >= today) continue;
    const late = await hasChangedSince(connection, units, startOf(change.on));
    if (late) faults.push({ field: `changes.${i}.on`, code: 'happenedSince' });
  }
  return faults;
}

type Planned = { created: Unit[]; changed: { before: Unit | null; after: Unit }[] };

async function plan(house: House, { units, changes }: UnitsFile, when: When): Promise<Outcome<Planned>> {
  const faults = creationFaults(house, units);
  if (faults.length > 0) return faulty(...faults);
  const created = units.map(unitOf);
  const outcome = changeUnits([...house.directory.units(), ...created], changes, when.today);
  if (!outcome.ok) return outcome;
  const late = await pastFaults(house, changes, when);
  if (late.length > 0) return faulty(...late);
  const changed = outcome.units.map((after) => ({ before: house.directory.unit(after.code) ?? null, after }));
  return done({ created, changed });
}

function renamedIn({ before, after }: Planned['changed'][number]): Renamed[] {
  const known = before === null ? 1 : namesOf(before).length;
  const names = namesOf(after);
  return names.slice(known).map(({ name, from }, i) => ({
    unit: after.code,
    from: names[known + i - 1]?.name ?? '',
    to: name,
    on: from,
  }));
}

async function endedIn(house: House, { before, after }: Planned['changed'][number]): Promise<EndedUnit[]> {
  const { code, validTo, ending, successors } = after;
  if (ending === null || validTo === null || before?.validTo === validTo) return [];
  const { kind, tasksTo } = ending;
  return [{ unit: code, kind, validTo, successors, tasksTo, ...(await countToPass(house, after)) }];
}

async function saying(house: House, { created, changed }: Planned): Promise<Omit<AppliedUnits, 'passed'>> {
  const ended: EndedUnit[] = [];
  for (const change of changed) ended.push(...(await endedIn(house, change)));
  const units = created.map(({ code, name }) => ({ code, name }));
  return { already: false, created: units, renamed: changed.flatMap(renamedIn), ended };
}

async function write({ connection }: House, { created, changed }: Planned, { now }: When): Promise<void> {
  const after = new Map(changed.map((change) => [change.after.code, change.after]));
  await inTransaction(connection, async (session) => {
    await insertUnits(
      connection,
      session,
      created.map((unit) => after.get(unit.code) ?? unit),
    );
    for (const change of changed) {
      if (change.before === null) continue;
      const renamedAt = renamedIn(change).length > 0 ? now : null;
      if (!(await replaceUnit(connection, session, change.before, change.after, renamedAt))) {
        throw new Conflict('stale');
      }
    }
  });
}

/**
 * Creates the units of a file and makes its changes (domain/unit-change.ts), all or none; with `dryRun` only says what it
 * would do. The open tasks of units that have ended by today pass to their successors (app/pass-tasks.ts). A file of changes
 * that is in force already changes no unit. Throws Conflict `stale` when a unit changed meanwhile.
 */
export async function applyUnits(
  house: House,
  input: unknown,
  when: When,
  dryRun: boolean,
): Promise<Outcome<AppliedUnits>> {
  const parsed = parse(UNITS_FILE, input);
  if (!parsed.ok) return parsed;
  const already = isApplied(house, parsed.value);
  const planned = already ? done({ created: [], changed: [] }) : await plan(house, parsed.value, when);
  if (!planned.ok) return planned;
  const said = { ...(await saying(house, planned.value)), already };
  if (dryRun) return done({ ...said, passed: 0 });
  await write(house, planned.value, when);
  await house.directory.refresh('now');
  const { tasks } = await settleUnits(house, when);
  return done({ ...said, passed: tasks });
}
