import { describe, expect, it } from 'vitest';
import { countByBand } from '../../src/domain/late-bands.ts';

describe('days late counted in bands', () => {
  it.each([
    ['none', [], [0, 0, 0, 0, 0]],
    ['both ends of each band', [0, 1, 5, 6, 10, 11, 30, 31], [1, 2, 2, 2, 1]],
    ['however late in the last', [400, 31, 0, 0], [2, 0, 0, 0, 2]],
  ])('for %s', (_, days, expected) => {
    expect(countByBand(days)).toEqual(expected);
  });
});
