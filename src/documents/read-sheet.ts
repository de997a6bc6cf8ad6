import { type NumberKind, numberText, placeOf } from './cell-text.ts';
import { readXml } from './read-xml.ts';
import { WorkbookFault } from './workbook-fault.ts';

/** A row that holds something: its number on the sheet, from 1, and the text of its cells by column, from 0. */
export type ReadRow = { row: number; cells: ReadonlyMap<number, string> };

/** What the cells of a sheet refer to, and how many cells there may still be in all. */
export type SheetSetting = {
  strings: readonly string[];
  /** What the number in a cell of each style means. */
  kinds: readonly NumberKind[];
  from1904: boolean;
  left: { cells: number };
};

const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_383;

/** The most that a cell takes. */
export const MOST_TEXT = 32_767;

type Cell = { at: number; type: string; style: number; value: string; formula: boolean };

function textOf({ type, style, value, formula }: Cell, { strings, kinds, from1904 }: SheetSetting): string {
  // What a formula came to is kept beside it; without that nobody but a spreadsheet can tell.
  if (formula && value === '') return '=';
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  return type === 'n' ? numberText(value, kinds[style] ?? 'plain', from1904) : value;
}

/** The rows of a sheet that hold something, in their order. Throws WorkbookFault. */
export async function readSheet(pieces: AsyncIterable<Buffer>, setting: SheetSetting): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  let row = 0;
  let cells = new Map<number, string>();
  let cell: Cell | null = null;
  let last = -1;
  let within: 'v' | 't' | null = null;
  let phonetic = false;

  const open = (name: string, a: Readonly<Record<string, string>>) => {
    if (name === 'row') {
      row = a['r'] === undefined ? row + 1 : Number(a['r']);
      if (!Number.isInteger(row) || row < 1 || row > LAST_ROW) throw new WorkbookFault('notWorkbook');
      cells = new Map();
      last = -1;
    } else if (name === 'c') {
      const at = a['r'] === undefined ? last + 1 : placeOf(a['r'])?.at;
      if (at === undefined || at > LAST_COLUMN) throw new WorkbookFault('notWorkbook');
      last = at;
      cell = { at, type: a['t'] ?? 'n', style: Number(a['s'] ?? 0), value: '', formula: false };
    } else if (name === 'f' && cell !== null) cell.formula = true;
    else if (name === 'rPh') phonetic = true;
    else if (name === 'v' || (name === 't' && !phonetic)) within = name;
  };

  const close = (name: string) => {
    if (name === 'rPh') phonetic = false;
    else if (name === 'v' || name === 't') within = null;
    else if (name === 'c' && cell !== null) {
      const text = textOf(cell, setting);
      if (text.trim() !== '') {
        setting.left.cells -= 1;
        if (setting.left.cells < 0) throw new WorkbookFault('tooLarge');
        cells.set(cell.at, text);
      }
      cell = null;
    } else if (name === 'row' && cells.size > 0) rows.push({ row, cells });
  };

  const text = (more: string) => {
    if (cell === null || within === null) return;
    cell.value += more;
    if (cell.value.length > MOST_TEXT) throw new WorkbookFault('tooLarge');
  };

  await readXml(pieces, { open, close, text });
  return rows;
}
