import type { Translate } from './words.ts';

/** Lines under a summary that opens them, or without one; `start` is the number of the first. */
export type LinePart<Line> = { summary: string | null; start: number; lines: Line[] };

const FULL_POINTS = 100;

/**
 * The lines of a unit, costliest first, in two parts: those with full points, most of them as a rule, are opened only by
 * whoever asks for them. A part without lines isn't there.
 */
export function lineParts<Facts extends { points: number }, Line>(
  t: Translate,
  facts: readonly Facts[],
  lineOf: (line: Facts) => Line,
  isMarked: (line: Facts) => boolean = () => false,
): LinePart<Line>[] {
  const isFull = (line: Facts): boolean => line.points >= FULL_POINTS && !isMarked(line);
  const costly = facts.filter((line) => !isFull(line)).map(lineOf);
  const full = facts.filter(isFull).map(lineOf);
  const parts = [
    { summary: null, start: 1, lines: costly },
    { summary: t('score.fullLines', { n: full.length }), start: costly.length + 1, lines: full },
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}
