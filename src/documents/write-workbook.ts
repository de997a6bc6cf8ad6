import { Zip, ZipDeflate } from 'fflate';
import type { Sheet, Workbook } from './workbook.ts';
import { headingRow, rowXml, sheetEnd, sheetPath, sheetStart, workbookParts } from './workbook-parts.ts';

/** The moment that every part bears, so that the same table is the same bytes. */
const WRITTEN = new Date(2000, 0, 1);

/** How much text is handed on at once. */
const PIECE = 64 * 1024;

/** A sheet's XML in pieces, as its rows come. */
async function* sheetPieces(sheet: Sheet): AsyncGenerator<string> {
  let piece = sheetStart(sheet);
  let row = headingRow(sheet);
  for await (const values of sheet.rows) {
    row += 1;
    piece += rowXml(sheet.columns, values, row);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece + sheetEnd(sheet);
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

/**
 * An Excel workbook (ECMA-376) as its bytes come, however many rows there are: real numbers and days, text as text, never
 * a formula. What a source of rows throws is thrown on.
 */
export async function* writeWorkbook({ sheets }: Workbook): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error;
    ready.push(bytes);
  });
  const parts: [string, AsyncGenerator<string>][] = [
    ...workbookParts(sheets).map(([path, xml]): [string, AsyncGenerator<string>] => [path, once(xml)]),
    ...sheets.map((sheet, at): [string, AsyncGenerator<string>] => [sheetPath(at), sheetPieces(sheet)]),
  ];
  const encoder = new TextEncoder();
  for (const [path, pieces] of parts) {
    const file = new ZipDeflate(path, { level: 6 });
    file.mtime = WRITTEN;
    zip.add(file);
    for await (const piece of pieces) {
      file.push(encoder.encode(piece));
      yield* ready.splice(0);
    }
    file.push(new Uint8Array(0), true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready.splice(0);
}
