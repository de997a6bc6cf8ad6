import { describe, expect, it } from 'vitest';
import { digitsForWords } from '../../src/domain/number-words.ts';

describe('digitsForWords', () => {
  it.each([
    ['mười ngày', '10 ngày'],
    ['mười lăm ngày làm việc', '15 ngày làm việc'],
    ['hai mươi mốt ngày', '21 ngày'],
    ['ba mươi tháng', '30 tháng'],
    ['một năm', '1 năm'],
    ['năm năm', '5 năm'],
    ['tháng năm', 'tháng 5'],
    ['tháng tư năm 2026', 'tháng 4 năm 2026'],
    ['tháng mười hai', 'tháng 12'],
    ['quý ba', 'quý 3'],
    ['muoi ngay', '10 ngay'],
    ['sau ngay', '6 ngay'],
    ['thang sau nam 2026', 'thang 6 nam 2026'],
    ['thang sau', 'thang sau?'],
  ])('"%s" is "%s"', (text, digits) => {
    expect(digitsForWords(text)).toBe(digits);
  });

  it.each(['', 'năm 2026', 'đầu năm', 'hàng năm', 'tháng sau', 'sau ngày 15/7', 'tu ngay 15/7', 'muoi ngày'])(
    'leaves "%s" alone',
    (text) => {
      expect(digitsForWords(text)).toBe(text);
    },
  );
});
