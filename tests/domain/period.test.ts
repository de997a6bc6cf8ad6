import { describe, expect, it } from 'vitest';
import { middleOf, parsePeriod, periodOf, previousPeriod } from '../../src/domain/period.ts';

describe('a period', () => {
  it.each([
    ['2016', '2016-01-01', '2016-12-31'],
    ['2016-H1', '2016-01-01', '2016-06-30'],
    ['2016-H2', '2016-07-01', '2016-12-31'],
    ['2016-Q1', '2016-01-01', '2016-03-31'],
    ['2016-Q3', '2016-07-01', '2016-09-30'],
    ['2016-Q4', '2016-10-01', '2016-12-31'],
    ['2016-02', '2016-02-01', '2016-02-29'],
    ['2100-02', '2100-02-01', '2100-02-28'],
    ['2016-12', '2016-12-01', '2016-12-31'],
  ])('%s is from %s to %s', (text, from, to) => {
    expect(parsePeriod(text)).toEqual({ text, from, to });
  });

  it.each(['', '16', '1899', '2200', '2016-0', '2016-00', '2016-13', '2016-9', '2016-Q0', '2016-Q5'])(
    'is not %j',
    (text) => {
      expect(parsePeriod(text)).toBeNull();
    },
  );

  it.each(['2016-H3', '2016-q3', '2016/09', '2016-09-01', ' 2016', '2016\n', '２０１６', '2016-Q3 '])(
    'is not %j',
    (text) => {
      expect(parsePeriod(text)).toBeNull();
    },
  );
});

describe('the period before', () => {
  it.each([
    ['2016', '2015'],
    ['2016-H1', '2015-H2'],
    ['2016-H2', '2016-H1'],
    ['2016-Q1', '2015-Q4'],
    ['2016-Q3', '2016-Q2'],
    ['2016-01', '2015-12'],
    ['2016-10', '2016-09'],
  ])('%s is %s, of the same length', (text, before) => {
    expect(previousPeriod(parsePeriod(text)!)).toEqual(parsePeriod(before));
  });

  it('is none before 1900', () => {
    expect(previousPeriod(parsePeriod('1900')!)).toBeNull();
  });
});

describe('the middle of a period', () => {
  it.each([
    [2026, 1, 9, '2026-09-15'],
    [2026, 12, 1, '2026-06-30'],
    [2026, 3, 3, null],
    [2026, 6, 1, null],
  ])('of %i, %i months, number %i, is %s', (year, months, index, middle) => {
    expect(middleOf(periodOf(year, months, index)!)).toBe(middle);
  });
});
