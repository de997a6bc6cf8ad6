import { Paragraph, type Table } from 'docx';
import { beside, centred, line, run, WIDTH } from './docx-parts.ts';
import { LAYOUT, type Paper } from './paper.ts';

const { sizes } = LAYOUT;

/** The share of the width that the left column of the head takes. */
const LEFT = 0.42;

/** Whose paper it is, of which number, place and day. */
export function docxHead({ organ, nation, motto, number, placeDate }: Paper): Table {
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

/** What kind of paper it is, and on what. */
export function docxTitle({ heading, subject }: Paper): Paragraph[] {
  return [
    centred(heading, { bold: true, size: sizes.heading }, 14),
    centred(subject, { bold: true, size: sizes.heading }, 2),
    line(WIDTH, 0.2, 12),
  ];
}

/** Who gets it, and who signs it; nothing where neither is said. */
export function docxFoot({ recipients, signature }: Paper): (Paragraph | Table)[] {
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
