/** How a number in a cell is meant: as it is, as a share of a hundred, or as a day. */
export type NumberKind = 'plain' | 'percent' | 'day';

/** The built-in formats that mean a share or a day (ECMA-376, part 1, 18.8.30); all others mean a number. */
function builtIn(id: number): NumberKind {
  if (id === 9 || id === 10) return 'percent';
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58) ? 'day' : 'plain';
}

/** What a format means, by its number, or by its code where the workbook has one of its own. */
export function numberKind(id: number, code: string | undefined): NumberKind {
  if (code === undefined) return builtIn(id);
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|General/gi, '');
  if (bare.includes('%')) return 'percent';
  return /[dmyhs]/i.test(bare) ? 'day' : 'plain';
}

/** As many digits as a spreadsheet shows, so that 87,3 that was reckoned is 87.3 and not 87.29999999999999. */
function shown(value: number): string {
  return String(Number(value.toPrecision(15)));
}

/** The last day that a spreadsheet knows, 31/12/9999. */
const LAST_SERIAL = 2_958_465;

/** The text of a number as the cell shows it, decimals after a point: `87.5`, `87.5%`, `2026-03-31`. */
export function numberText(text: string, kind: NumberKind, from1904: boolean): string {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return text;
  if (kind === 'percent') return `${shown(value * 100)}%`;
  if (kind === 'plain' || value < 0 || value > LAST_SERIAL) return shown(value);
  const origin = Temporal.PlainDate.from(from1904 ? '1904-01-01' : '1899-12-30');
  return origin.add({ days: Math.floor(value) }).toString();
}

/** The name of a column by its number from 0: `A`, `Z`, `AA`. */
export function columnName(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : columnName(Math.floor(at / 26) - 1) + columnName(at % 26);
}

/** Column and row of a place such as `C7`, the column from 0 and the row from 1; null for what is no place of a sheet. */
export function placeOf(name: string): { at: number; row: number } | null {
  const [, letters, digits] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(name) ?? [];
  if (letters === undefined || digits === undefined) return null;
  const at = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { at, row: Number(digits) };
}
