import type { DisputeRow } from '../db/dispute-store.ts';
import type { EditionHead, EditionRow } from '../db/edition-store.ts';
import { refOfAdjustment, refOfFact } from '../domain/amend-fact.ts';
import type { Amendment, FrozenAdjustment, LineRef } from '../domain/edition.ts';
import { isReplaced, nextStepOf } from '../domain/edition-course.ts';
import { externalCriteria } from '../domain/figure.ts';
import type { PublishedRow, Row } from '../domain/row.ts';
import { keptScheme } from '../domain/score-files.ts';
import { paths } from '../paths.ts';
import type { Facts, Link } from './components.ts';
import {
  amendmentWords,
  anyLineWords,
  courseWords,
  disputeWords,
  type EditionReader,
  editionTitle,
  frozenFigureWords,
  frozenLineWords,
  isSameScheme,
  lineName,
  periodOfEdition,
  type ReplacedBy,
  speechOfReader,
  stateWords,
} from './edition-words.ts';
import { fileItems } from './file-items.ts';
import { formatDay, formatMoment, formatNumber } from './format.ts';
import { lineParts } from './line-parts.ts';
import { schemeSentences } from './scheme-words.ts';
import { adjustmentSentence, gradeName, rangeOf, reasonSentence, rowSentences } from './score-words.ts';

/** The list of editions, newest first. */
export function editionRows(editions: readonly (EditionRow & ReplacedBy)[], { t }: EditionReader) {
  return editions.map((edition) => ({
    href: paths.edition(edition._id),
    title: editionTitle(edition, t),
    state: stateWords(edition, edition, t),
    cutoff: formatDay(edition.cutoff),
  }));
}

/** A score as published, with two decimals, halves up. */
function scoreText({ score }: PublishedRow, { language }: EditionReader): string {
  const tenThousandths = Math.round((score ?? 0) * 10_000);
  return formatNumber(Math.floor((tenThousandths + 50) / 100) / 100, language, 2);
}

/** What is shown of an edition beside itself: which units' lines are seen, and what goes before and after it. */
export type EditionFacts = {
  edition: EditionRow;
  rows: readonly PublishedRow[];
  linesSeen: (unit: string) => boolean;
  amendments: readonly Amendment[];
  /** Those of the two that the reader sees. */
  replaces: EditionRow | null;
  replacedBy: EditionHead | null;
  /** Whether there is a newer one of its period. */
  replaced: boolean;
  disputes: { all: number; waiting: number };
  mayMove: boolean;
};

function nameIn(edition: EditionRow, code: string): string {
  return edition.units.find((unit) => unit.code === code)?.name ?? code;
}

function tablesOf({ edition, rows, linesSeen }: EditionFacts, reader: EditionReader) {
  const ranked = rows.filter(({ rank }) => rank !== null);
  return [...Map.groupBy(ranked, ({ group }) => group)].map(([group, some]) => ({
    id: `group-${group ?? 'none'}`,
    caption: reader.t(`group.${group ?? 'none'}`),
    rows: some.map((row) => ({
      rank: String(row.rank),
      unit: nameIn(edition, row.unit),
      href: linesSeen(row.unit) ? paths.editionUnit(edition._id, row.unit) : null,
      score: scoreText(row, reader),
      range: rangeOf(reader.t, row),
      grade: row.grade === null ? '' : gradeName(speechOfReader(reader), row.grade),
      tasks: formatNumber(row.tasks, reader.language),
    })),
  }));
}

function apartOf({ edition, rows, linesSeen }: EditionFacts, reader: EditionReader) {
  const scheme = keptScheme(edition);
  return rows.flatMap((row) => {
    const reason = reasonSentence(speechOfReader(reader), row, scheme);
    const href = linesSeen(row.unit) ? paths.editionUnit(edition._id, row.unit) : null;
    return reason === null ? [] : [{ unit: nameIn(edition, row.unit), href, reason }];
  });
}

