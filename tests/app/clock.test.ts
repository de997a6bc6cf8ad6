import { describe, expect, it } from 'vitest';
import { createClock } from '../../src/clock.ts';

const DAY_MILLISECONDS = 86_400_000;

describe('the clock', () => {
  it('starts at the moment that is set and runs on from it', () => {
    const clock = createClock('2016-12-19T23:30:00+07:00');
    const first = clock();
    expect(first.now.slice(0, 19)).toBe('2016-12-19T16:30:00');
    expect(first.today).toBe('2016-12-19');
    expect(clock().now >= first.now).toBe(true);
  });

  it('gives the day that it is in Vietnam, not in UTC', () => {
    expect(createClock('2016-12-19T17:00:00Z')().today).toBe('2016-12-20');
  });

  it('is the real time when nothing is set', () => {
    expect(Math.abs(Date.parse(createClock(null)().now) - Date.now())).toBeLessThan(DAY_MILLISECONDS);
  });
});
