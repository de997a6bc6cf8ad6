import type { Day } from '../../domain/day.ts';
import { asNamedOn, hasEnded, type Unit } from '../../domain/unit.ts';
import { formatDay } from '../../present/format.ts';
import type { Visit } from '../visit.ts';

/** A unit by its names of a day; one that has ended by then says until when it was there. */
export function shownOn({ t }: Pick<Visit, 't'>, unit: Unit, day: Day): Unit {
  const named = asNamedOn(unit, day);
  if (unit.validTo === null || !hasEnded(unit, day)) return named;
  const until = formatDay(unit.validTo);
  const ended = (name: string) => t('unit.namedEnded', { name, day: until });
  return { ...named, name: ended(named.name), shortName: ended(named.shortName) };
}

/** The units of the rows of a board, as they were on the day that it shows. */
export function boardUnits(
  visit: Visit,
  assigner: string,
  rows: readonly { unit: string }[],
  day: Day,
): Unit[] {
  const shown = new Set(rows.map(({ unit }) => unit));
  const children = visit.house.directory.childrenOf(assigner);
  return children.filter(({ code }) => shown.has(code)).map((unit) => shownOn(visit, unit, day));
}
