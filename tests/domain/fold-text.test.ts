import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, normalizeText } from '../../src/domain/fold-text.ts';

describe('folded text', () => {
  it.each([
    ['Đường', 'duong'],
    ['đường ĐI', 'duong di'],
    ['Đường'.normalize('NFD'), 'duong'],
    ['  Sở\t Thông tin \u00a0và\r\nTruyền thông ', 'so thong tin va truyen thong'],
    ['QĐ-UBND', 'qd-ubnd'],
    ['ThuỶ lợi, thủy Lợi', 'thuy loi, thuy loi'],
    ['Ư ƠỢ ự', 'u oo u'],
    ['a\u200bb\ufeffc\u00ad', 'abc'],
    ['', ''],
  ])('%j is %j', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('is the same for every way to write the same characters, and folds no further', () => {
    assert(
      property(string({ unit: 'grapheme' }), (text) => {
        expect(foldText(text.normalize('NFD'))).toBe(foldText(text.normalize('NFC')));
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });
});

describe('text as it is kept', () => {
  it('has composed characters, one kind of line end and no space around it', () => {
    expect(normalizeText(' Kế hoạch\r\nnăm\r2016\n'.normalize('NFD'))).toBe(
      'Kế hoạch\nnăm\n2016'.normalize('NFC'),
    );
  });
});
