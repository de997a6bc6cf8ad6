import type { Day } from './day.ts';

export const UNIT_KINDS = ['province', 'office', 'department', 'district', 'commune'] as const;

export type UnitKind = (typeof UNIT_KINDS)[number];

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
};

/** Whether the unit exists on that day. */
export function isValidOn(unit: Unit, day: Day): boolean {
  return unit.validFrom <= day && (unit.validTo === null || day <= unit.validTo);
}

/** Whether the unit existed on some day from `from` to `to`. */
export function isValidWithin(unit: Unit, from: Day, to: Day): boolean {
  return unit.validFrom <= to && (unit.validTo === null || from <= unit.validTo);
}

/** Whether the unit may lead or coordinate tasks of that assigner on that day: its direct child, and valid. */
export function mayReceiveFrom(unit: Unit | undefined, assigner: string, day: Day): boolean {
  return unit !== undefined && unit.parent === assigner && isValidOn(unit, day);
}
