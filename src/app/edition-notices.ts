import type { DisputeRow } from '../db/dispute-store.ts';
import type { EditionRow } from '../db/edition-store.ts';
import type { NoticeRow } from '../db/notice-store.ts';
import type { When } from '../domain/day.ts';
import type { StepName } from '../domain/edition-course.ts';
import type { Actor, Role } from '../domain/post.ts';
import type { House } from './house.ts';
import { programNotice } from './program-notice.ts';

/** Who of a unit is told of its ranking. */
const TOLD: readonly Role[] = ['unitClerk', 'unitHead'];

/** What each step tells the units; finishing tells nothing, what was decided is told already. */
const KINDS: Record<StepName, string | null> = {
  open: 'editionOpened',
  finish: null,
  publish: 'editionPublished',
};

type Told = { edition: string; key: string; kind: string; code: string; params: NoticeRow['params'] };

/** A notice to each holder of these roles in the units but to whoever did it, once a person. */
function noticesTo(
  house: House,
  units: readonly string[],
  roles: readonly Role[],
  { edition, key, kind, code, params }: Told,
  actor: Actor,
  when: When,
): NoticeRow[] {
  const told = units.flatMap((unit) =>
    house.directory.holding(unit, roles).map(({ username }) => ({ username, unit })),
  );
  const each = new Map(told.map((one) => [one.username, one]));
  each.delete(actor.username);
  return [...each.values()].map(({ username: person, unit }) =>
    programNotice(
      { key: `${key}:${kind}:${person}:program`, person, unit, edition, code, kind, params },
      when,
    ),
  );
}

/** What a step of an edition tells the heads and clerks of its units. */
export function editionNotices(
  house: House,
  edition: EditionRow,
  step: StepName,
  actor: Actor,
  when: When,
): NoticeRow[] {
  const kind = KINDS[step];
  if (kind === null) return [];
  const { _id, period, disputesUntil } = edition;
  const told = { edition: _id, key: _id, kind, code: period, params: { period, due: disputesUntil } };
  const units = edition.units.map(({ code }) => code);
  return noticesTo(house, units, TOLD, told, actor, when);
}

/** What a dispute tells: the heads of the assigner's Office when it is asked, the unit when it is decided. */
export function disputeNotices(house: House, dispute: DisputeRow, actor: Actor, when: When): NoticeRow[] {
  const { _id, edition, assigner, unit, period, line, state } = dispute;
  const kinds = { waiting: 'lineDisputed', accepted: 'disputeAccepted', rejected: 'disputeRejected' };
  const told = { edition, key: _id, kind: kinds[state], code: line.code ?? '', params: { period } };
  return state === 'waiting'
    ? noticesTo(house, [assigner], ['officeHead'], told, actor, when)
    : noticesTo(house, [unit], TOLD, told, actor, when);
}
