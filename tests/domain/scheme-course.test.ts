import { describe, expect, it } from 'vitest';
import { holdsOn, overlap, type Span, spanOfPeriods, takeOver } from '../../src/domain/scheme-course.ts';

const span = (from: string, to: string | null): Span => ({ from, to });

describe('the span of a scheme', () => {
  it.each([
    ['2027', null, span('2027-01-01', null)],
    ['2027', '2027', span('2027-01-01', '2027-12-31')],
    ['2026-H2', '2027-Q1', span('2026-07-01', '2027-03-31')],
    ['2027', '2026', null],
    ['2027-07', '2027', span('2027-07-01', '2027-12-31')],
    ['năm sau', null, null],
  ] as const)('from %s to %s', (from, to, expected) => {
    expect(spanOfPeriods(from, to)).toEqual(expected);
  });

  it.each([
    ['2026-12-31', false],
    ['2027-01-01', true],
    ['2027-12-31', true],
    ['2028-01-01', false],
  ] as const)('of 2027 holds for a period that begins on %s: %s', (day, expected) => {
    expect(holdsOn(span('2027-01-01', '2027-12-31'), day)).toBe(expected);
  });
});

describe('two spans', () => {
  it.each([
    [span('2026-01-01', '2026-12-31'), span('2027-01-01', null), false],
    [span('2026-01-01', null), span('2027-01-01', '2027-12-31'), true],
    [span('2026-01-01', '2027-01-01'), span('2027-01-01', null), true],
    [span('2028-01-01', null), span('2027-01-01', '2027-12-31'), false],
  ] as const)('%o and %o have a day in common: %s', (a, b, expected) => {
    expect(overlap(a, b)).toBe(expected);
    expect(overlap(b, a)).toBe(expected);
  });
});

describe('a scheme approved from 2027 on', () => {
  const next = span('2027-01-01', null);

  it('ends the one without an end the day before', () => {
    const before = span('2025-01-01', null);
    expect(takeOver(next, [before])).toEqual({ ends: [{ scheme: before, to: '2026-12-31' }], inTheWay: [] });
  });

  it.each([
    ['begins with it', span('2027-01-01', null)],
    ['begins after it', span('2028-01-01', '2028-12-31')],
    ['has an end within it', span('2026-01-01', '2027-06-30')],
  ])('meets one in the way that %s', (_, other) => {
    expect(takeOver(next, [other])).toEqual({ ends: [], inTheWay: [other] });
  });

  it('leaves alone what ended before it', () => {
    expect(takeOver(next, [span('2026-01-01', '2026-12-31')])).toEqual({ ends: [], inTheWay: [] });
  });
});
