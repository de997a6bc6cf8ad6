import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { pointsFor, pointsOfFact } from '../../src/domain/points.ts';

describe('pointsFor, in the default scheme', () => {
  it.each([
    [0, 10_000],
    [1, 9600],
    [3, 8800],
    [10, 6000],
    [13, 5100],
    [20, 3000],
    [21, 2850],
    [39, 150],
    [40, 0],
    [41, 0],
    [9999, 0],
  ])('%i working days late give %i hundredths', (daysLate, points) => {
    expect(pointsFor(DEFAULT_SCHEME, daysLate)).toBe(points);
  });

  it('never rises', () => {
    fc.assert(
      fc.property(fc.nat(80), fc.nat(80), (a, b) => {
        const [sooner, later] = a < b ? [a, b] : [b, a];
        expect(pointsFor(DEFAULT_SCHEME, later)).toBeLessThanOrEqual(pointsFor(DEFAULT_SCHEME, sooner));
      }),
    );
  });
});

describe('pointsFor, between rows that do not divide', () => {
  const points = [
    [0, 10_000],
    [3, 9900],
    [5, 9899],
  ] as const;

  it.each([
    [1, 9967],
    [2, 9933],
    [4, 9900],
    [7, 9899],
  ])('rounds half up: %i days give %i', (daysLate, expected) => {
    expect(pointsFor({ points }, daysLate)).toBe(expected);
  });

  it('has none for a negative number of days', () => {
    expect(() => pointsFor({ points }, -1)).toThrow(RangeError);
  });
});

describe('pointsOfFact', () => {
  it.each([
    ['done', 1, 9600],
    ['openOverdue', 0, 5000],
    ['openOverdue', 1, 5000],
    ['openOverdue', 13, 5000],
    ['openOverdue', 14, 4800],
    ['done', 14, 4800],
  ] as const)('%s, %i days late: %i', (kind, daysLate, points) => {
    expect(pointsOfFact(DEFAULT_SCHEME, { kind, daysLate })).toBe(points);
  });
});
