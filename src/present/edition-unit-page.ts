import type { DisputeRow } from '../db/dispute-store.ts';
import type { EditionRow } from '../db/edition-store.ts';
import { refOfAdjustment, refOfFact } from '../domain/amend-fact.ts';
import type { Amendment, FrozenAdjustment, LineRef } from '../domain/edition.ts';
import { externalCriteria } from '../domain/figure.ts';
import type { PublishedRow, Row } from '../domain/row.ts';
import { keptScheme } from '../domain/score-files.ts';
import { paths } from '../paths.ts';
import {
  amendmentWords,
  disputeWords,
  type EditionReader,
  editionTitle,
  frozenFigureWords,
  frozenLineWords,
  lineName,
  type ReplacedBy,
  stateWords,
} from './edition-words.ts';
import { lineParts } from './line-parts.ts';
import {
  adjustmentSentence,
  gradeName,
  pointsText,
  rangeOf,
  reasonSentence,
  rowSentences,
  speechOf,
} from './score-words.ts';

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
  const speech = speechOf(reader);
  const said = {
    score: pointsText(speech, row.score ?? 0),
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
  const reason = row === undefined ? null : reasonSentence(speechOf(reader), row, scheme);
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
      ...adjustmentSentence(speechOf(reader), one),
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
