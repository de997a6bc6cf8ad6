import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notationKey, parseNotation } from '../../src/domain/notation.ts';
import { KIND_NAMES } from '../../src/domain/notation-symbols.ts';

type Row = [text: string, notation: string, issuedOn: string | null, kind: string | null];

const UNDERSTOOD: Row[] = [
  ['120/BC-UBND', '120/BC-UBND', null, 'Báo cáo'],
  ['Số: 120 /BC-UBND', '120/BC-UBND', null, 'Báo cáo'],
  ['Số:120/BC-UBND', '120/BC-UBND', null, 'Báo cáo'],
  ['01/KH-UBND, ngày 04/01/2016', '01/KH-UBND', '2016-01-04', 'Kế hoạch'],
  ['36a/NQ-CP ngày 14/10/2015', '36a/NQ-CP', '2015-10-14', 'Nghị quyết'],
  ['36A/NQ-CP', '36a/NQ-CP', null, 'Nghị quyết'],
  ['1136/QĐ-UBND ngày 31/3/2016', '1136/QĐ-UBND', '2016-03-31', 'Quyết định'],
  ['2779/VPCP-KGVX ngày 22/4/2016', '2779/VPCP-KGVX', '2016-04-22', 'Công văn'],
  ['714/QĐ-TTg ngày 22/05/2015', '714/QĐ-TTg', '2015-05-22', 'Quyết định'],
  ['Kế hoạch số 22/KH-UBND ngày 15/02/2016', '22/KH-UBND', '2016-02-15', 'Kế hoạch'],
  ['Số: 120 /BC-UBND, ngày 19 tháng 12 năm 2016', '120/BC-UBND', '2016-12-19', 'Báo cáo'],
  ['120/BC-UBND (ngày 5.1.2016)', '120/BC-UBND', '2016-01-05', 'Báo cáo'],
  ['120/BC-UBND ngày 19/12/2016 của UBND tỉnh Thanh Hóa', '120/BC-UBND', '2016-12-19', 'Báo cáo'],
  ['120 / BC – UBND', '120/BC-UBND', null, 'Báo cáo'],
  ['120\u00a0∕\u00a0BC−UBND', '120/BC-UBND', null, 'Báo cáo'],
  ['120/bc-ubnd', '120/BC-UBND', null, 'Báo cáo'],
  ['714/qđ-ttg', '714/QĐ-TTg', null, 'Quyết định'],
  ['714/qd-ttg', '714/QĐ-TTg', null, 'Quyết định'],
  ['55/ttr-stttt', '55/TTr-STTTT', null, 'Tờ trình'],
  ['05/CT-TTg', '05/CT-TTg', null, 'Chỉ thị'],
  ['9441/TB-BNV', '9441/TB-BNV', null, 'Thông báo'],
  ['4659/TB-BLĐTBXH', '4659/TB-BLĐTBXH', null, 'Thông báo'],
  ['12/CĐ-TTg', '12/CĐ-TTg', null, 'Công điện'],
  ['98/UBND-THKH', '98/UBND-THKH', null, 'Công văn'],
  ['Công văn số 98/UBND-THKH', '98/UBND-THKH', null, 'Công văn'],
  ['15/CV-UBND', '15/CV-UBND', null, 'Công văn'],
  ['30/2020/NĐ-CP', '30/2020/NĐ-CP', null, 'Nghị định'],
  ['80-NQ/TW', '80-NQ/TW', null, 'Nghị quyết'],
  ['59/2024/QH15', '59/2024/QH15', null, null],
];

describe.each(['NFC', 'NFD'] as const)('a notation in %s', (form) => {
  it.each(UNDERSTOOD)('%j is %s, issued on %s, kind %s', (text, notation, issuedOn, kind) => {
    expect(parseNotation(text.normalize(form))).toMatchObject({ ok: true, notation, issuedOn, kind });
  });
});

describe('a notation', () => {
  it.each([
    ['36a/NQ-CP', '36a', 'NQ-CP'],
    ['01/KH-UBND', '01', 'KH-UBND'],
    ['30/2020/NĐ-CP', '30', 'NĐ-CP'],
    ['80-NQ/TW', '80', 'NQ/TW'],
  ])('%s has the number %s and the symbol %s', (text, number, symbol) => {
    expect(parseNotation(text)).toMatchObject({ number, symbol });
  });

  it.each([
    '',
    '120',
    '120/',
    '/BC-UBND',
    'BC-UBND',
    '120/BC-',
    '120/-UBND',
    '120/BC--UBND',
    '120\\BC-UBND',
    '1234567/BC-UBND',
    '120/BC-UBND và 121/BC-UBND',
    '120/BC-UBND khẩn',
    '120/BC-UBND 2016',
    '120/BC-UBND ngày 15/02',
    'Phòng 120/BC-UBND',
    '$ne/BC',
    `1/A${'-A'.repeat(5000)}!`,
  ])('is not %j', (text) => {
    expect(parseNotation(text)).toEqual({ ok: false, code: 'notNotation' });
  });

  it.each(['120/BC-UBND ngày 31/02/2016', '120/BC-UBND, ngày 1/13/2016'])('%j has no such day', (text) => {
    expect(parseNotation(text)).toEqual({ ok: false, code: 'noSuchDay' });
  });

  it('read again is itself, in whatever case it was', () => {
    const symbols = constantFrom(...Object.keys(KIND_NAMES));
    assert(
      property(integer({ min: 1, max: 999_999 }), symbols, (number, symbol) => {
        const notation = `${number}/${symbol}-UBND`;
        const kind = KIND_NAMES[symbol];
        expect(parseNotation(notation.toLowerCase())).toMatchObject({ notation, kind });
        expect(parseNotation(notation)).toMatchObject({ notation, kind });
      }),
    );
  });
});

describe('the key of a paper', () => {
  const key = notationKey('714/QĐ-TTg', 2015, 'Thủ tướng Chính phủ');

  it.each([
    ['714/qd-ttg', 'thu tuong chinh phu'],
    ['714 / QĐ – TTg', ' Thủ tướng  Chính phủ'],
    ['714/QĐ-TTg'.normalize('NFD'), 'THỦ TƯỚNG CHÍNH PHỦ'.normalize('NFD')],
  ])('is the same for %j of %j', (notation, issuer) => {
    expect(notationKey(notation, 2015, issuer)).toBe(key);
  });

  it.each([
    ['715/QĐ-TTg', 2015, 'Thủ tướng Chính phủ'],
    ['714/QĐ-TTg', 2016, 'Thủ tướng Chính phủ'],
    ['714/QĐ-TTg', 2015, 'Chính phủ'],
  ] as const)('is another for %s, %i, %s', (notation, year, issuer) => {
    expect(notationKey(notation, year, issuer)).not.toBe(key);
  });

  it('keeps a leading zero apart, as papers do', () => {
    expect(notationKey('01/KH-UBND', 2016, 'UBND tỉnh')).not.toBe(
      notationKey('1/KH-UBND', 2016, 'UBND tỉnh'),
    );
  });
});