function factsOf(about: EditionFacts, { t, language }: EditionReader): Facts {
  const { edition } = about;
  const { cutoff, until, scheme, seal, facts, units } = edition;
  const fact = (key: string, value: string, note: string | null = null, data = false) => ({
    key: t(key),
    value,
    note,
    href: null,
    data,
  });
  const version = t('edition.version', { n: scheme.version });
  return {
    items: [
      fact('edition.fact.state', stateWords(edition, about, t)),
      fact('edition.fact.cutoff', formatDay(cutoff), until === null ? null : formatMoment(until)),
      fact('edition.fact.scheme', scheme.name, version, true),
      fact('edition.fact.units', formatNumber(units.length, language)),
      fact('edition.fact.lines', formatNumber(facts, language)),
      fact(
        'edition.fact.seal',
        seal === null ? t('edition.noSeal') : t('edition.sealNumber', { n: seal.number }),
      ),
    ],
  };
}

/** What goes before it, and what will go after it, each with its way there where the reader sees it. */
function neighbours(
  { edition, replaces, replacedBy }: EditionFacts,
  { t }: EditionReader,
): (Link & { key: string })[] {
  const link = (key: string, other: EditionHead | null) =>
    other === null ? [] : [{ key: t(key), href: paths.edition(other._id), text: editionTitle(other, t) }];
  const newer = isReplaced(edition, replacedBy) ? null : replacedBy;
  return [...link('edition.newer', newer), ...link('edition.replaces', replaces)];
}

/** The way to what took its place; null while it holds. */
function replacedLink(facts: EditionFacts, { t }: EditionReader): Link | null {
  const { edition, replacedBy } = facts;
  if (replacedBy === null || !isReplaced(edition, replacedBy)) return null;
  return { href: paths.edition(replacedBy._id), text: stateWords(edition, facts, t) };
}

/** That a correction went by another scheme than what it replaces, where both are seen; null when it did not. */
function otherScheme({ edition, replaces }: EditionFacts, { t }: EditionReader) {
  if (replaces === null || isSameScheme(edition, replaces)) return null;
  const { name, version } = replaces.scheme;
  return { text: t('edition.otherScheme', { n: replaces.edition, scheme: name, version }), names: [name] };
}

/** An edition: where it is on its course, what leads on, its rows by group, and what proves it. */
export function editionModel(facts: EditionFacts, reader: EditionReader) {
  const { edition, amendments, disputes, mayMove, replaced } = facts;
  const { t } = reader;
  const step = mayMove && !replaced ? nextStepOf(edition.state) : null;
  const disputeCount = t('edition.disputes.link', { n: disputes.all, waiting: disputes.waiting });
  return {
    back: { href: paths.editions(), text: t('edition.list') },
    replaced: replacedLink(facts, reader),
    neighbours: neighbours(facts, reader),
    otherScheme: otherScheme(facts, reader),
    reason: edition.reason,
    next:
      step === null ? null : { href: paths.editionStep(edition._id, step), text: t(`edition.step.${step}`) },
    disputes: disputes.all === 0 ? null : { href: paths.editionDisputes(edition._id), text: disputeCount },
    amended: amendments.length === 0 ? null : t('edition.amended.count', { n: amendments.length }),
    facts: factsOf(facts, reader),
    course: courseWords(edition, reader),
    how: schemeSentences(reader, keptScheme(edition)),
    tables: tablesOf(facts, reader),
    apart: apartOf(facts, reader),
    sha256: edition.sha256,
    seal: edition.seal?.hash ?? null,
  };
}

function wayToDispute({ _id }: EditionRow, { unit, component, task, month, adjustment }: LineRef): string {
  return paths.disputeLine(_id, unit, task ?? month ?? adjustment ?? '', component);
}

/** A line of a unit as its page needs it. */
export type UnitLineFacts = Parameters<typeof frozenLineWords>[0] & {
  content: string;
  dispute: DisputeRow | null;
};

