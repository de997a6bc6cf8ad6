import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  type ISectionOptions,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  UnderlineType,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import {
  type Annex,
  type Block,
  LAYOUT,
  type Paper,
  type PaperColumn,
  TEXT_WIDTH,
  WRITTEN,
} from './paper.ts';

const { sizes, firstLine, between, margins } = LAYOUT;

/** Twentieths of a point. */
const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);
const WIDTH = twips(TEXT_WIDTH);
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

function run(text: string, { size = sizes.body, underline = false, ...look }: Look = {}): TextRun {
  return new TextRun({
    text,
    size: size * 2,
    ...look,
    ...(underline ? { underline: { type: UnderlineType.SINGLE } } : {}),
  });
}

function centred(text: string, look: Look, before = 0, after = 0): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: before * 20, after: after * 20 },
    children: [run(text, look)],
  });
}

/** A line of its own under what is centred in a width, so much of it long. */
function line(width: number, share: number, after = 0): Paragraph {
  const side = Math.round((width * (1 - share)) / 2);
  return new Paragraph({
    border: { top: LINE },
    indent: { left: side, right: side },
    spacing: { before: 20, after: after * 20, line: 40, lineRule: 'exact' },
    children: [],
  });
}

/** Two columns without borders, as at the head and the foot of a paper. */
function beside(left: Paragraph[], right: Paragraph[], share: number): Table {
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

const LEFT = 0.42;

function headOf({ organ, nation, motto, number, placeDate }: Paper): Table {
  const above = organ.slice(0, -1).map((text) => centred(text, { size: sizes.organ }));
  const left = [
    ...above,
    centred(organ.at(-1) ?? '', { size: sizes.organ, bold: true }),
    line(WIDTH * LEFT, 0.4),
    centred(number ?? '', { size: sizes.number }, 4),
  ];
  const right = [
    centred(nation, { size: sizes.nation, bold: true }),
    centred(motto, { size: sizes.motto, bold: true, underline: true }),
    centred(placeDate, { size: sizes.number, italics: true }, 8),
  ];
  return beside(left, right, LEFT);
}

function cellOf(text: string, width: number, align: PaperColumn['align'], bold: boolean): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 30, bottom: 30, left: 80, right: 80 },
    verticalAlign: bold ? VerticalAlignTable.CENTER : VerticalAlignTable.TOP,
    children: [new Paragraph({ alignment: align, children: [run(text, { size: sizes.table, bold })] })],
  });
}

function tableOf(columns: readonly PaperColumn[], rows: readonly (readonly string[])[]): Table {
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

const LIST = 'dash';

function blockOf(block: Block): (Paragraph | Table)[] {
  const spacing = { after: between * 20 };
  switch (block.kind) {
    case 'heading':
      return [centred(block.text, { bold: true }, between, between * 2)];
    case 'section':
      return [
        new Paragraph({
          keepNext: true,
          spacing: { before: between * 20, ...spacing },
          children: [run(block.text, { bold: true })],
        }),
      ];
    case 'note':
      return [new Paragraph({ spacing, children: [run(block.text, { italics: true })] })];
    case 'list':
      return block.items.map(
        (text) => new Paragraph({ numbering: { reference: LIST, level: 0 }, spacing, children: [run(text)] }),
      );
    case 'table':
      return [tableOf(block.columns, block.rows), new Paragraph({ spacing, children: [] })];
    default: {
      const lead = block.lead === undefined ? [] : [run(`${block.lead} `, { bold: true })];
      return [
        new Paragraph({
          alignment: AlignmentType.JUSTIFIED,
          indent: { firstLine: firstLine * 20 },
          spacing,
          children: [...lead, run(block.text, { italics: block.kind === 'basis' })],
        }),
      ];
    }
  }
}

function titleOf({ heading, subject }: Paper): Paragraph[] {
  return [
    centred(heading, { bold: true, size: sizes.heading }, 14),
    centred(subject, { bold: true, size: sizes.heading }, 2),
    line(WIDTH, 0.2, 12),
  ];
}

function footOf({ recipients, signature }: Paper): (Paragraph | Table)[] {
  if (recipients === null && signature === null) return [];
  const label = new Paragraph({
    children: [run(recipients?.label ?? '', { bold: true, italics: true, size: sizes.label })],
  });
  const lines = (recipients?.lines ?? []).map(
    (text) => new Paragraph({ children: [run(text, { size: sizes.lines })] }),
  );
  const authority = (signature?.lines ?? []).map((text) => centred(text, { bold: true }));
  const name = centred(signature?.name ?? '', { bold: true }, 70);
  return [new Paragraph({ children: [] }), beside([label, ...lines], [...authority, name], 0.5)];
}

/** The page number stands in the middle of the top margin, from the second page on. */
function section(children: (Paragraph | Table)[]): ISectionOptions {
  const number = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], size: sizes.number * 2 })],
  });
  return {
    properties: {
      titlePage: true,
      page: {
        size: { width: twips(210), height: twips(297) },
        margin: {
          top: twips(margins.top),
          right: twips(margins.right),
          bottom: twips(margins.bottom),
          left: twips(margins.left),
          header: twips(10),
        },
        pageNumbers: { start: 1 },
      },
    },
    headers: {
      default: new Header({ children: [number] }),
      first: new Header({ children: [new Paragraph('')] }),
    },
    children,
  };
}

function annexOf({ heading, note, blocks }: Annex): ISectionOptions {
  const look = { bold: true, size: sizes.heading };
  return section([
    ...heading.map((text) => centred(text, look)),
    centred(note, { italics: true }, 2),
    line(WIDTH, 0.2, 12),
    ...blocks.flatMap(blockOf),
  ]);
}

/** What the package wrote, without the moment at which it did. */
function timeless(written: Uint8Array): Uint8Array {
  const parts = unzipSync(written);
  const about = parts['docProps/core.xml'];
  if (about !== undefined) {
    const text = strFromU8(about).replaceAll(/(<dcterms:\w+ [^>]*>)[^<]*/g, `$1${WRITTEN}`);
    parts['docProps/core.xml'] = strToU8(text);
  }
  // The archive keeps local time, so that this is the same wherever it is written.
  return zipSync(parts, { mtime: new Date(2000, 0, 1) });
}

/**
 * A paper as a Word document that can be edited further, in the layout of Decree 30/2020/NĐ-CP. The same paper is the same
 * bytes.
 */
export async function writeDocx(paper: Paper): Promise<Uint8Array> {
  const document = new Document({
    title: paper.title,
    creator: 'Đôn Đốc',
    styles: { default: { document: { run: { font: LAYOUT.font, size: sizes.body * 2 } } } },
    numbering: {
      config: [
        {
          reference: LIST,
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: '-',
              style: { paragraph: { indent: { left: firstLine * 20, hanging: 240 } } },
            },
          ],
        },
      ],
    },
    sections: [
      section([headOf(paper), ...titleOf(paper), ...paper.blocks.flatMap(blockOf), ...footOf(paper)]),
      ...paper.annexes.map(annexOf),
    ],
  });
  return timeless(new Uint8Array(await Packer.toBuffer(document)));
}
