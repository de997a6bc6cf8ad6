/** A fraction of whole numbers, its denominator above 0; equal ones may be written differently (`compare`). */
export type Fraction = { over: bigint; under: bigint };

export const ZERO: Fraction = { over: 0n, under: 1n };

/** A whole number as a fraction. */
export function whole(value: bigint | number): Fraction {
  return { over: BigInt(value), under: 1n };
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The same in lowest terms: worth its cost only where a number is reckoned with often, or sums would grow long. */
export function reduced({ over, under }: Fraction): Fraction {
  const divisor = greatestDivisor(over, under);
  return { over: over / divisor, under: under / divisor };
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return { over: a.over * b.under + b.over * a.under, under: a.under * b.under };
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return { over: a.over * b.under - b.over * a.under, under: a.under * b.under };
}

export function times(a: Fraction, b: Fraction): Fraction {
  return { over: a.over * b.over, under: a.under * b.under };
}

/** Below, equal or above 0 as `a` is below, equal to or above `b`; exact. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.over * b.under - b.over * a.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The greatest whole number not above `over / under`; `under` is above 0. */
function floorDivide(over: bigint, under: bigint): bigint {
  const quotient = over / under;
  return over % under < 0n ? quotient - 1n : quotient;
}

/** The greatest whole number whose square is not above `value`, by Newton's steps from above. */
export function rootFloor(value: bigint): bigint {
  if (value < 0n) throw new RangeError('no root of a negative number');
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  while (root * root > value) root = (root + value / root) >> 1n;
  return root;
}

/** The whole number nearest to the fraction, halves up. */
export function roundHalfUp({ over, under }: Fraction): bigint {
  return floorDivide(2n * over + under, 2n * under);
}

/**
 * The whole number nearest to `middle - √square` or `middle + √square`, halves up; exact although the root may
 * have no end, since ⌊(A ± √R) / C⌋ needs only the whole root of R.
 */
export function roundAway(middle: Fraction, side: 'below' | 'above', square: Fraction): bigint {
  const half = plus(middle, { over: 1n, under: 2n });
  const over = half.over * square.under;
  const radicand = half.under * half.under * square.over * square.under;
  const root = rootFloor(radicand);
  const rootUp = root * root === radicand ? root : root + 1n;
  return floorDivide(side === 'above' ? over + root : over - rootUp, half.under * square.under);
}
