import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  createCalendar,
  expectedRestDay,
  isComplete,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  restDayReason,
  workingDaysBetween,
} from '../../src/domain/calendar.ts';
import { addDays, type Day } from '../../src/domain/day.ts';
import { CALENDAR as calendar } from './calendars.ts';

const bare = createCalendar([]);

/** From before the first notice to beyond the last one, every kind of year among them. */
const days = integer({ min: 0, max: 366 * 14 }).map((n) => addDays('2014-12-20', n));
const calendarsOf = constantFrom(calendar, bare);

describe('a working day', () => {
  it.each<[day: Day, works: boolean, why: string]>([
    ['2026-04-15', true, 'a Wednesday'],
    ['2026-04-18', false, 'a Saturday'],
    ['2026-04-19', false, 'a Sunday'],
    ['2026-04-27', false, 'in lieu of a feast on a Sunday'],
    ['2026-01-02', false, 'swapped against a Saturday'],
    ['2026-01-10', true, 'the Saturday worked for 2 January'],
    ['2026-08-31', false, 'swapped against a Saturday'],
    ['2026-08-22', true, 'the Saturday worked for 31 August'],
    ['2025-04-26', true, 'the Saturday worked for 2 May'],
    ['2026-11-24', true, 'a feast that is only expected'],
    ['2016-04-16', false, 'a feast on a Saturday'],
    ['2016-04-18', false, 'in lieu of it'],
    ['2016-05-03', false, 'in lieu of 1 May, a Sunday'],
    ['2016-02-12', false, 'in lieu of a feast of Tết'],
    ['2027-02-08', true, 'Tết of a year without a notice'],
    ['2027-04-16', true, 'a lunar feast of a year without a notice'],
    ['2027-05-03', true, 'in lieu, but of a year without a notice'],
    ['2027-01-01', false, 'a fixed feast of a year without a notice'],
    ['2027-04-30', false, 'a fixed feast of a year without a notice'],
    ['2019-09-02', false, 'a fixed feast of a year that is not listed'],
    ['2019-05-01', false, 'a fixed feast of a year that is not listed'],
    ['2019-02-05', true, 'Tết of a year that is not listed: never computed'],
  ])('%s: %s, %s', (day, works) => {
    expect(isWorkingDay(calendar, day)).toBe(works);
  });

  it('agrees with the reason for rest on every day', () => {
    assert(
      property(calendarsOf, days, (of, day) => isWorkingDay(of, day) === (restDayReason(of, day) === null)),
    );
  });
});

describe('the reason for rest', () => {
  it.each([
    ['2026-04-15', null],
    ['2026-01-10', null],
    ['2026-11-24', null],
    ['2026-04-18', { kind: 'weekend', name: null }],
    ['2026-04-26', { kind: 'holiday', name: 'Giỗ Tổ Hùng Vương' }],
    ['2026-04-27', { kind: 'lieu', name: 'Nghỉ bù Giỗ Tổ Hùng Vương' }],
    ['2026-08-31', { kind: 'swapped', name: 'Hoán đổi' }],
    ['2027-09-02', { kind: 'holiday', name: 'Quốc khánh' }],
    ['2019-01-01', { kind: 'holiday', name: 'Tết Dương lịch' }],
  ])('of %s is %o', (day, reason) => {
    expect(restDayReason(calendar, day)).toEqual(reason);
  });
});

describe('a day off that is only expected', () => {
  it.each([
    ['2026-11-24', 'Ngày Văn hóa Việt Nam'],
    ['2027-02-08', 'Tết Nguyên đán'],
    ['2027-01-01', undefined],
    ['2026-04-27', undefined],
    ['2026-11-25', undefined],
    ['2019-02-05', undefined],
  ])('on %s is %s', (day, name) => {
    expect(expectedRestDay(calendar, day)?.name).toBe(name);
  });
});

describe('the working day next to a day', () => {
  it.each([
    ['2026-04-15', '2026-04-15', '2026-04-15'],
    ['2026-04-25', '2026-04-28', '2026-04-24'],
    ['2026-05-01', '2026-05-04', '2026-04-29'],
    ['2026-01-03', '2026-01-05', '2025-12-31'],
    ['2026-01-10', '2026-01-10', '2026-01-10'],
    ['2026-02-18', '2026-02-23', '2026-02-13'],
    ['2016-05-01', '2016-05-04', '2016-04-29'],
  ])('%s goes on to %s and back to %s', (day, next, previous) => {
    expect([nextWorkingDay(calendar, day), previousWorkingDay(calendar, day)]).toEqual([next, previous]);
  });
});

