import { foldText } from './fold-text.ts';
import type { Unit } from './unit.ts';

/** What was pasted: by unit the words of its points, and the lines of which the unit was not understood. */
export type FigureLines = { points: Map<string, string>; unknown: string[] };

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

/**
 * Lines of a unit and its points, as people copy them from a sheet or a CSV file: the unit by its code, name or short name,
 * accents and case aside, the points in the last cell. Nothing is judged of the points here.
 */
export function readFigureLines(text: string, units: readonly Unit[]): FigureLines {
  const names = new Map(
    units.flatMap(({ code, name, shortName }) => [code, name, shortName].map((one) => [foldText(one), code])),
  );
  const points = new Map<string, string>();
  const unknown: string[] = [];
  for (const line of text.split(/\r?\n/).filter((each) => each.trim() !== '')) {
    const cells = cellsOf(line);
    const unit = cells.map((cell) => names.get(foldText(cell))).find((code) => code !== undefined);
    if (unit === undefined || cells.length < 2) unknown.push(line.trim());
    else points.set(unit, cells.findLast((cell) => cell !== '') ?? '');
  }
  return { points, unknown };
}
