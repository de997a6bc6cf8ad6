/** A column of a table; `share` is its part of the width in per cent. */
export type PaperColumn = { heading: string; share: number; align: 'left' | 'center' | 'right' };

/**
 * What a paper says, from top to bottom: `basis` is in italics, a note too, and not justified; `lead` stands in bold before its paragraph, a heading is
 * centred and a section begins at the left.
 */
export type Block =
  | { kind: 'paragraph' | 'basis'; text: string; lead?: string }
  | { kind: 'heading' | 'section' | 'note'; text: string }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'table'; columns: readonly PaperColumn[]; rows: readonly (readonly string[])[] };

/** An annex begins on a page of its own, its pages counted anew. */
export type Annex = { heading: readonly string[]; note: string; blocks: readonly Block[] };

/**
 * A paper in the layout of Decree 30/2020/NĐ-CP, annex I, as finished texts. Of the organ's lines the last one is the
 * one that issues; a missing number, signature or list of recipients is left out.
 */
export type Paper = {
  language: 'vi' | 'en';
  /** For the file alone. */
  title: string;
  nation: string;
  motto: string;
  organ: readonly string[];
  number: string | null;
  placeDate: string;
  heading: string;
  subject: string;
  blocks: readonly Block[];
  signature: { lines: readonly string[]; name: string } | null;
  recipients: { label: string; lines: readonly string[] } | null;
  annexes: readonly Annex[];
};

/** The moment that every file bears inside, so that the same paper is the same bytes; its own day is written on it. */
export const WRITTEN = '2000-01-01T00:00:00.000Z';

/** Margins in millimetres and sizes in points, within what the decree allows. */
export const LAYOUT = {
  font: 'Times New Roman',
  margins: { top: 20, right: 20, bottom: 20, left: 30 },
  sizes: {
    nation: 12,
    motto: 13,
    organ: 12,
    number: 13,
    heading: 14,
    body: 13,
    table: 12,
    label: 12,
    lines: 11,
  },
  /** First line in, and least space between paragraphs, in points. */
  firstLine: 36,
  between: 6,
} as const;

/** The width between the margins of an A4 sheet, in millimetres. */
export const TEXT_WIDTH = 210 - LAYOUT.margins.left - LAYOUT.margins.right;
