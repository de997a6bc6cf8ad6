import { addDays, type Day } from './day.ts';
import type { FieldFault } from './decide.ts';
import type { Paper } from './task.ts';
import { type Ending, isValidOn, namesOf, settleName, type Unit } from './unit.ts';

/** A change of units; `on` is the first day of the new order (docs/operations.md, "Units that change"). */
export type UnitChange = { on: Day; document: Paper | null } & (
  | { kind: 'rename'; unit: string; name: string; shortName: string | null }
  | { kind: 'merge'; units: readonly string[]; into: string }
  | { kind: 'split'; unit: string; into: readonly string[]; tasksTo: string }
  | { kind: 'end'; unit: string; tasksTo: string | null }
);

/** Units by code, as the changes so far leave them. */
type Units = Map<string, Unit>;

type Rename = Extract<UnitChange, { kind: 'rename' }>;

/** A unit that ends by a change; each place is the field that names it, from which faults are told. */
type EndingUnit = {
  unit: { code: string; at: string };
  successors: { code: string; at: string }[];
  on: Day;
  ending: Ending;
};

function endingsOf(change: Exclude<UnitChange, Rename>, at: string): EndingUnit[] {
  const { kind, on, document } = change;
  switch (change.kind) {
    case 'merge': {
      const into = { code: change.into, at: `${at}.into` };
      return change.units.flatMap((code, i) => {
        const ending = { kind, tasksTo: change.into, document } as const;
        const unit = { code, at: `${at}.units.${i}` };
        return code === change.into ? [] : [{ unit, successors: [into], on, ending }];
      });
    }
    case 'split': {
      const successors = change.into.map((code, i) => ({ code, at: `${at}.into.${i}` }));
      const ending = { kind: change.kind, tasksTo: change.tasksTo, document };
      return [{ unit: { code: change.unit, at: `${at}.unit` }, successors, on, ending }];
    }
    case 'end': {
      const { tasksTo } = change;
      const successors = tasksTo === null ? [] : [{ code: tasksTo, at: `${at}.tasksTo` }];
      const ending = { kind: change.kind, tasksTo, document };
      return [{ unit: { code: change.unit, at: `${at}.unit` }, successors, on, ending }];
    }
  }
}

function twice(codes: readonly string[], at: string): FieldFault[] {
  return codes.flatMap((code, i) =>
    codes.indexOf(code) === i ? [] : [{ field: `${at}.${i}`, code: 'givenTwice' }],
  );
}

/** What is wrong with a change whatever the units are. */
function ownFaults(change: UnitChange, at: string): FieldFault[] {
  switch (change.kind) {
    case 'rename':
      return [];
    case 'merge': {
      const merged = change.units.some((code) => code !== change.into);
      return [
        ...twice(change.units, `${at}.units`),
        ...(merged ? [] : [{ field: `${at}.units`, code: 'nothingMerges' }]),
      ];
    }
    case 'split': {
      const known = change.into.includes(change.tasksTo);
      return [
        ...twice(change.into, `${at}.into`),
        ...(known ? [] : [{ field: `${at}.tasksTo`, code: 'notSuccessor' }]),
      ];
    }
    case 'end':
      return [];
  }
}

/** Since when a unit bears its latest name, or will. */
function lastNamedOn(unit: Unit): Day {
  return namesOf(unit).at(-1)?.from ?? unit.validFrom;
}

function renameFault(unit: Unit | undefined, { on, name, shortName }: Rename, at: string): FieldFault | null {
  if (unit === undefined) return { field: `${at}.unit`, code: 'noSuchUnit' };
  if (!isValidOn(unit, on)) return { field: `${at}.on`, code: 'unitNotValidThen' };
  if (unit.nextName !== null) return { field: `${at}.unit`, code: 'renameWaits' };
  if (on <= lastNamedOn(unit)) return { field: `${at}.on`, code: 'namedLater' };
  const same = unit.name === name && unit.shortName === (shortName ?? name);
  return same ? { field: `${at}.name`, code: 'sameName' } : null;
}

function endFault(unit: Unit | undefined, { unit: { at }, on }: EndingUnit, path: string): FieldFault | null {
  if (unit === undefined) return { field: at, code: 'noSuchUnit' };
  if (unit.parent === null) return { field: at, code: 'rootStays' };
  if (unit.validTo !== null && isValidOn(unit, on)) return { field: at, code: 'endsAlready' };
  if (!isValidOn(unit, on)) return { field: at, code: 'unitNotValidThen' };
  if (on <= unit.validFrom) return { field: `${path}.on`, code: 'beforeUnitBegan' };
  return on <= lastNamedOn(unit) ? { field: `${path}.on`, code: 'namedLater' } : null;
}

