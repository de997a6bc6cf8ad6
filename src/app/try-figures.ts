import { findFigures } from '../db/figure-store.ts';
import { columnName } from '../documents/cell-text.ts';
import { type ReadSheet, readWorkbook, WORKBOOK_BOUNDS } from '../documents/read-workbook.ts';
import { WorkbookFault, type WorkbookRefusal } from '../documents/workbook-fault.ts';
import type { When } from '../domain/day.ts';
import { readPoints } from '../domain/figure.ts';
import { type FigureLine, type FigureTable, readFigureTable } from '../domain/figure-lines.ts';
import { parsePeriod } from '../domain/period.ts';
import type { Actor } from '../domain/post.ts';
import type { Unit } from '../domain/unit.ts';
import { judgeFigures } from './enter-figures.ts';
import { figureAccess } from './figure-access.ts';
import { holding } from './figures-in-force.ts';
import type { House } from './house.ts';
import type { Fault } from './outcome.ts';
import { receivingUnits } from './read-statistics.ts';

export { WORKBOOK_BOUNDS };

/** What comes of a row: written, there already just so, without a figure, or at fault. */
export type RowStatus = 'ok' | 'same' | 'missing' | 'fault';

/** A fault of a row at its cell, such as `C7`. */
export type CellFault = Fault & { cell: string };

/** A row of the workbook as it was understood; points in hundredths, and what is there now. */
export type FigureRowTried = {
  row: number;
  unit: string | null;
  /** The words by which the unit is named, and those of its points. */
  name: string;
  text: string;
  points: number | null;
  before: number | null;
  status: RowStatus;
  faults: readonly CellFault[];
};

/** What a workbook would write, row by row; faults that are no row's own apart. */
export type FiguresTried = { sheet: string; rows: FigureRowTried[]; faults: readonly Fault[] };

export type FigureTrial =
  | { ok: true; value: FiguresTried }
  | { ok: false; refused: WorkbookRefusal | 'noFigures' };

type Found = { sheet: string; table: FigureTable };

/** The sheet that has headings of units and points, or else the first on which a unit is named. */
function sheetOf(sheets: readonly ReadSheet[], units: readonly Unit[]): Found | null {
  const found = sheets.map(({ name, rows }) => ({ sheet: name, table: readFigureTable(rows, units) }));
  const known = (one: Found) => one.table.lines.some(({ unit }) => unit !== null);
  return found.find(({ table }) => table.headed && table.lines.length > 0) ?? found.find(known) ?? null;
}

/** The faults of each line at its cell, and those that are no line's own. */
function placed(lines: readonly FigureLine[], given: readonly FigureLine[], faults: readonly Fault[]) {
  const cells = new Map<FigureLine, CellFault[]>(
    lines.map((line) => {
      const cell = `${columnName(line.unitAt)}${line.row}`;
      return [line, line.unit === null ? [{ field: 'unit', code: 'unknownUnit', cell }] : []];
    }),
  );
  const others: Fault[] = [];
  for (const fault of faults) {
    const [, at, field = ''] = /^figures\.(\d+)\.(unit|points)$/.exec(fault.field) ?? [];
    const line = given[Number(at)];
    if (at === undefined || line === undefined) others.push(fault);
    else {
      const column = field === 'unit' ? line.unitAt : line.pointsAt;
      cells.get(line)?.push({ ...fault, field, cell: `${columnName(column)}${line.row}` });
    }
  }
  return { cells, others };
}

function triedRow(line: FigureLine, faults: readonly CellFault[], before: number | null): FigureRowTried {
  const { row, unit, name, points: text } = line;
  const points = readPoints(text);
  const told = { row, unit, name, text, points, before, faults };
  if (faults.length > 0) return { ...told, status: 'fault' };
  if (text === '') return { ...told, status: 'missing' };
  return { ...told, status: points === before ? 'same' : 'ok' };
}

async function readSheets(bytes: Buffer): Promise<ReadSheet[] | WorkbookRefusal> {
  try {
    return await readWorkbook(bytes);
  } catch (error) {
    if (error instanceof WorkbookFault) return error.refused;
    throw error;
  }
}

/**
 * Tries a workbook of figures of one criterion and month, and writes nothing: what was understood of each row and its
 * faults at their cells, judged as entering them would. A row without points is a missing figure, and changes nothing. A
 * workbook may be refused as a whole. Throws Forbidden for whoever isn't of the assigner's Office.
 */
export async function tryFigures(
  house: House,
  { criterion, month }: { criterion: string; month: string },
  bytes: Buffer,
  actor: Actor,
  when: When,
): Promise<FigureTrial> {
  const assigner = figureAccess(actor, 'enterFigures');
  const period = parsePeriod(month);
  const receiving = period === null ? [] : receivingUnits(house, assigner, period);
  const units = receiving.filter(({ ownOffice }) => !ownOffice);
  const sheets = await readSheets(bytes);
  if (typeof sheets === 'string') return { ok: false, refused: sheets };
  const found = sheetOf(sheets, units);
  if (found === null) return { ok: false, refused: 'noFigures' };
  const { lines } = found.table;
  const given = lines.filter(({ unit, points }) => unit !== null && points !== '');
  const figures = given.map(({ unit, points }) => ({ unit: unit ?? '', points }));
  const faults = figures.length === 0 ? [] : judgeFigures(house, { criterion, month, figures }, actor, when);
  const { cells, others } = placed(lines, given, faults);
  const there = await findFigures(house.connection, { assigner, criterion, from: month, to: month });
  const before = new Map(holding(there).map(({ unit, points }) => [unit, points]));
  const rows = lines.map((line) =>
    triedRow(line, cells.get(line) ?? [], before.get(line.unit ?? '') ?? null),
  );
  return { ok: true, value: { sheet: found.sheet, rows, faults: others } };
}
