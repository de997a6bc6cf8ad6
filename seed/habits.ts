import { createChance, seedOf } from './chance.ts';

/** How a unit goes about its tasks; shares are probabilities, days are working days. */
export type Habit = {
  acknowledgesWithin: number;
  late: number;
  daysLate: number;
  never: number;
  asks: number;
  returned: number;
  declines: number;
  /** How often it is chosen as lead, beside others. */
  share: number;
};

const STEADY: Habit = {
  acknowledgesWithin: 2,
  late: 0.12,
  daysLate: 6,
  never: 0.015,
  asks: 0.08,
  returned: 0.08,
  declines: 0.03,
  share: 1,
};

/** Kinds of units that one meets; each unit has one, by its code. */
export const KINDS = {
  prompt: { ...STEADY, acknowledgesWithin: 1, late: 0.03, daysLate: 2, never: 0.003, asks: 0.02 },
  steady: STEADY,
  tardy: { ...STEADY, acknowledgesWithin: 5, late: 0.42, daysLate: 14, never: 0.06 },
  asking: { ...STEADY, asks: 0.35, late: 0.15 },
  careless: { ...STEADY, returned: 0.35, acknowledgesWithin: 1, late: 0.14 },
  shifting: { ...STEADY, declines: 0.1, late: 0.2, daysLate: 9, share: 0.6 },
} satisfies Record<string, Habit>;

/** Some units are plainly what they are, so that the board has a head and a tail. */
const KNOWN: Readonly<Record<string, Habit>> = {
  STTTT: { ...KINDS.prompt, share: 1.8 },
  SNV: { ...KINDS.steady, share: 1.5 },
  STNMT: { ...KINDS.tardy, share: 1.8 },
  SXD: KINDS.asking,
  SYT: KINDS.careless,
  VP: KINDS.prompt,
  SNGV: { ...KINDS.steady, share: 0 },
  TTXT: { ...KINDS.prompt, share: 0 },
  '384': { ...KINDS.asking, late: 0.25 },
  '393': { ...KINDS.prompt, share: 1.3 },
  '381': { ...KINDS.careless, share: 1.3 },
  '380': { ...KINDS.steady, share: 1.5 },
};

const DRAWN: readonly Habit[] = [
  KINDS.prompt,
  KINDS.prompt,
  KINDS.steady,
  KINDS.steady,
  KINDS.steady,
  KINDS.tardy,
  KINDS.asking,
  KINDS.careless,
  KINDS.shifting,
];

/** The habit of a unit: the same at each start. */
export function habitOf(unit: string): Habit {
  return KNOWN[unit] ?? createChance(seedOf(`habit ${unit}`)).pick(DRAWN);
}

/** Units with so few tasks that they are not ranked; no task goes to them as one of many. */
export function isRarelyAsked(unit: string): boolean {
  return habitOf(unit).share === 0;
}
