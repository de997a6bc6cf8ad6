import { ballOf } from './ball.ts';
import { addDays, type Day } from './day.ts';
import type { Happening } from './event.ts';
import type { Task } from './task.ts';
import { hasEnded, type Unit } from './unit.ts';

type UnitOf = (code: string) => Unit | undefined;

/**
 * Who answers on a day for what a unit was given: the unit itself while it has not ended, else whoever takes over its
 * tasks, and so on; null when nobody does. Each successor ends later than the one before it, so the way has an end.
 */
export function heirOf(unitOf: UnitOf, code: string, day: Day): string | null {
  const unit = unitOf(code);
  if (unit === undefined || !hasEnded(unit, day)) return code;
  const next = unit.ending?.tasksTo ?? null;
  return next === null ? null : heirOf(unitOf, next, day);
}

function written(day: Day): string {
  const [year, month, date] = day.split('-');
  return `${date}/${month}/${year}`;
}

/** How the ledger, which is written in Vietnamese, calls a change. */
const CHANGES = {
  merge: (heir: string) => `sáp nhập vào ${heir}`,
  split: () => 'được chia tách',
  end: () => 'kết thúc hoạt động',
} as const;

/** Why a task passes: the change of the unit, since when, and by which paper. */
function reasonOf({ name, validTo, ending }: Unit, heir: string): string {
  const change = CHANGES[ending?.kind ?? 'end'](heir);
  const since = validTo === null ? '' : ` từ ngày ${written(addDays(validTo, 1))}`;
  const paper = ending?.document ?? null;
  const by = paper === null ? '' : ` theo ${paper.notation} ngày ${written(paper.issuedOn)}`;
  return `${name} ${change}${since}${by}`;
}

/** The first of these units that has ended. */
function firstEnded(unitOf: UnitOf, codes: readonly string[], today: Day): Unit | undefined {
  return codes.map(unitOf).find((unit) => unit !== undefined && hasEnded(unit, today));
}

/** Whether a task waits for the assigner: its answer goes to the unit that asked, and only then the task passes. */
export function waits(task: Pick<Task, 'state' | 'holds'>): boolean {
  return ballOf(task).with === 'assigner';
}

/** What tells whether a task passes. */
export type Concerned = Pick<Task, 'lead' | 'coordinating' | 'state' | 'holds'>;

/**
 * What happens to an open task today because units that it concerns have ended (design.md, section 5): it passes to the
 * successor of its lead once the ball is with the unit, and successors take the places of coordinating units. Null when
 * nothing does.
 */
export function passingOf(task: Concerned, unitOf: UnitOf, today: Day): Happening | null {
  const heir = (code: string) => heirOf(unitOf, code, today) ?? code;
  const nameOf = (code: string) => unitOf(code)?.name ?? code;
  const lead = waits(task) ? task.lead : heir(task.lead);
  const coordinating = [...new Set(task.coordinating.map(heir))].filter((code) => code !== lead);
  const old = unitOf(task.lead);
  if (lead !== task.lead && old !== undefined) {
    return { type: 'reassigned', data: { lead, coordinating, reason: reasonOf(old, nameOf(lead)) } };
  }
  const ended = firstEnded(
    unitOf,
    task.coordinating.filter((code) => heir(code) !== code),
    today,
  );
  if (ended === undefined) return null;
  const reason = reasonOf(ended, nameOf(heir(ended.code)));
  return { type: 'corrected', data: { content: null, coordinating, deadline: null, weight: null, reason } };
}
