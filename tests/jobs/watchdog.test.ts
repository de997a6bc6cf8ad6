import { describe, expect, it } from 'vitest';
import { isLate } from '../../src/app/job-table.ts';

describe('a job of every minute', () => {
  it.each([
    [null, '05:00', '05:02', false, 'two minutes after the start'],
    [null, '05:00', '05:03', true, 'never ended since the start'],
    ['05:10', '05:00', '05:12', false, 'ended two minutes ago'],
    ['05:10', '05:00', '05:13', true, 'ended three minutes ago'],
    ['01:00', '05:00', '05:01', false, 'ended before the program was started again'],
  ])('ended at %s, watched from %s, at %s: late is %s (%s)', (ended, from, now, late, _) => {
    const at = (time: string) => `2026-11-24T${time}:00.000Z`;
    expect(isLate({ everyMinutes: 1 }, ended === null ? null : at(ended), at(from), at(now))).toBe(late);
  });
});
