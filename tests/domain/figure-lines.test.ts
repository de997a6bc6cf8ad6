import { describe, expect, it } from 'vitest';
import { readFigureLines, readFigureTable } from '../../src/domain/figure-lines.ts';
import type { Unit } from '../../src/domain/unit.ts';

const unit = (code: string, name: string, shortName: string) => ({ code, name, shortName }) as Unit;

const UNITS = [
  unit('SNV', 'Sở Nội vụ', 'Sở NV'),
  unit('STTTT', 'Sở Thông tin và Truyền thông', 'Sở TT&TT'),
  unit('384', 'Huyện Đông Sơn', 'Đông Sơn'),
  unit('101', 'Xã Quảng Phú', 'Quảng Phú'),
  unit('102', 'Phường Quảng Phú', 'Quảng Phú'),
];

/** Rows as a sheet has them, from 1; empty cells hold nothing. */
function table(...rows: string[][]) {
  return rows.map((cells, at) => ({
    row: at + 1,
    cells: new Map(
      cells.flatMap((cell, column): [number, string][] => (cell === '' ? [] : [[column, cell]])),
    ),
  }));
}

function told(...rows: string[][]): string[] {
  return readFigureTable(table(...rows), UNITS).lines.map(
    ({ row, unit: code, unitAt, points, pointsAt }) => `${row} ${code}@${unitAt} ${points}@${pointsAt}`,
  );
}

describe('a table with headings', () => {
  it('is read below them, the unit by code or name, the points in their column wherever it stands', () => {
    expect(
      told(
        ['Chuyển đổi số, tháng 03/2026'],
        [],
        ['STT', 'ĐIỂM', 'Mã đơn vị', 'Đơn vị', 'Ghi chú'],
        ['1', '87,5', 'SNV', 'Sở Nội vụ', 'tốt'],
        ['2', '70', '', 'sở tt&tt'],
        ['3', '', '384', ''],
        ['4', '65', '', 'huyen dong son', '99'],
      ),
    ).toEqual(['4 SNV@2 87,5@1', '5 STTTT@3 70@1', '6 384@2 @1', '7 384@3 65@1']);
  });

  it('has a line whose unit is not known where it has points, and none for titles and signatures', () => {
    expect(
      told(
        ['Đơn vị', 'Điểm'],
        ['Khối sở'],
        ['Sở Lạ', '5'],
        ['', '6'],
        ['Người lập biểu', '', 'Nguyễn Văn A'],
        ['Sở NV', 'tốt'],
      ),
    ).toEqual(['3 null@0 5@1', '4 null@0 6@1', '6 SNV@0 tốt@1']);
  });

  it('guesses at no name that two units have, and knows them by their codes', () => {
    expect(told(['Đơn vị', 'Điểm'], ['Quảng Phú', '5'], ['102', '6'], ['Xã Quảng Phú', '7'])).toEqual([
      '2 null@0 5@1',
      '3 102@0 6@1',
      '4 101@0 7@1',
    ]);
  });
});

describe('a table without headings', () => {
  it('has the unit in the first cell that names one, and the points in the last that does not', () => {
    expect(told(['1', 'SNV', 'Sở Nội vụ', '87,5'], ['384', 'Đông Sơn'], ['Không có', '5'])).toEqual([
      '1 SNV@1 87,5@3',
      '2 384@0 @1',
      '3 null@0 5@1',
    ]);
  });
});

describe('lines of text', () => {
  it('are parted by tabs, semicolons, or the first comma, and keep the numbers of their lines', () => {
    const text = 'SNV\t87,5\n\n"Sở TT&TT";"90"\r\n384,70,25\nSNV\t';
    expect(readFigureLines(text, UNITS).map(({ row, unit: code, points }) => [row, code, points])).toEqual([
      [1, 'SNV', '87,5'],
      [3, 'STTTT', '90'],
      [4, '384', '70,25'],
      [5, 'SNV', ''],
    ]);
  });
});
