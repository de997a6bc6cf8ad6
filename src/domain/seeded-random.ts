/** A source of numbers from 0 on, below 1. */
export type Random = () => number;

const WARM_UP = 8;

/**
 * Numbers that look drawn and are the same for the same seed on any machine (xorshift of 32 bits, by Marsaglia), so that
 * what is drawn can be drawn again. Not for secrets.
 */
export function seededRandom(seed: number): Random {
  let state = (Math.trunc(seed) ^ 0x5bd1e995) | 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let at = 0; at < WARM_UP; at += 1) next();
  return next;
}
