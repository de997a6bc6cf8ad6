import type { AdjustmentRow } from '../db/adjustment-store.ts';
import type { FigureRow } from '../db/figure-store.ts';
import type { Day } from '../domain/day.ts';
import type { FigureReview } from '../domain/figure.ts';
import { type Period, parsePeriod } from '../domain/period.ts';
import type { Unit } from '../domain/unit.ts';
import { paths } from '../paths.ts';
import { figureCell } from './figure-cells.ts';
import { formatDay, formatMoment, formatNumber } from './format.ts';
import { periodLinks, periodWords } from './period-words.ts';
import { adjustmentSentence } from './score-words.ts';
import type { Language, Translate } from './words.ts';

/** Who reads: language, words, the day, and the names of units and people. */
export type FigureReader = {
  language: Language;
  t: Translate;
  today: Day;
  unitName: (code: string) => string;
  personName: (username: string) => string;
};

/** What the overview of figures rests on. */
export type FigureFacts = {
  period: Period;
  units: readonly Unit[];
  months: readonly string[];
  criteria: readonly string[];
  figures: readonly FigureRow[];
  corrections: readonly FigureRow[];
  missing: readonly { unit: string; criterion: string; month: string }[];
  reviews: readonly FigureReview[];
};

/** `03/2026`. */
export function monthText(month: string): string {
  return `${month.slice(5)}/${month.slice(0, 4)}`;
}

/** Points in hundredths with as many decimals as they need, as one types them. */
export function pointsText(hundredths: number | null, language: Language): string {
  return hundredths === null ? '' : formatNumber(hundredths / 100, language);
}

/** A figure as it was entered, and beside it what a review decided otherwise, which leads to the dispute. */
function cellOf(
  figure: FigureRow | undefined,
  review: FigureReview | undefined,
  { t, language }: FigureReader,
) {
  const entered = figure === undefined ? t('figure.missing') : pointsText(figure.points, language);
  if (review === undefined) return figureCell(entered, { tone: figure === undefined ? 'warn' : 'plain' });
  const decided = review.points === null ? t('figure.leftOut') : pointsText(review.points, language);
  const href = paths.editionDispute(review.edition, review.dispute);
  return figureCell(t('figure.reviewed', { entered, decided }), { tone: 'warn', href });
}

function placeOf({ unit, month }: { unit: string; month: string }): string {
  return `${unit}|${month}`;
}

function tableOf(facts: FigureFacts, criterion: string, at: number, reader: FigureReader, mayEnter: boolean) {
  const { t } = reader;
  const heading = (text: string, href: string | null, number: boolean) => ({
    text,
    href,
    sorted: null,
    number,
    wide: false,
  });
  const ofCriterion = <T extends Pick<FigureRow, 'criterion' | 'unit' | 'month'>>(rows: readonly T[]) =>
    new Map(rows.filter((row) => row.criterion === criterion).map((row) => [placeOf(row), row]));
  const figures = ofCriterion(facts.figures);
  const reviews = ofCriterion(facts.reviews);
  return {
    id: `criterion-${at}`,
    criterion,
    caption: t('figure.byMonth', { n: at + 1 }),
    landscape: facts.months.length > 6,
    headings: [
      heading(t('statistics.unit'), null, false),
      ...facts.months.map((month) =>
        heading(monthText(month), mayEnter ? paths.enterFigures({ criterion, month }) : null, true),
      ),
    ],
    rows: facts.units.map(({ code, name }) => ({
      head: name,
      href: null,
      cells: facts.months.map((month) => {
        const place = placeOf({ unit: code, month });
        return cellOf(figures.get(place), reviews.get(place), reader);
      }),
    })),
    foot: null,
  };
}

function missingOf(facts: FigureFacts, mayEnter: boolean, { t, unitName }: FigureReader) {
  const groups = Map.groupBy(facts.missing, ({ criterion, month }) => `${month}|${criterion}`);
  return [...groups.values()].map((some) => {
    const { criterion, month } = some[0]!;
    return {
      href: mayEnter ? paths.enterFigures({ criterion, month }) : null,
      text: t('figure.missingOf', {
        criterion,
        month: monthText(month),
        n: some.length,
        units: facts.units.length,
      }),
      names: [criterion],
      units: some.length === facts.units.length ? '' : some.map(({ unit }) => unitName(unit)).join(', '),
    };
  });
}

function correctionOf(row: FigureRow, { t, language, unitName, personName }: FigureReader) {
  const unit = unitName(row.unit);
  const by = personName(row.by);
  const { criterion, document, reason } = row;
  const said = {
    unit,
    criterion,
    month: monthText(row.month),
    points: row.points === null ? t('figure.takenBack') : pointsText(row.points, language),
    by,
    at: formatMoment(row.at),
    document: document.notation,
    day: formatDay(document.issuedOn),
    reason: reason ?? '',
  };
  const names = [unit, criterion, by, reason ?? '', document.notation];
  return { text: t('figure.correction', said), names };
}

function reviewOf(review: FigureReview, { t, language, unitName }: FigureReader) {
  const { criterion, period, before, points, reason, at } = review;
  const unit = unitName(review.unit);
  const said = {
    before: pointsText(before, language),
    decided: points === null ? t('figure.leftOut') : pointsText(points, language),
    period: onWords(period, t),
    at: formatMoment(at),
  };
  return {
    href: paths.editionDispute(review.edition, review.dispute),
    name: t('figure.of', { unit, criterion, month: monthText(review.month) }),
    names: [unit, criterion],
    text: t('figure.review', said),
    reason,
  };
}

/** The figures of a period, by criterion, unit and month, what is missing of them, and what was corrected or decided otherwise. */
export function figuresModel(facts: FigureFacts, mayEnter: boolean, reader: FigureReader) {
  const { t, today } = reader;
  return {
    back: { href: paths.rankings({ period: facts.period.text }), text: t('score.title') },
    periods: periodLinks(facts.period, today, (period) => paths.figures({ period }), t),
    missing: missingOf(facts, mayEnter, reader),
    tables: facts.criteria.map((criterion, at) => tableOf(facts, criterion, at, reader, mayEnter)),
    reviews: facts.reviews.map((review) => reviewOf(review, reader)),
    corrections: facts.corrections.map((row) => correctionOf(row, reader)),
  };
}

/** A day in the form of papers, a period in words. */
export function onWords(on: string, t: Translate): string {
  const period = parsePeriod(on);
  return period === null ? formatDay(on) : periodWords(period, t);
}

/** One adjustment as the list shows it, with the way to revoke it for whoever may. */
export function adjustmentItem(row: AdjustmentRow, mayRevoke: boolean, reader: FigureReader) {
  const { t, unitName, personName } = reader;
  const { document, points, reason, revoked } = row;
  const said = adjustmentSentence(
    { t, number: (value, decimals) => formatNumber(value, reader.language, decimals) },
    { points: points / 100, document: document.notation, issuedOn: document.issuedOn, reason },
  );
  const gone =
    revoked === null
      ? null
      : t('adjustment.revokedBy', {
          by: personName(revoked.by),
          at: formatMoment(revoked.at),
          reason: revoked.reason,
        });
  return {
    unit: unitName(row.unit),
    on: onWords(row.on, t),
    text: said.text,
    names: said.names,
    given: t('adjustment.givenBy', { by: personName(row.by), at: formatMoment(row.at) }),
    who: [personName(row.by), ...(revoked === null ? [] : [personName(revoked.by), revoked.reason])],
    revoked: gone,
    revoke: mayRevoke && revoked === null ? paths.revokeAdjustment(row._id) : null,
  };
}