function renamed(unit: Unit, { name, shortName, on }: Rename, today: Day): Unit {
  return settleName({ ...unit, nextName: { name, shortName: shortName ?? name, from: on } }, today);
}

function ended(unit: Unit, { on, successors, ending }: EndingUnit): Unit {
  return { ...unit, validTo: addDays(on, -1), successors: successors.map(({ code }) => code), ending };
}

function apply(units: Units, change: UnitChange, path: string, today: Day): FieldFault[] {
  if (change.kind === 'rename') {
    const unit = units.get(change.unit);
    const fault = renameFault(unit, change, path);
    if (fault !== null || unit === undefined) return fault === null ? [] : [fault];
    units.set(unit.code, renamed(unit, change, today));
    return [];
  }
  return endingsOf(change, path).flatMap((ending) => {
    const unit = units.get(ending.unit.code);
    const fault = endFault(unit, ending, path);
    if (fault !== null || unit === undefined) return fault === null ? [] : [fault];
    units.set(unit.code, ended(unit, ending));
    return [];
  });
}

function successorFault(units: Units, unit: Unit, code: string, on: Day): string | null {
  const successor = units.get(code);
  if (successor === undefined) return 'noSuchUnit';
  if (code === unit.code) return 'ownSuccessor';
  if (successor.parent !== unit.parent) return 'otherParent';
  return isValidOn(successor, on) ? null : 'successorNotValid';
}

/** What only shows when all changes stand: the successors are there, and no unit is left without the one above it. */
function faultsAfter(units: Units, { unit: { code, at }, successors, on }: EndingUnit): FieldFault[] {
  const unit = units.get(code);
  if (unit === undefined) return [];
  const others = [...units.values()].filter((other) => other !== unit);
  const orphan = others.some(({ parent, validTo }) => parent === code && (validTo === null || validTo >= on));
  const inherits = others.some(
    (other) => other.successors.includes(code) && other.validTo !== null && on <= addDays(other.validTo, 1),
  );
  const wrong = successors.flatMap((successor) => {
    const fault = successorFault(units, unit, successor.code, on);
    return fault === null ? [] : [{ field: successor.at, code: fault }];
  });
  return [
    ...wrong,
    ...(orphan ? [{ field: at, code: 'childrenStay' }] : []),
    ...(inherits ? [{ field: at, code: 'inheritsLater' }] : []),
  ];
}

/** One fault for each field: of several units that merge into one that can't, it is told once. */
function oneEach(faults: readonly FieldFault[]): FieldFault[] {
  return [...new Map(faults.toReversed().map((fault) => [fault.field, fault])).values()].reverse();
}

/**
 * The units that changes alter, as they are then, in the order given; or all that is wrong, each fault at its path in the file. The changes
 * are made one after the other: `units` are all there are, those that the file creates among them.
 */
export function changeUnits(
  units: readonly Unit[],
  changes: readonly UnitChange[],
  today: Day,
): { ok: true; units: Unit[] } | { ok: false; faults: FieldFault[] } {
  const after: Units = new Map(units.map((unit) => [unit.code, unit]));
  const faults = changes.flatMap((change, i) => {
    const path = `changes.${i}`;
    return [...ownFaults(change, path), ...apply(after, change, path, today)];
  });
  const endings = changes.flatMap((change, i) =>
    change.kind === 'rename' ? [] : endingsOf(change, `changes.${i}`),
  );
  const all = oneEach([...faults, ...endings.flatMap((ending) => faultsAfter(after, ending))]);
  if (all.length > 0) return { ok: false, faults: all };
  return {
    ok: true,
    units: units.flatMap((unit) => {
      const now = after.get(unit.code);
      return now === undefined || now === unit ? [] : [now];
    }),
  };
}

/** Whether a change is in force as it stands in the file, so that it was applied before. */
export function isInForce(unitOf: (code: string) => Unit | undefined, change: UnitChange): boolean {
  if (change.kind === 'rename') {
    const unit = unitOf(change.unit);
    const { on, name } = change;
    return unit !== undefined && namesOf(unit).some((one) => one.from === on && one.name === name);
  }
  return endingsOf(change, '').every(({ unit: { code }, successors, on, ending }) => {
    const unit = unitOf(code);
    return (
      unit?.validTo === addDays(on, -1) &&
      unit.ending?.tasksTo === ending.tasksTo &&
      unit.successors.join() === successors.map((one) => one.code).join()
    );
  });
}
