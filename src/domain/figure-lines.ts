import { foldText } from './fold-text.ts';
import type { Unit } from './unit.ts';

/** A line of a table: its number, and the text of its cells that hold something, by column from 0. */
export type TableLine = { row: number; cells: ReadonlyMap<number, string> };

/** What a line says of a unit: its code, null where the name isn't known, the words of its points, and in which columns. */
export type FigureLine = {
  row: number;
  unit: string | null;
  name: string;
  unitAt: number;
  /** Empty where no figure came in; nothing is judged of the words here. */
  points: string;
  pointsAt: number;
};

/** What was understood of a table; `headed` when it has a line of headings. */
export type FigureTable = { headed: boolean; lines: FigureLine[] };

/** Headings as people write them, folded. */
const UNIT_HEADINGS = [
  'ma',
  'ma don vi',
  'don vi',
  'ten don vi',
  'co quan',
  'co quan, don vi',
  'code',
  'unit',
];
const POINTS_HEADINGS = ['diem', 'so diem', 'diem so', 'points', 'score'];

type Headings = { row: number; units: number[]; points: number };

function headingsIn({ row, cells }: TableLine): Headings | null {
  const columns = (names: readonly string[]) =>
    [...cells].flatMap(([at, text]) => (names.includes(foldText(text)) ? [at] : []));
  const units = columns(UNIT_HEADINGS);
  const [points] = columns(POINTS_HEADINGS);
  return units.length === 0 || points === undefined ? null : { row, units, points };
}

/** The codes of units by code, name and short name, folded; a name that several have tells nobody apart. */
function codesByName(units: readonly Unit[]): Map<string, string | null> {
  const codes = new Map<string, string | null>();
  for (const { code, name, shortName } of units) {
    for (const one of new Set([foldText(name), foldText(shortName)])) {
      codes.set(one, codes.has(one) ? null : code);
    }
  }
  for (const { code } of units) codes.set(foldText(code), code);
  return codes;
}

type Names = ReadonlyMap<string, string | null>;

function underHeadings({ row, cells }: TableLine, { units, points }: Headings, names: Names): FigureLine {
  const columns = units.map((at) => ({ at, code: names.get(foldText(cells.get(at) ?? '')) ?? null }));
  const found = columns.find(({ code }) => code !== null) ?? columns.find(({ at }) => cells.has(at));
  return {
    row,
    unit: found?.code ?? null,
    name: cells.get(found?.at ?? units[0]!)?.trim() ?? '',
    unitAt: found?.at ?? units[0]!,
    points: (cells.get(points) ?? '').trim(),
    pointsAt: points,
  };
}

/** Without headings the unit is the first cell that names one, and the points are the last that doesn't. */
function withoutHeadings({ row, cells }: TableLine, names: Names): FigureLine {
  const filled = [...cells];
  const named = filled.find(([, text]) => (names.get(foldText(text)) ?? null) !== null);
  const [unitAt, text] = named ?? filled[0]!;
  const rest = filled.filter(([at, other]) => at !== unitAt && (names.get(foldText(other)) ?? null) === null);
  const [pointsAt, points] = rest.at(-1) ?? [unitAt + 1, ''];
  const unit = names.get(foldText(text)) ?? null;
  return { row, unit, name: text.trim(), unitAt, points: points.trim(), pointsAt };
}

/**
 * The lines of a table that tell of a unit: by its code, name or short name, accents and case aside. Above headings and
 * beside them there is nothing; a line below them without points and without a unit is a title or a signature.
 */
export function readFigureTable(table: readonly TableLine[], units: readonly Unit[]): FigureTable {
  const names = codesByName(units);
  const filled = table.filter(({ cells }) => cells.size > 0);
  const headings = filled.map(headingsIn).find((found) => found !== null) ?? null;
  if (headings === null) return { headed: false, lines: filled.map((line) => withoutHeadings(line, names)) };
  const lines = filled
    .filter(({ row }) => row > headings.row)
    .map((line) => underHeadings(line, headings, names))
    .filter(({ unit, points }) => unit !== null || points !== '');
  return { headed: true, lines };
}

/** The cells of a line copied from a sheet, or of a CSV file; of one with commas alone the first parts it, the rest are decimal. */
function cellsOf(line: string): string[] {
  const separator = line.includes('\t') ? '\t' : line.includes(';') ? ';' : null;
  const comma = line.indexOf(',');
  const cells =
    separator !== null
      ? line.split(separator)
      : comma < 0
        ? [line]
        : [line.slice(0, comma), line.slice(comma + 1)];
  return cells.map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  );
}

/** The same of lines that people copy from a sheet or a CSV file; a line's number is its place in the text, from 1. */
export function readFigureLines(text: string, units: readonly Unit[]): FigureLine[] {
  const table = text.split(/\r?\n/).map((line, at) => {
    const cells = cellsOf(line).map((cell, column): [number, string] => [column, cell]);
    return { row: at + 1, cells: new Map(cells.filter(([, cell]) => cell !== '')) };
  });
  return readFigureTable(table, units).lines;
}