describe('working days added', () => {
  it.each<[from: Day, count: number, day: Day, why: string]>([
    ['2026-04-15', 0, '2026-04-15', 'none'],
    ['2026-04-15', 1, '2026-04-16', 'the day of the event is not counted'],
    ['2026-04-15', 10, '2026-05-04', 'over 27/4, 30/4 and 1/5'],
    ['2026-04-18', 1, '2026-04-20', 'from a Saturday'],
    ['2026-01-05', 5, '2026-01-10', 'onto the Saturday that is worked'],
    ['2026-05-04', -10, '2026-04-15', 'and back'],
    ['2026-05-04', -1, '2026-04-29', 'back over the feasts'],
    ['2026-02-13', 1, '2026-02-23', 'over Tết'],
    ['2026-11-23', 1, '2026-11-24', 'an expected feast is worked'],
    ['2026-12-31', 1, '2027-01-04', 'into a year without a notice'],
  ])('%s and %i is %s: %s', (from, count, day) => {
    expect(addWorkingDays(calendar, from, count)).toBe(day);
  });

  it('stays within the years that days may have', () => {
    expect(addWorkingDays(calendar, '2199-12-30', 10_000)).toBe('2200-12-31');
    expect(addWorkingDays(calendar, '1900-01-03', -10_000)).toBe('1900-01-01');
  });

  it('is undone by counting: exactly `count` working days lie in between', () => {
    assert(
      property(calendarsOf, days, integer({ min: 1, max: 300 }), (of, from, count) => {
        const to = addWorkingDays(of, from, count);
        expect(workingDaysBetween(of, from, to)).toBe(count);
        expect(isWorkingDay(of, to)).toBe(true);
        expect(isWorkingDay(of, addWorkingDays(of, from, -count))).toBe(true);
      }),
    );
  });
});

describe('working days between', () => {
  it.each<[from: Day, to: Day, count: number]>([
    ['2026-04-15', '2026-04-15', 0],
    ['2026-04-16', '2026-04-15', 0],
    ['2026-04-15', '2026-05-04', 10],
    ['2026-04-15', '2026-05-03', 9],
    ['2026-04-17', '2026-04-19', 0],
    ['2026-01-09', '2026-01-10', 1],
    ['2016-01-31', '2016-02-29', 16],
    ['2025-12-31', '2026-12-31', 250],
  ])('after %s up to %s are %i', (from, to, count) => {
    expect(workingDaysBetween(calendar, from, to)).toBe(count);
  });

  it('equals walking one day at a time', () => {
    const walked = (of: typeof calendar, from: Day, to: Day) => {
      let count = 0;
      for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(of, day)) count++;
      return count;
    };
    assert(
      property(calendarsOf, days, integer({ min: -50, max: 500 }), (of, from, length) => {
        const to = addDays(from, length);
        expect(workingDaysBetween(of, from, to)).toBe(walked(of, from, to));
      }),
    );
  });

  it('adds up over a day in between', () => {
    assert(
      property(days, days, days, (...three) => {
        const [a = '', b = '', c = ''] = three.sort();
        const between = (from: Day, to: Day) => workingDaysBetween(calendar, from, to);
        expect(between(a, c)).toBe(between(a, b) + between(b, c));
      }),
    );
  });
});

describe('a calendar', () => {
  it.each<[day: Day, complete: boolean]>([
    ['2016-01-01', true],
    ['2026-12-31', true],
    ['2027-01-01', false],
    ['2019-06-01', false],
  ])('is complete on %s: %s', (day, complete) => {
    expect(isComplete(calendar, day)).toBe(complete);
  });

  it('takes nothing from beyond the day to which its notice is known', () => {
    const off = ['2030-02-04', '2030-09-03'].map((day) => ({ day, kind: 'holiday' as const, name: 'Tết' }));
    const half = createCalendar([{ year: 2030, completeTo: '2030-06-30', notice: null, off }]);
    expect(off.map(({ day }) => isWorkingDay(half, day))).toEqual([false, true]);
    expect([isComplete(half, '2030-06-30'), isComplete(half, '2030-07-01')]).toEqual([true, false]);
  });
});
