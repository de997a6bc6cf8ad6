import type { Scheme } from './scheme.ts';

/** What is known to be wrong with a way of counting, named beside a scheme that has it (docs/scoring.md). */
type Flaw = { name: string; breaksLaws: boolean; isIn: (scheme: Scheme) => boolean };

const FLAWS = [
  { name: 'earlyBonus', breaksLaws: true, isIn: ({ early }) => early.length > 0 },
  { name: 'unratedIsGood', breaksLaws: true, isIn: ({ unratedQuality }) => unratedQuality !== null },
  { name: 'cliffs', breaksLaws: false, isIn: ({ steps }) => steps },
  { name: 'noShrinking', breaksLaws: false, isIn: ({ kappa }) => kappa === 0 },
] as const satisfies readonly Flaw[];

/** The flaws of a scheme, by their names. */
export function flawsOf(scheme: Scheme): (typeof FLAWS)[number]['name'][] {
  return FLAWS.filter(({ isIn }) => isIn(scheme)).map(({ name }) => name);
}

/** Whether the laws of design.md, section 8, hold for a scheme. */
export function lawsHold(scheme: Scheme): boolean {
  return !FLAWS.some(({ breaksLaws, isIn }) => breaksLaws && isIn(scheme));
}
