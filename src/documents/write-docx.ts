import {
  AlignmentType,
  Document,
  Header,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TextRun,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { docxBlock, NUMBERING } from './docx-blocks.ts';
import { docxFoot, docxHead, docxTitle } from './docx-frame.ts';
import { centred, line, twips, WIDTH } from './docx-parts.ts';
import { type Annex, LAYOUT, type Paper, WRITTEN } from './paper.ts';

const { sizes, margins } = LAYOUT;

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
    ...blocks.flatMap(docxBlock),
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
    numbering: NUMBERING,
    sections: [
      section([docxHead(paper), ...docxTitle(paper), ...paper.blocks.flatMap(docxBlock), ...docxFoot(paper)]),
      ...paper.annexes.map(annexOf),
    ],
  });
  return timeless(new Uint8Array(await Packer.toBuffer(document)));
}
