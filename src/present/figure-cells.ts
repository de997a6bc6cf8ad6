import type { FiguresTable, Heading } from './components.ts';

export type FigureCell = FiguresTable['rows'][number]['cells'][number];

/** A cell of a table of figures: a number, with nothing about it but what is said. */
export function figureCell(text: string, more: Partial<Omit<FigureCell, 'text'>> = {}): FigureCell {
  return { text, names: [], href: null, number: true, bar: null, tone: 'plain', ...more };
}

/** What heads a column of figures, or of words where it is no `number`. */
export function figureHeading(text: string, number = true): Heading {
  return { text, href: null, sorted: null, number, wide: false };
}
