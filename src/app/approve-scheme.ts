import { inTransaction } from '../db/connect.ts';
import { lockCounter } from '../db/counter-store.ts';
import {
  type ApprovedScheme,
  changeSchemeRow,
  findApproved,
  findScheme,
  type SchemeRow,
} from '../db/scheme-store.ts';
import type { When } from '../domain/day.ts';
import type { Actor } from '../domain/post.ts';
import { type Span, spanOfPeriods, takeOver } from '../domain/scheme-course.ts';
import type { House } from './house.ts';
import { Conflict, done, Forbidden, faulty, type Outcome } from './outcome.ts';
import type { Approval, SchemeAction, Withdrawal } from './scheme-requests.ts';
import { seeVersion } from './see-scheme.ts';

function schemesLock({ assigner }: Pick<SchemeRow, 'assigner'>): string {
  return `schemes:${assigner}`;
}

/** Writes the approval, and the end of the one that gives way; which ones stand in the way, if any do. */
async function approveFor(
  house: House,
  row: SchemeRow,
  span: Span,
  reason: string | null,
  actor: Actor,
  when: When,
): Promise<ApprovedScheme[]> {
  const { connection } = house;
  const by = { at: when.now, by: actor.username, reason };
  return inTransaction(connection, async (session) => {
    await lockCounter(connection, session, schemesLock(row));
    const { ends, inTheWay } = takeOverRows(span, await findApproved(connection, session, row.assigner));
    if (inTheWay.length > 0) return inTheWay;
    for (const { scheme, to } of ends)
      await changeSchemeRow(connection, session, scheme, { inForceTo: to }, { step: 'ended', ...by });
    const change = { state: 'approved' as const, inForceFrom: span.from, inForceTo: span.to };
    const approved = await changeSchemeRow(connection, session, row, change, { step: 'approved', ...by });
    if (!approved) throw new Conflict('stale');
    return [];
  });
}

function takeOverRows(span: Span, approved: readonly ApprovedScheme[]) {
  const { ends, inTheWay } = takeOver(
    span,
    approved.map((row) => ({ ...row.span, row })),
  );
  return {
    ends: ends.map(({ scheme, to }) => ({ scheme: scheme.row, to })),
    inTheWay: inTheWay.map(({ row }) => row),
  };
}

/** The draft, if the actor may approve it; never who drafted it last. Throws NotFound and Forbidden. */
export async function seeApprovable(house: House, id: string, actor: Actor): Promise<SchemeRow> {
  const row = await seeVersion(house, id, actor, 'approveSchemes');
  if (row.draftedBy === actor.username) throw new Forbidden();
  return row;
}

/**
 * Approves a draft for the periods from one to another, or from one on. The version in force till then ends the day
 * before when it had no end; one that has, and lies in the way, is a fault at `from` (`schemesOverlap`). Units may have
 * worked by another one in a period that has begun, so that needs a reason.
 */
async function approve(
  house: House,
  id: string,
  { revision, from, to, reason }: Approval,
  actor: Actor,
  when: When,
): Promise<Outcome<SchemeRow>> {
  const row = await seeApprovable(house, id, actor);
  if (row.state !== 'draft') return { ok: false, refused: 'schemeNotDraft' };
  if (row.revision !== revision) throw new Conflict('stale');
  const span = spanOfPeriods(from, to ?? null);
  if (span === null) return faulty({ field: 'to', code: 'endsBeforeItBegins' });
  if (span.from <= when.today && reason === undefined) return faulty({ field: 'reason', code: 'required' });
  const inTheWay = await approveFor(house, row, span, reason ?? null, actor, when);
  if (inTheWay.length > 0) {
    const names = inTheWay.map(({ scheme }) => `${scheme.name} (${scheme.version})`).join(', ');
    return faulty({ field: 'from', code: 'schemesOverlap', params: { names } });
  }
  return done((await findScheme(house.connection, id)) as SchemeRow);
}

/** The version, if the actor may withdraw it: a draft those who draft, an approved one a head. */
export async function seeWithdrawable(house: House, id: string, actor: Actor): Promise<SchemeRow> {
  const row = await seeVersion(house, id, actor, 'draftSchemes');
  return row.state === 'draft' ? row : seeVersion(house, id, actor, 'approveSchemes');
}

/** Withdraws a version: from then on it holds for no period. Editions that were frozen by it keep what they rest on. */
async function withdraw(
  house: House,
  id: string,
  { revision, reason }: Withdrawal,
  actor: Actor,
  when: When,
): Promise<Outcome<SchemeRow>> {
  const row = await seeWithdrawable(house, id, actor);
  if (row.state === 'withdrawn') return { ok: false, refused: 'schemeWithdrawn' };
  if (row.revision !== revision) throw new Conflict('stale');
  const step = { step: 'withdrawn' as const, at: when.now, by: actor.username, reason };
  if (!(await changeSchemeRow(house.connection, null, row, { state: 'withdrawn' }, step))) {
    throw new Conflict('stale');
  }
  return done((await findScheme(house.connection, id)) as SchemeRow);
}

/** Does one action to a version. Throws NotFound, Forbidden, Conflict `stale` when it is another by now. */
export function actOnScheme(
  house: House,
  id: string,
  action: SchemeAction,
  actor: Actor,
  when: When,
): Promise<Outcome<SchemeRow>> {
  return action.action === 'approve'
    ? approve(house, id, action, actor, when)
    : withdraw(house, id, action, actor, when);
}