/** How the score came about where that is known, else the score; rank, range and grade. */
function rankSentences(row: PublishedRow, counted: Row | null, reader: EditionReader): string[] {
  const speech = speechOfReader(reader);
  const said = {
    score: scoreText(row, reader),
    rank: row.rank ?? '',
    range: rangeOf(reader.t, row),
    grade: gradeName(speech, row.grade ?? 'notCompleted'),
  };
  if (counted === null) return [reader.t('edition.unit.rank', said)];
  return [...rowSentences(speech, counted), reader.t('score.rank', said)];
}

/** The lines of one unit, each with the way to dispute it while that is open, or how its dispute stands. */
export function editionUnitModel(
  edition: EditionRow,
  facts: ReplacedBy & {
    row: PublishedRow | undefined;
    /** The same row with the parts of its score, where they are known. */
    counted: Row | null;
    lines: readonly UnitLineFacts[];
    adjustments: readonly (FrozenAdjustment & { dispute: DisputeRow | null })[];
    amended: readonly (Amendment & { code: string; content: string })[];
    /** Whether the reader may dispute lines now. */
    open: boolean;
  },
  reader: EditionReader,
) {
  const { t } = reader;
  const scheme = keptScheme(edition);
  const { row } = facts;
  const disputeOf = (ref: LineRef, code: string | null, dispute: DisputeRow | null) => ({
    dispute: dispute === null ? null : disputeWords(dispute, reader),
    ask: facts.open && dispute === null ? wayToDispute(edition, ref) : null,
    askOf: t('edition.askOf', { line: lineName(ref, code, t) }),
  });
  const ranked = row === undefined || row.rank === null || row.grade === null ? null : row;
  const reason = row === undefined ? null : reasonSentence(speechOfReader(reader), row, scheme);
  const outside = reason === null ? [] : [reason];
  const names = [...externalCriteria(scheme), ...scheme.excluded.map(({ reason: why }) => why)];
  const lineOf = (line: UnitLineFacts) => ({
    sentence: frozenLineWords(line, scheme, reader),
    href: line.task === null ? null : paths.task(line.task),
    code: line.code ?? '',
    content: line.content,
    component: line.component,
    figure: frozenFigureWords(line, edition, reader),
    ...disputeOf(refOfFact(line), line.code, line.dispute),
  });
  return {
    back: { href: paths.edition(edition._id), text: editionTitle(edition, t) },
    state: stateWords(edition, facts, t),
    standing: (ranked === null ? outside : rankSentences(ranked, facts.counted, reader)).map((text) => ({
      text,
      names,
    })),
    open: facts.open,
    adjustments: facts.adjustments.map((one) => ({
      ...adjustmentSentence(speechOfReader(reader), one),
      ...disputeOf(refOfAdjustment(one), one.on, one.dispute),
    })),
    parts: lineParts(t, facts.lines, lineOf, ({ dispute }) => dispute !== null),
    amended: facts.amended.map((one) => ({
      name: lineName(one, one.code, t),
      content: one.content,
      href: one.task === null ? null : paths.task(one.task),
      what: amendmentWords(one, reader),
      reason: one.reason,
    })),
  };
}

/** A dispute with its edition, as a list of them shows it; `mayDecide` leads to the form. */
export function disputeItem(
  dispute: DisputeRow,
  edition: EditionRow,
  mayDecide: boolean,
  reader: EditionReader,
) {
  const { t, language, unitName, personName } = reader;
  const decide = mayDecide && dispute.state === 'waiting' ? paths.dispute(dispute._id) : null;
  return {
    id: dispute._id,
    unit: unitName(dispute.unit),
    period: t('edition.title', { period: periodOfEdition(edition, t), n: edition.edition }),
    line: anyLineWords(dispute, dispute.line, edition, reader),
    name: lineName(dispute, dispute.line.code, t),
    href: dispute.task === null ? null : paths.task(dispute.task),
    reason: dispute.reason,
    files: fileItems(dispute.files, language),
    standing: disputeWords(dispute, reader),
    at: dispute.askedAt,
    moment: formatMoment(dispute.askedAt),
    who: personName(dispute.askedBy),
    decide,
  };
}
