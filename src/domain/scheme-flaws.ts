import type { Scheme } from './scheme.ts';

/** What is known to be wrong with a way of counting, named beside a scheme that has it (docs/scoring.md). */
type Flaw = { name: string; breaksLaws: boolean; isIn: (scheme: Scheme) => boolean };

function countsQuality({ components }: Scheme): boolean {
  return components.some(({ name }) => name === 'quality');
}

const FLAWS = [
  { name: 'earlyBonus', breaksLaws: true, isIn: ({ early }) => early.length > 0 },
  // A mark comes with verification alone, so that verifying after the cutoff changes a score, which law 5 forbids.
  { name: 'qualityWaits', breaksLaws: true, isIn: countsQuality },
  {
    name: 'unratedIsGood',
    breaksLaws: true,
    isIn: (scheme) => countsQuality(scheme) && scheme.unratedQuality !== null,
  },
  { name: 'cliffs', breaksLaws: false, isIn: ({ steps }) => steps },
  { name: 'noShrinking', breaksLaws: false, isIn: ({ kappa }) => kappa === 0 },
] as const satisfies readonly Flaw[];

/** The flaws of a scheme, by their names. */
export function flawsOf(scheme: Scheme): (typeof FLAWS)[number]['name'][] {
  return FLAWS.filter(({ isIn }) => isIn(scheme)).map(({ name }) => name);
}

/** Whether all laws of design.md, section 8, hold for a scheme. */
export function lawsHold(scheme: Scheme): boolean {
  return !FLAWS.some(({ breaksLaws, isIn }) => breaksLaws && isIn(scheme));
}
