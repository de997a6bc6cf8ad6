import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatDay,
  formatFullDay,
  formatMoment,
  formatNumber,
  formatPercent,
  formatShortDay,
} from '../../src/present/format.ts';
import { translator } from '../../src/present/words.ts';

describe('days and moments', () => {
  it('are written as on papers', () => {
    expect(formatDay('2026-05-04')).toBe('04/05/2026');
    expect(formatShortDay('2026-11-26')).toBe('26/11');
  });

  it.each([
    ['2026-11-27', 'thứ Sáu\u00a027/11/2026', 'Friday\u00a027/11/2026'],
    ['2026-11-29', 'Chủ nhật\u00a029/11/2026', 'Sunday\u00a029/11/2026'],
  ])('%s has its weekday before it', (day, vi, en) => {
    expect(formatFullDay(day, translator('vi'))).toBe(vi);
    expect(formatFullDay(day, translator('en'))).toBe(en);
  });

  it.each([
    ['2026-11-24T01:30:59.999Z', '24/11/2026\u00a008:30'],
    ['2026-12-31T17:00:00.000Z', '01/01/2027\u00a000:00'],
  ])('%s is shown by the clock of Vietnam', (moment, shown) => {
    expect(formatMoment(moment)).toBe(shown);
  });
});

describe('numbers', () => {
  it.each([
    [1234.5, undefined, '1.234,5', '1,234.5'],
    [1000000, undefined, '1.000.000', '1,000,000'],
    [91.25, 2, '91,25', '91.25'],
    [91, 2, '91,00', '91.00'],
    [0, undefined, '0', '0'],
  ])('%d with %s decimals is %s, in English %s', (value, decimals, vi, en) => {
    expect(formatNumber(value, 'vi', decimals)).toBe(vi);
    expect(formatNumber(value, 'en', decimals)).toBe(en);
  });

  it('are percentages with one decimal, and a dash where nothing could be divided', () => {
    expect(formatPercent(0.684, 'vi')).toBe('68,4\u00a0%');
    expect(formatPercent(1, 'en')).toBe('100.0\u00a0%');
    expect(formatPercent(null, 'vi')).toBe('–');
  });

  it.each([
    [0, '0\u00a0B'],
    [1023, '1.023\u00a0B'],
    [1536, '1,5\u00a0KB'],
    [26214400, '25,0\u00a0MB'],
    [157286400, '150\u00a0MB'],
    [5 * 1024 ** 4, '5.120\u00a0GB'],
  ])('%d bytes are %s', (bytes, shown) => {
    expect(formatBytes(bytes, 'vi')).toBe(shown);
  });
});
