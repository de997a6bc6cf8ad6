import { describe, expect, it } from 'vitest';
import { medianOf } from '../../src/domain/median.ts';

describe('the middle one', () => {
  it.each([
    [[], null, 'of none'],
    [[7], 7, 'of one'],
    [[30, 10, 20], 20, 'of an odd number in any order'],
    [[40, 10, 20, 31], 26, 'of an even number, halves up: 25,5'],
    [[10, 9, 100], 10, 'by size, not as text'],
  ])('of %j is %s (%s)', (values, middle, _) => {
    expect(medianOf(values)).toBe(middle);
  });
});
