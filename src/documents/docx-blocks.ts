import { AlignmentType, type INumberingOptions, LevelFormat, Paragraph, type Table } from 'docx';
import { centred, run } from './docx-parts.ts';
import { docxTable } from './docx-table.ts';
import { type Block, LAYOUT } from './paper.ts';

const { firstLine, between } = LAYOUT;

const LIST = 'dash';

/** How the items of a list are marked. */
export const NUMBERING: INumberingOptions = {
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
};

/** A block of a paper's text. */
export function docxBlock(block: Block): (Paragraph | Table)[] {
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
      return [docxTable(block.columns, block.rows), new Paragraph({ spacing, children: [] })];
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
