import { inTransaction } from '../db/connect.ts';
import { isDuplicate } from '../db/duplicate.ts';
import { type FigureRow, findFigures, insertFigures } from '../db/figure-store.ts';
import { newId } from '../db/ids.ts';
import type { When } from '../domain/day.ts';
import { readPoints } from '../domain/figure.ts';
import { parsePeriod } from '../domain/period.ts';
import type { Actor } from '../domain/post.ts';
import type { Paper } from '../domain/task.ts';
import { figureAccess } from './figure-access.ts';
import { FIGURE_CELLS, FIGURES_BODY } from './figure-requests.ts';
import type { House } from './house.ts';
import { Conflict, done, type Fault, faulty, type Outcome } from './outcome.ts';
import { faultsIn, parse } from './parse.ts';
import { receivingUnits } from './read-statistics.ts';

type Entry = {
  criterion: string;
  month: string;
  document: Paper;
  reason: string | null;
  figures: readonly { unit: string; points: number | null }[];
};

/** Names and numbers as `parse` found them to be sound. */
function entryOf(input: ReturnType<typeof FIGURES_BODY.parse>): Entry {
  const { criterion, month, document, reason, figures } = input;
  const read = (points: string | number | null) => (points === null ? null : readPoints(String(points)));
  return {
    criterion,
    month,
    document,
    reason: reason ?? null,
    figures: figures.map(({ unit, points }) => ({ unit, points: read(points) })),
  };
}

/** Figures of units in a month of one criterion, as a table or a workbook has them. */
export type FigureCells = {
  criterion: string;
  month: string;
  figures: readonly { unit: string; points: string | number | null }[];
};

/** What is wrong with the month, and with the units that are named. */
function faultsOf(
  house: House,
  assigner: string,
  { month, figures }: { month: string; figures: readonly { unit: string }[] },
  when: When,
): Fault[] {
  const period = parsePeriod(month);
  const units = period === null ? [] : receivingUnits(house, assigner, period);
  const known = new Set(units.map(({ code }) => code));
  const named = figures.map(({ unit }) => unit);
  return [
    ...(month > when.today.slice(0, 7) ? [{ field: 'month', code: 'monthAhead' }] : []),
    ...named.flatMap((unit, at): Fault[] => [
      ...(known.has(unit) ? [] : [{ field: `figures.${at}.unit`, code: 'noSuchUnit' }]),
      ...(named.indexOf(unit) === at ? [] : [{ field: `figures.${at}.unit`, code: 'unitTwice' }]),
    ]),
  ];
}

/** All that is wrong with figures, as entering them would find, before their document is asked for. Throws Forbidden. */
export function judgeFigures(house: House, cells: FigureCells, actor: Actor, when: When): Fault[] {
  const assigner = figureAccess(actor, 'enterFigures');
  return [...faultsIn(parse(FIGURE_CELLS, cells)), ...faultsOf(house, assigner, cells, when)];
}

function says(row: FigureRow | undefined, points: number | null, document: Paper): boolean {
  if (row === undefined || row.points === null) return points === null;
  const { notation, issuedOn } = row.document;
  return row.points === points && notation === document.notation && issuedOn === document.issuedOn;
}

/** The rows that are new: what is there already, just so, isn't written again. */
function newRows(
  assigner: string,
  entry: Entry,
  last: ReadonlyMap<string, FigureRow>,
  actor: Actor,
  when: When,
): FigureRow[] {
  const { criterion, month, document, reason, figures } = entry;
  return figures.flatMap(({ unit, points }) => {
    const before = last.get(unit);
    if (says(before, points, document)) return [];
    return [
      {
        _id: newId(when.now),
        assigner,
        unit,
        criterion,
        month,
        number: (before?.number ?? 0) + 1,
        replaces: before?._id ?? null,
        points,
        document,
        reason: before === undefined ? null : reason,
        at: when.now,
        by: actor.username,
      },
    ];
  });
}

/**
 * Enters figures of other bodies by one criterion in one month, each with the document that says so, all or none. What
 * differs from a figure that is there corrects it and needs a reason; `points` null takes one back. Gives the rows that
 * were written. Throws Forbidden for whoever isn't of the assigner's Office, Conflict `stale` when somebody was faster.
 */
export async function enterFigures(
  house: House,
  input: unknown,
  actor: Actor,
  when: When,
): Promise<Outcome<FigureRow[]>> {
  const assigner = figureAccess(actor, 'enterFigures');
  const parsed = parse(FIGURES_BODY, input);
  if (!parsed.ok) return parsed;
  const entry = entryOf(parsed.value);
  const ahead = entry.document.issuedOn > when.today;
  const faults = [
    ...(ahead ? [{ field: 'document.issuedOn', code: 'dayAhead' }] : []),
    ...faultsOf(house, assigner, entry, when),
  ];
  if (faults.length > 0) return faulty(...faults);
  const { criterion, month } = entry;
  const there = await findFigures(house.connection, { assigner, criterion, from: month, to: month });
  const last = new Map(there.map((row) => [row.unit, row]));
  const rows = newRows(assigner, entry, last, actor, when);
  const corrects = rows.some(({ replaces, reason }) => replaces !== null && reason === null);
  if (corrects) return faulty({ field: 'reason', code: 'correctionReason' });
  if (rows.length === 0) return done([]);
  try {
    await inTransaction(house.connection, (session) => insertFigures(house.connection, session, rows));
  } catch (error) {
    if (isDuplicate(error)) throw new Conflict('stale');
    throw error;
  }
  return done(rows);
}
