import { addDays, type Day } from './day.ts';
import type { Paper } from './task.ts';

export const UNIT_KINDS = ['province', 'office', 'department', 'district', 'commune'] as const;

export type UnitKind = (typeof UNIT_KINDS)[number];

/** What a unit was called until a day, that day included. */
export type EarlierName = { name: string; shortName: string; until: Day };

/** What a unit will be called from a day on. */
export type NextName = { name: string; shortName: string; from: Day };

/** How a unit ends after its last day: who takes over its open tasks, null for nobody, and by which paper. */
export type Ending = { kind: 'merge' | 'split' | 'end'; tasksTo: string | null; document: Paper | null };

/** A body that assigns or receives. Valid from `validFrom` to `validTo`, both days included; null is unbounded. */
export type Unit = {
  code: string;
  name: string;
  shortName: string;
  kind: UnitKind;
  parent: string | null;
  peerGroup: string | null;
  /** The assigner's own Office as a unit with tasks: an officeHead verifies for it, and it is not ranked. */
  ownOffice: boolean;
  validFrom: Day;
  validTo: Day | null;
  successors: string[];
  /** Its names before the present one, oldest first, and the one that waits for its day. */
  earlierNames: EarlierName[];
  nextName: NextName | null;
  ending: Ending | null;
};

/** What has not changed of a unit that has just begun. */
export const UNCHANGED = {
  validTo: null,
  successors: [],
  earlierNames: [],
  nextName: null,
  ending: null,
} satisfies Partial<Unit>;

/** Whether the unit exists on that day. */
export function isValidOn(unit: Pick<Unit, 'validFrom' | 'validTo'>, day: Day): boolean {
  return unit.validFrom <= day && (unit.validTo === null || day <= unit.validTo);
}

/** Whether the unit existed on some day from `from` to `to`. */
export function isValidWithin(unit: Pick<Unit, 'validFrom' | 'validTo'>, from: Day, to: Day): boolean {
  return unit.validFrom <= to && (unit.validTo === null || from <= unit.validTo);
}

/** Whether the unit's last day lies behind a day. */
export function hasEnded({ validTo }: Pick<Unit, 'validTo'>, day: Day): boolean {
  return validTo !== null && validTo < day;
}

/** Whether the unit may lead or coordinate tasks of that assigner on that day: its direct child, and valid. */
export function mayReceiveFrom(unit: Unit | undefined, assigner: string, day: Day): boolean {
  return unit !== undefined && unit.parent === assigner && isValidOn(unit, day);
}

type Name = { name: string; shortName: string; from: Day };

/** The names of a unit with their first days, oldest first. */
export function namesOf(unit: Unit): Name[] {
  const { name, shortName, earlierNames, nextName } = unit;
  const ended = earlierNames.map(({ until }) => addDays(until, 1));
  const upToNow = [...earlierNames, { name, shortName }].map((one, i) => ({
    name: one.name,
    shortName: one.shortName,
    from: ended[i - 1] ?? unit.validFrom,
  }));
  return nextName === null ? upToNow : [...upToNow, nextName];
}

/** The unit with the names that it has on a day; before its beginning those that it began with. */
export function asNamedOn(unit: Unit, day: Day): Unit {
  const names = namesOf(unit);
  const { name, shortName } = names.findLast(({ from }) => from <= day) ?? names[0] ?? unit;
  return { ...unit, name, shortName };
}

/** The unit once the name that waits has come into use; the same one before its day. */
export function settleName(unit: Unit, today: Day): Unit {
  const { name, shortName, nextName: next, earlierNames } = unit;
  if (next === null || next.from > today) return unit;
  const earlier = { name, shortName, until: addDays(next.from, -1) };
  return {
    ...unit,
    name: next.name,
    shortName: next.shortName,
    earlierNames: [...earlierNames, earlier],
    nextName: null,
  };
}
