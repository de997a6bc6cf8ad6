import type { Paper } from '../documents/paper.ts';
import type { Workbook } from '../documents/workbook.ts';
import { writeCsv } from '../documents/write-csv.ts';
import { writeDocx } from '../documents/write-docx.ts';
import { writePdf } from '../documents/write-pdf.ts';
import { writeWorkbook } from '../documents/write-workbook.ts';

/** A document on its way to whoever asked: its media type, and its bytes as they come. */
export type DocumentFile = { type: string; pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array> };

/** In which forms a paper is given away, beside the table that is in it. */
export const PAPER_FORMATS = ['docx', 'pdf'] as const;
export type PaperFormat = (typeof PAPER_FORMATS)[number];

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** Tables as an Excel workbook, written while its rows are read. */
export function workbookFile(workbook: Workbook): DocumentFile {
  return { type: `${OFFICE}.spreadsheetml.sheet`, pieces: writeWorkbook(workbook) };
}

/** A paper as Word or PDF. */
export async function paperFile(paper: Paper, format: PaperFormat): Promise<DocumentFile> {
  return format === 'docx'
    ? { type: `${OFFICE}.wordprocessingml.document`, pieces: [await writeDocx(paper)] }
    : { type: 'application/pdf', pieces: [await writePdf(paper)] };
}

/** A table as CSV. */
export function csvFile(rows: Parameters<typeof writeCsv>[0]): DocumentFile {
  return { type: 'text/csv; charset=utf-8', pieces: [new TextEncoder().encode(writeCsv(rows))] };
}
