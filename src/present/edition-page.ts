import type { EditionHead, EditionRow } from '../db/edition-store.ts';
import type { Amendment } from '../domain/edition.ts';
import { isReplaced, nextStepOf } from '../domain/edition-course.ts';
import type { PublishedRow } from '../domain/row.ts';
import { keptScheme } from '../domain/score-files.ts';
import { paths } from '../paths.ts';
import type { Facts, Link } from './components.ts';
import {
  courseWords,
  type EditionReader,
  editionTitle,
  isSameScheme,
  type ReplacedBy,
  stateWords,
} from './edition-words.ts';
import { formatDay, formatMoment, formatNumber } from './format.ts';
import { schemeSentences } from './scheme-words.ts';
import { gradeName, pointsText, rangeOf, reasonSentence, speechOf } from './score-words.ts';

/** The list of editions, newest first. */
export function editionRows(editions: readonly (EditionRow & ReplacedBy)[], { t }: EditionReader) {
  return editions.map((edition) => ({
    href: paths.edition(edition._id),
    title: editionTitle(edition, t),
    state: stateWords(edition, edition, t),
    cutoff: formatDay(edition.cutoff),
  }));
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
      score: pointsText(speechOf(reader), row.score ?? 0),
      range: rangeOf(reader.t, row),
      grade: row.grade === null ? '' : gradeName(speechOf(reader), row.grade),
      tasks: formatNumber(row.tasks, reader.language),
    })),
  }));
}

function apartOf({ edition, rows, linesSeen }: EditionFacts, reader: EditionReader) {
  const scheme = keptScheme(edition);
  return rows.flatMap((row) => {
    const reason = reasonSentence(speechOf(reader), row, scheme);
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
