import type { AdjustmentRow } from '../db/adjustment-store.ts';
import type { FigureRow } from '../db/figure-store.ts';
import type { Day } from '../domain/day.ts';
import { type Period, parsePeriod } from '../domain/period.ts';
import type { Unit } from '../domain/unit.ts';
import { paths } from '../paths.ts';
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
};

/** `03/2026`. */
export function monthText(month: string): string {
  return `${month.slice(5)}/${month.slice(0, 4)}`;
}

/** Points in hundredths with as many decimals as they need, as one types them. */
export function pointsText(hundredths: number | null, language: Language): string {
  return hundredths === null ? '' : formatNumber(hundredths / 100, language);
}

function cell(text: string, tone: 'plain' | 'warn') {
  return { text, names: [], href: null, number: true, bar: null, tone };
}

function tableOf(facts: FigureFacts, criterion: string, at: number, reader: FigureReader, mayEnter: boolean) {
  const { t, language } = reader;
  const heading = (text: string, href: string | null, number: boolean) => ({
    text,
    href,
    sorted: null,
    number,
    wide: false,
  });
  const of = new Map(
    facts.figures
      .filter((figure) => figure.criterion === criterion)
      .map((figure) => [`${figure.unit}|${figure.month}`, figure]),
  );
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
        const figure = of.get(`${code}|${month}`);
        return figure === undefined
          ? cell(t('figure.missing'), 'warn')
          : cell(pointsText(figure.points, language), 'plain');
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

/** The figures of a period, by criterion, unit and month, what is missing of them, and what was corrected. */
export function figuresModel(facts: FigureFacts, mayEnter: boolean, reader: FigureReader) {
  const { t, today } = reader;
  return {
    back: { href: paths.rankings({ period: facts.period.text }), text: t('score.title') },
    periods: periodLinks(facts.period, today, (period) => paths.figures({ period }), t),
    missing: missingOf(facts, mayEnter, reader),
    tables: facts.criteria.map((criterion, at) => tableOf(facts, criterion, at, reader, mayEnter)),
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
