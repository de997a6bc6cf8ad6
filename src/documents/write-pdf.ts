import { fileURLToPath } from 'node:url';
import pdfmake, { type Content } from 'pdfmake';
import {
  type Annex,
  type Block,
  LAYOUT,
  type Paper,
  type PaperColumn,
  TEXT_WIDTH,
  WRITTEN,
} from './paper.ts';

const FACES = {
  normal: '400Regular/Tinos_400Regular.ttf',
  italics: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  bolditalics: '700Bold_Italic/Tinos_700Bold_Italic.ttf',
};

/** Tinos has the widths of Times New Roman, all Vietnamese letters, and a free licence. */
const FONT = Object.fromEntries(
  Object.entries(FACES).map(([face, file]) => [
    face,
    fileURLToPath(import.meta.resolve(`@expo-google-fonts/tinos/${file}`)),
  ]),
);
const FONT_FILES = new Set(Object.values(FONT));

pdfmake.setFonts({ Tinos: FONT });
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => FONT_FILES.has(path));

const { sizes, firstLine, between, margins } = LAYOUT;
const points = (millimetres: number): number => (millimetres * 72) / 25.4;
const WIDTH = points(TEXT_WIDTH);

/** A line in the middle of a width, so much of it long. */
function line(width: number, share: number, after = 2): Content {
  return {
    canvas: [{ type: 'line', x1: 0, y1: 2, x2: width * share, y2: 2, lineWidth: 0.7 }],
    alignment: 'center',
    margin: [0, 1, 0, after],
  };
}

/** Below so much of a page a section has no room for the head of its table. */
const LOW = 0.87;

const LEFT = WIDTH * 0.42;

function headOf({ organ, nation, motto, number, placeDate }: Paper): Content {
  const above = organ.slice(0, -1).map((text) => ({ text, fontSize: sizes.organ }));
  const issuer = { text: organ.at(-1) ?? '', bold: true, fontSize: sizes.organ };
  return {
    columns: [
      {
        width: LEFT,
        alignment: 'center',
        stack: [
          ...above,
          issuer,
          line(LEFT, 0.4),
          { text: number ?? '', fontSize: sizes.number, margin: [0, 4, 0, 0] },
        ],
      },
      {
        width: '*',
        alignment: 'center',
        stack: [
          { text: nation, bold: true, fontSize: sizes.nation, characterSpacing: -0.2 },
          { text: motto, bold: true, fontSize: sizes.motto, decoration: 'underline' },
          { text: placeDate, italics: true, fontSize: sizes.number, margin: [0, 8, 0, 0] },
        ],
      },
    ],
    margin: [0, 0, 0, 14],
  };
}

function tableOf(columns: readonly PaperColumn[], rows: readonly (readonly string[])[]): Content {
  const cell = (text: string, at: number) => ({ text, alignment: columns[at]?.align ?? 'left' });
  const heading = columns.map((column) => ({
    text: column.heading,
    bold: true,
    alignment: 'center' as const,
  }));
  // Between two columns the layout below takes 8 points and a line.
  const room = WIDTH - columns.length * 9;
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: columns.map(({ share }) => (room * share) / 100),
      body: [heading, ...rows.map((row) => row.map(cell))],
    },
    fontSize: sizes.table,
    layout: { hLineWidth: () => 0.5, vLineWidth: () => 0.5, paddingTop: () => 2, paddingBottom: () => 2 },
    margin: [0, 2, 0, between * 2],
  };
}

function blockOf(block: Block): Content {
  const margin: [number, number, number, number] = [0, 0, 0, between];
  switch (block.kind) {
    case 'heading':
      return { text: block.text, bold: true, alignment: 'center', margin: [0, between, 0, between * 2] };
    case 'section':
      return { text: block.text, bold: true, margin: [0, between, 0, between], headlineLevel: 1 };
    case 'note':
      return { text: block.text, italics: true, margin };
    case 'list':
      return { ul: block.items.map((text) => ({ text: `- ${text}`, listType: 'none' })), margin };
    case 'table':
      return tableOf(block.columns, block.rows);
    default: {
      const lead = block.lead === undefined ? [] : [{ text: `${block.lead} `, bold: true }];
      return {
        text: [...lead, block.text],
        italics: block.kind === 'basis',
        alignment: 'justify',
        leadingIndent: firstLine,
        margin,
      };
    }
  }
}

function titleOf({ heading, subject }: Paper): Content[] {
  return [
    { text: heading, bold: true, alignment: 'center', fontSize: sizes.heading },
    { text: subject, bold: true, alignment: 'center', fontSize: sizes.heading, margin: [40, 2, 40, 0] },
    line(WIDTH, 0.2, 12),
  ];
}

function footOf({ recipients, signature }: Paper): Content[] {
  if (recipients === null && signature === null) return [];
  const left = recipients === null ? [] : recipients.lines.map((text) => ({ text, fontSize: sizes.lines }));
  const label = { text: recipients?.label ?? '', bold: true, italics: true, fontSize: sizes.label };
  const authority = (signature?.lines ?? []).map((text) => ({ text, bold: true }));
  const name = {
    text: signature?.name ?? '',
    bold: true,
    margin: [0, 70, 0, 0] as [number, number, number, number],
  };
  return [
    {
      columns: [
        { width: '50%', stack: [label, ...left] },
        { width: '*', alignment: 'center', stack: [...authority, name] },
      ],
      margin: [0, 12, 0, 0],
      unbreakable: true,
    },
  ];
}

function annexOf({ heading, note, blocks }: Annex, at: number): Content[] {
  const [first = '', ...rest] = heading;
  return [
    {
      text: first,
      id: `annex-${at}`,
      bold: true,
      alignment: 'center',
      fontSize: sizes.heading,
    },
    ...rest.map((text): Content => ({ text, bold: true, alignment: 'center', fontSize: sizes.heading })),
    { text: note, italics: true, alignment: 'center', margin: [0, 2, 0, 0] },
    line(WIDTH, 0.2, 12),
    ...blocks.map(blockOf),
  ];
}

/**
 * A paper as PDF: A4, the page number in the middle of the top margin from the second page of the text and of each annex.
 * The same paper is the same bytes.
 */
export async function writePdf(paper: Paper): Promise<Uint8Array> {
  const starts = new Map<string, number>();
  const made = pdfmake.createPdf({
    pageSize: 'A4',
    pageMargins: [points(margins.left), points(margins.top), points(margins.right), points(margins.bottom)],
    info: { title: paper.title, creationDate: new Date(WRITTEN) },
    language: paper.language,
    defaultStyle: { font: 'Tinos', fontSize: sizes.body, lineHeight: 1.05 },
    content: [
      headOf(paper),
      ...titleOf(paper),
      ...paper.blocks.map(blockOf),
      ...footOf(paper),
      ...paper.annexes.flatMap(annexOf),
    ],
    // The break itself makes the pages be laid out again, so that the headers then know where the annex begins.
    pageBreakBefore: (node) => {
      if (node.headlineLevel === 1) return node.startPosition.verticalRatio > LOW;
      if (node.id?.startsWith('annex-') !== true) return false;
      starts.set(node.id, node.startPosition.pageNumber + 1);
      return true;
    },
    header: (page) => {
      const start = Math.max(1, ...[...starts.values()].filter((one) => one <= page));
      const number = page - start + 1;
      const text = number === 1 ? '' : String(number);
      return {
        text,
        alignment: 'center',
        fontSize: sizes.number,
        margin: [points(margins.left - margins.right), 24, 0, 0],
      };
    },
  });
  return made.getBuffer();
}
