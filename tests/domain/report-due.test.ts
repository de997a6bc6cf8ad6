import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/domain/day.ts';
import { reportsDue } from '../../src/domain/report-due.ts';

const POLICY = { month: 5, quarter: 7, half: 10, year: 15 };

/** The period of each kind, `month, quarter, half, year`. */
const periodsOn = (day: string) => reportsDue(day, POLICY).map(({ period }) => period.text);

describe('the reports that must be there', () => {
  it.each([
    ['2026-11-04', ['2026-09', '2026-Q3', '2026-H1', '2025'], 'the day before that of the month'],
    ['2026-11-05', ['2026-10', '2026-Q3', '2026-H1', '2025'], 'on the day of the month'],
    ['2026-07-06', ['2026-06', '2026-Q1', '2025-H2', '2025'], 'the day before that of the quarter'],
    ['2026-07-07', ['2026-06', '2026-Q2', '2025-H2', '2025'], 'on the day of the quarter'],
    ['2026-07-10', ['2026-06', '2026-Q2', '2026-H1', '2025'], 'on the day of the half'],
    ['2027-01-05', ['2026-12', '2026-Q3', '2026-H1', '2025'], 'on the day of December'],
    ['2027-01-14', ['2026-12', '2026-Q4', '2026-H2', '2025'], 'the day before that of the year'],
    ['2027-01-15', ['2026-12', '2026-Q4', '2026-H2', '2026'], 'on the day of the year'],
    ['2024-03-05', ['2024-02', '2023-Q4', '2023-H2', '2023'], 'after a leap day'],
    ['1900-01-01', [], 'before there is any period'],
  ])('on %s are %j (%s)', (day, periods, _) => {
    expect(periodsOn(day)).toEqual(periods);
  });

  it('rest on the ledger up to the day before their own', () => {
    const cutoffs = reportsDue('2027-01-20', POLICY).map(({ cutoff }) => cutoff);
    expect(cutoffs).toEqual(['2027-01-04', '2027-01-06', '2027-01-09', '2027-01-14']);
  });

  it('are of periods and days that are over, whatever the policy', () => {
    const days = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('1980-01-01', n));
    const many = fc.integer({ min: 1, max: 60 });
    const policies = fc.record({ month: many, quarter: many, half: many, year: many });
    fc.assert(
      fc.property(days, policies, (today, policy) => {
        for (const { period, cutoff } of reportsDue(today, policy)) {
          expect(period.to <= cutoff && cutoff < today).toBe(true);
        }
      }),
    );
  });
});
