import type { When } from '../domain/day.ts';
import type { Period } from '../domain/period.ts';
import type { Row } from '../domain/row.ts';
import type { Scheme } from '../domain/scheme.ts';
import { type Costing, costliest, ifFull } from '../domain/what-if.ts';
import type { House } from './house.ts';
import { rankingInput } from './ranking-input.ts';
import type { UnitLine } from './ranking-lines.ts';

/** A task that cost points, and the row of its unit if it had had full points. */
export type WhatIf = { task: string; row: Row };

/** How many of the costliest tasks are shown. */
const SHOWN = 3;

function costingsOf(unit: string, lines: readonly UnitLine[]): Costing[] {
  const byTask = Map.groupBy(
    lines.filter(({ task }) => task !== null),
    ({ task }) => task ?? '',
  );
  return [...byTask].map(([task, some]) => ({
    task,
    facts: some.map(({ component, weight, points, daysLate }) => ({
      ...{ unit, component, weight, daysLate },
      points: Math.round(points * 100),
    })),
  }));
}

/**
 * The tasks that cost a ranked unit most, and what would have become of its score without that; of lines that the reader
 * was given already, so that nothing is shown here that isn't there.
 */
export async function readWhatIf(
  house: House,
  asked: { assigner: string; period: Period; scheme: Scheme; unit: string },
  lines: readonly UnitLine[],
  when: When,
): Promise<WhatIf[]> {
  const { unit, scheme } = asked;
  const { input } = await rankingInput(house, { ...asked, today: when.today, past: false });
  return costliest(scheme, input, unit, costingsOf(unit, lines), SHOWN).flatMap((costing) => {
    const row = ifFull(scheme, input, unit, costing);
    return row === undefined || row.score === null ? [] : [{ task: costing.task, row }];
  });
}
