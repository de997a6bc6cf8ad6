import { type FigureRow, findCriteria, findFigures } from '../db/figure-store.ts';
import type { When } from '../domain/day.ts';
import { externalCriteria, type FigureReview, monthsOf } from '../domain/figure.ts';
import { type Period, parsePeriod } from '../domain/period.ts';
import type { Actor } from '../domain/post.ts';
import type { Unit } from '../domain/unit.ts';
import { assignerIn, boardAccess } from './board-access.ts';
import { FIGURES_QUERY } from './figure-requests.ts';
import { holding } from './figures-in-force.ts';
import type { House } from './house.ts';
import { done, faulty, type Outcome } from './outcome.ts';
import { parse } from './parse.ts';
import { receivingUnits } from './read-statistics.ts';
import { reviewedFigures } from './reviewed-figures.ts';
import { schemeInForce } from './scheme-in-force.ts';

/** A unit by a criterion in a month of which no figure came in. */
export type MissingFigure = { unit: string; criterion: string; month: string };

/** The figures of a period that hold, and what is missing of the criteria of the scheme in force. */
export type Figures = {
  assigner: string;
  period: Period;
  units: readonly Unit[];
  months: readonly string[];
  /** The criteria of the scheme in force, then those by which there are figures all the same. */
  criteria: readonly string[];
  figures: readonly FigureRow[];
  /** Of each figure that was corrected, all rows. */
  corrections: readonly FigureRow[];
  missing: readonly MissingFigure[];
  /** What reviews decided otherwise than what is entered. */
  reviews: readonly FigureReview[];
};

/**
 * Figures of other bodies in a period, and what of them is missing: months to come aren't. A unit sees its own. Throws
 * Forbidden for a role without rankings, NotFound for another's assigner.
 */
export async function readFigures(
  house: House,
  raw: unknown,
  actor: Actor,
  when: When,
): Promise<Outcome<Figures>> {
  const { assigner, ownUnit } = boardAccess(house, actor, 'readFigures', assignerIn(raw));
  const parsed = parse(FIGURES_QUERY, raw);
  if (!parsed.ok) return parsed;
  const period = parsePeriod(parsed.value.period);
  if (period === null) return faulty({ field: 'period', code: 'notPeriod' });
  const needed = externalCriteria(await schemeInForce(house, assigner, period));
  const others = await findCriteria(house.connection, assigner);
  const criteria = [...needed, ...others.filter((name) => !needed.includes(name))];
  const months = monthsOf(period).filter((month) => month <= when.today.slice(0, 7));
  const mine = ({ code }: { code: string }) => ownUnit === null || code === ownUnit;
  const units = receivingUnits(house, assigner, period).filter((unit) => !unit.ownOffice && mine(unit));
  const within = { assigner, from: period.from.slice(0, 7), to: period.to.slice(0, 7) };
  const rows = (await findFigures(house.connection, within)).filter(({ unit }) => mine({ code: unit }));
  const figures = holding(rows);
  const there = new Set(figures.map(({ unit, criterion, month }) => `${criterion}|${month}|${unit}`));
  const missing = needed.flatMap((criterion) =>
    months.flatMap((month) =>
      units
        .filter(({ code }) => !there.has(`${criterion}|${month}|${code}`))
        .map(({ code }) => ({ unit: code, criterion, month })),
    ),
  );
  const corrections = rows.filter(({ replaces }) => replaces !== null);
  const decided = await reviewedFigures(house, within, figures);
  const reviews = decided.filter(({ unit }) => mine({ code: unit }));
  return done({ assigner, period, units, months, criteria, figures, corrections, missing, reviews });
}
