import { Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlignTable, WidthType } from 'docx';
import { run, WIDTH } from './docx-parts.ts';
import { LAYOUT, type PaperColumn } from './paper.ts';

const { sizes } = LAYOUT;

function cellOf(text: string, width: number, align: PaperColumn['align'], bold: boolean): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 30, bottom: 30, left: 80, right: 80 },
    verticalAlign: bold ? VerticalAlignTable.CENTER : VerticalAlignTable.TOP,
    children: [new Paragraph({ alignment: align, children: [run(text, { size: sizes.table, bold })] })],
  });
}

/** A table as wide as the text, its heading again on each page. */
export function docxTable(columns: readonly PaperColumn[], rows: readonly (readonly string[])[]): Table {
  const widths = columns.map(({ share }) => Math.round((WIDTH * share) / 100));
  const row = (texts: readonly string[], heading: boolean) =>
    new TableRow({
      tableHeader: heading,
      cantSplit: true,
      children: texts.map((text, at) =>
        cellOf(text, widths[at] ?? 0, heading ? 'center' : (columns[at]?.align ?? 'left'), heading),
      ),
    });
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [
      row(
        columns.map(({ heading }) => heading),
        true,
      ),
      ...rows.map((texts) => row(texts, false)),
    ],
  });
}
