import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  UnderlineType,
  WidthType,
} from 'docx';
import { LAYOUT, TEXT_WIDTH } from './paper.ts';

const { sizes } = LAYOUT;

/** Twentieths of a point. */
export const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);
/** The width of the text. */
export const WIDTH = twips(TEXT_WIDTH);
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = {
  top: NONE,
  bottom: NONE,
  left: NONE,
  right: NONE,
  insideHorizontal: NONE,
  insideVertical: NONE,
};
const LINE = { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 };

type Look = { bold?: boolean; italics?: boolean; size?: number; underline?: boolean };

/** Words in one look, in points. */
export function run(text: string, { size = sizes.body, underline = false, ...look }: Look = {}): TextRun {
  return new TextRun({
    text,
    size: size * 2,
    ...look,
    ...(underline ? { underline: { type: UnderlineType.SINGLE } } : {}),
  });
}

/** A line in the middle, with so many points before and after it. */
export function centred(text: string, look: Look, before = 0, after = 0): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: before * 20, after: after * 20 },
    children: [run(text, look)],
  });
}

/** A line of its own under what is centred in a width, so much of it long. */
export function line(width: number, share: number, after = 0): Paragraph {
  const side = Math.round((width * (1 - share)) / 2);
  return new Paragraph({
    border: { top: LINE },
    indent: { left: side, right: side },
    spacing: { before: 20, after: after * 20, line: 40, lineRule: 'exact' },
    children: [],
  });
}

/** Two columns without borders, as at the head and the foot of a paper. */
export function beside(left: Paragraph[], right: Paragraph[], share: number): Table {
  const widths = [Math.round(WIDTH * share), WIDTH - Math.round(WIDTH * share)];
  const cells = [left, right].map(
    (children, at) =>
      new TableCell({ children, borders: NO_BORDERS, width: { size: widths[at] ?? 0, type: WidthType.DXA } }),
  );
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: NO_BORDERS,
    rows: [new TableRow({ cantSplit: true, children: cells })],
  });
}
