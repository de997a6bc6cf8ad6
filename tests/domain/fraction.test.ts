import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compare,
  minus,
  plus,
  reduced,
  rootFloor,
  roundAway,
  roundHalfUp,
} from '../../src/domain/fraction.ts';

const fraction = (over: bigint, under: bigint) => ({ over, under });

const fractions = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([over, under]) => fraction(over, under));
const positive = fractions.map(({ over, under }) => fraction(over < 0n ? -over : over, under));

describe('roundHalfUp', () => {
  it.each([
    [1n, 2n, 1n],
    [-1n, 2n, 0n],
    [-3n, 2n, -1n],
    [-8n, 5n, -2n],
    [7n, 3n, 2n],
    [6n, 3n, 2n],
  ])('%i/%i is %i', (over, under, expected) => {
    expect(roundHalfUp(fraction(over, under))).toBe(expected);
  });
});

describe('reduced', () => {
  it.each([
    [6n, 4n, 3n, 2n],
    [-6n, 4n, -3n, 2n],
    [0n, 7n, 0n, 1n],
    [5n, 1n, 5n, 1n],
  ])('%i/%i is %i/%i', (over, under, ...expected) => {
    expect(reduced({ over, under })).toEqual({ over: expected[0], under: expected[1] });
  });
});

describe('rootFloor', () => {
  it('is the greatest whole number whose square is not above', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 60n }), (value) => {
        const root = rootFloor(value);
        expect(root * root <= value && (root + 1n) * (root + 1n) > value).toBe(true);
        expect(rootFloor(root * root)).toBe(root);
      }),
    );
  });
});

describe('roundAway', () => {
  it.each([
    ['below', 5n, 9n, 2n],
    ['above', 5n, 9n, 8n],
    ['below', 0n, 2n, -1n],
    ['above', 0n, 2n, 1n],
    ['below', 3n, 0n, 3n],
  ] as const)('%s %i by √%i is %i', (side, middle, square, expected) => {
    expect(roundAway(fraction(middle, 1n), side, fraction(square, 1n))).toBe(expected);
  });

  it('is the whole number whose half steps enclose middle ± √square, proved by squares', () => {
    fc.assert(
      fc.property(fractions, positive, (middle, square) => {
        const half = fraction(1n, 2n);
        const squared = ({ over, under }: { over: bigint; under: bigint }) =>
          fraction(over * over, under * under);
        const above = roundAway(middle, 'above', square);
        const start = minus(minus(fraction(above, 1n), half), middle);
        const end = plus(start, fraction(1n, 1n));
        expect(start.over <= 0n || compare(squared(start), square) <= 0).toBe(true);
        expect(end.over > 0n && compare(squared(end), square) > 0).toBe(true);
        const below = roundAway(middle, 'below', square);
        const nearest = minus(middle, minus(fraction(below, 1n), half));
        const furthest = minus(nearest, fraction(1n, 1n));
        expect(nearest.over >= 0n && compare(squared(nearest), square) >= 0).toBe(true);
        expect(furthest.over < 0n || compare(squared(furthest), square) < 0).toBe(true);
      }),
    );
  });
});
