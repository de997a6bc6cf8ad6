import type { DisputeRow } from '../db/dispute-store.ts';
import type { EditionRow } from '../db/edition-store.ts';
import type { Amendment, FrozenAdjustment, FrozenFact } from '../domain/edition.ts';
import type { PublishedRow } from '../domain/row.ts';
import { type Names, type PersonJson, personJson } from './task-json.ts';

function person(username: string, names: Names): PersonJson {
  return personJson(username, names) ?? { username, name: username };
}

/** An edition in a list of the HTTP interface. */
export function editionAbout(edition: EditionRow) {
  const { _id, assigner, period, state, cutoff, frozenAt, replaces, reason, sha256 } = edition;
  const disputesUntil = edition.disputesUntil ?? null;
  const about = { id: _id, assigner, period, edition: edition.edition, state, cutoff, disputesUntil };
  return { ...about, frozenAt, replaces, reason, sha256 };
}

/** One edition of the HTTP interface, with the rows and amendments that its reader sees. */
export function editionJson(
  edition: EditionRow,
  seen: {
    rows: readonly PublishedRow[];
    amendments: readonly Amendment[];
    replacedBy: Pick<EditionRow, '_id'> | null;
  },
  names: Names,
) {
  const { until, seal, facts, course, scheme } = edition;
  return {
    ...editionAbout(edition),
    until,
    replacedBy: seen.replacedBy?._id ?? null,
    seal,
    facts,
    course: course.map(({ state, at, by }) => ({ state, at, by: person(by, names) })),
    amendments: seen.amendments,
    scheme,
    items: seen.rows,
  };
}

/** A frozen line; whose it is stands beside it. */
function lineJson({ component, task, code, weight, kind, amount, daysLate, points }: FrozenFact) {
  return { component, task, code, weight, kind, amount, daysLate, points };
}

function itsDispute(dispute: DisputeRow | null) {
  return dispute === null ? null : { id: dispute._id, state: dispute.state };
}

/** A line with the dispute of it. */
export function editionLineJson(line: FrozenFact & { dispute: DisputeRow | null }) {
  return { ...lineJson(line), dispute: itsDispute(line.dispute) };
}

/** A bonus or penalty with the dispute of it. */
export function editionAdjustmentJson(adjustment: FrozenAdjustment & { dispute: DisputeRow | null }) {
  const { id, on, points, document, issuedOn, reason, dispute } = adjustment;
  return { id, on, points, document, issuedOn, reason, dispute: itsDispute(dispute) };
}

/** A dispute of the HTTP interface. */
export function disputeJson(dispute: DisputeRow, names: Names) {
  const { _id, edition, unit, month, adjustment, line, reason, files, askedAt, askedBy, state, decision } =
    dispute;
  return {
    id: _id,
    edition,
    unit,
    month,
    adjustment,
    line: lineJson(line),
    reason,
    files: files.map(({ id, name, size, sha256 }) => ({ id, name, size, sha256 })),
    askedAt,
    askedBy: person(askedBy, names),
    state,
    decision: decision === null ? null : { ...decision, by: person(decision.by, names) },
  };
}
