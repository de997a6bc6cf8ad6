import type { DisputeRow } from '../db/dispute-store.ts';
import type { EditionRow } from '../db/edition-store.ts';
import { canonicalJson } from '../domain/canonical.ts';
import type { FactKind } from '../domain/component-rules.ts';
import type { Amendment, FrozenFact, LineRef } from '../domain/edition.ts';
import { isReplaced } from '../domain/edition-course.ts';
import { parsePeriod } from '../domain/period.ts';
import type { Scheme } from '../domain/scheme.ts';
import { keptScheme } from '../domain/score-files.ts';
import { monthText, onWords } from './figures-page.ts';
import { formatDay, formatFullDay, formatMoment, formatNumber } from './format.ts';
import { periodWords } from './period-words.ts';
import { adjustmentSentence, componentName, figureSentence, lineSentence, speechOf } from './score-words.ts';
import type { Language, Translate } from './words.ts';

/** In whose words an edition is said, and how codes are named. */
export type EditionReader = {
  t: Translate;
  language: Language;
  unitName: (code: string) => string;
  personName: (username: string) => string;
};

/** `năm 2026`. */
export function periodOfEdition({ period }: Pick<EditionRow, 'period'>, t: Translate): string {
  const parsed = parsePeriod(period);
  return parsed === null ? period : periodWords(parsed, t);
}

/** `Xếp hạng quý 3/2026, bản số 2`. */
export function editionTitle(edition: Pick<EditionRow, 'period' | 'edition'>, t: Translate): string {
  return t('edition.title', { period: periodOfEdition(edition, t), n: edition.edition });
}

/** What took the place of an edition, as far as its reader sees it, and whether there is a newer one at all. */
export type ReplacedBy = { replacedBy: Pick<EditionRow, 'edition' | 'state'> | null; replaced: boolean };

/** The state in words: which edition took its place, or until when disputes are taken. */
export function stateWords(
  edition: Pick<EditionRow, 'state' | 'disputesUntil'>,
  { replacedBy, replaced }: ReplacedBy,
  t: Translate,
): string {
  const { state, disputesUntil } = edition;
  if (replacedBy !== null && isReplaced(edition, replacedBy)) {
    return t('edition.state.replaced', { n: replacedBy.edition });
  }
  if (state !== 'open' || disputesUntil === null) return t(`edition.state.${state}`);
  return replaced
    ? t('edition.state.closed')
    : t('edition.state.openUntil', { day: formatDay(disputesUntil) });
}

/** Whether two editions were scored by the same scheme, to the letter. */
export function isSameScheme(a: Pick<EditionRow, 'scheme'>, b: Pick<EditionRow, 'scheme'>): boolean {
  return canonicalJson(a.scheme, 'any') === canonicalJson(b.scheme, 'any');
}

/** Each step of the course: what, when and by whom. */
export function courseWords({ course }: EditionRow, { t, personName }: EditionReader) {
  return course.map(({ state, at, by }) => ({
    text: t(`edition.course.${state}`),
    at,
    moment: formatMoment(at),
    who: personName(by),
  }));
}

/** What will happen by a step, to whom, before it is taken. */
export function stepWarning(
  edition: EditionRow,
  step: 'open' | 'finish' | 'publish',
  { accepted, lastDay }: { accepted: number; lastDay: string },
  t: Translate,
): string {
  const said = {
    period: periodOfEdition(edition, t),
    units: edition.units.length,
    day: formatFullDay(lastDay, t),
    n: accepted,
    next: edition.edition + 1,
  };
  if (step === 'finish' && accepted > 0) return t('edition.will.amend', said);
  return t(`edition.will.${step}`, said);
}

function givenWords({ weight, points }: FrozenFact, { t, language }: EditionReader): string {
  return t('edition.line.given', { weight, points: formatNumber(points, language) });
}

/** A frozen line in words: how late, weight and points; with its component where there are several. */
export function frozenLineWords(line: FrozenFact, scheme: Scheme, reader: EditionReader): string {
  const speech = speechOf(reader);
  const kind = line.kind as FactKind;
  const { weight, points } = line;
  const said =
    line.task === null || line.amount === null
      ? givenWords(line, reader)
      : lineSentence(speech, { kind, amount: line.amount, weight, points }, scheme);
  if (scheme.components.length === 1) return said;
  return reader.t('edition.line.of', { component: componentName(speech, line.component), line: said });
}

/** Of a figure of another body its month and document, as the edition holds them; null of a line of a task. */
export function frozenFigureWords(
  { task, unit, component, code }: FrozenFact,
  { figures }: Pick<EditionRow, 'figures'>,
  reader: EditionReader,
): { text: string; names: string[] } | null {
  if (task !== null || code === null) return null;
  const figure = figures.find(
    (one) => one.unit === unit && one.component === component && one.month === code,
  );
  if (figure === undefined) return null;
  const { text, names } = figureSentence(speechOf(reader), figure);
  return { text: `${code.slice(5)}/${code.slice(0, 4)} · ${text}`, names };
}

/** A line in words, whatever it is of; names in it are data. */
export function anyLineWords(
  ref: LineRef,
  line: FrozenFact,
  edition: EditionRow,
  reader: EditionReader,
): { text: string; names: string[] } {
  if (ref.adjustment !== null) {
    const given = edition.adjustments.find(({ id }) => id === ref.adjustment);
    return given === undefined
      ? { text: onWords(line.code ?? '', reader.t), names: [] }
      : adjustmentSentence(speechOf(reader), given);
  }
  const figure = frozenFigureWords(line, edition, reader);
  return figure === null
    ? { text: frozenLineWords(line, keptScheme(edition), reader), names: [line.component] }
    : { text: `${givenWords(line, reader)} · ${figure.text}`, names: figure.names };
}

/** What a line is of, in few words: its task's code, a criterion and month, the day or period of an adjustment. */
export function lineName(
  { component, adjustment, task }: LineRef,
  code: string | null,
  t: Translate,
): string {
  if (task !== null || code === null) return code ?? '';
  if (adjustment !== null) return `${t('adjustment.title')} · ${onWords(code, t)}`;
  return `${component} · ${monthText(code)}`;
}

/** What an accepted dispute changed of a line. */
export function amendmentWords(
  { daysLate, points }: Pick<Amendment, 'daysLate' | 'points'>,
  { t, language }: Pick<EditionReader, 't' | 'language'>,
): string {
  if (points !== null) return t('edition.amended.points', { points: formatNumber(points, language) });
  if (daysLate === null) return t('edition.amended.leftOut');
  return daysLate === 0 ? t('edition.amended.inTime') : t('edition.amended.days', { n: daysLate });
}

/** How a dispute stands, with its mark; `reason` is the Office's own words. */
export function disputeWords({ state, decision }: DisputeRow, reader: Pick<EditionReader, 't' | 'language'>) {
  const { t } = reader;
  if (state === 'waiting' || decision === null) {
    return { mark: '◐', tone: 'warn' as const, text: t('edition.dispute.waiting'), reason: null };
  }
  const { reason } = decision;
  if (state === 'rejected') {
    return { mark: '●', tone: 'plain' as const, text: t('edition.dispute.rejected'), reason };
  }
  const text = t('edition.dispute.accepted', { what: amendmentWords(decision, reader) });
  return { mark: '✓', tone: 'good' as const, text, reason };
}
