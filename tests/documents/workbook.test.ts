import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Sheet } from '../../src/documents/workbook.ts';
import { writeCsv } from '../../src/documents/write-csv.ts';
import { writeWorkbook } from '../../src/documents/write-workbook.ts';
import { HAS_SOFFICE, openedBySoffice } from '../support/soffice.ts';

const SHEET: Sheet = {
  name: 'Xếp hạng: năm 2026',
  title: ['Xếp hạng năm 2026', 'Số liệu tạm tính'],
  landscape: true,
  columns: [
    { heading: 'Đơn vị', width: 40, kind: 'text' },
    { heading: 'Hạng', width: 8, kind: 'whole' },
    { heading: 'Điểm', width: 10, kind: 'points' },
    { heading: 'Tỷ lệ', width: 10, kind: 'percent' },
    { heading: 'Hạn', width: 12, kind: 'day' },
  ],
  rows: [
    ['Sở Nội vụ & <Đào tạo>', 1, 91.25, 0.684, '2026-11-24'],
    ['=HYPERLINK("x")', null, null, null, null],
  ],
};

async function bytesOf(...sheets: Sheet[]): Promise<Uint8Array> {
  return Buffer.concat(await Array.fromAsync(writeWorkbook({ sheets })));
}

async function partsOf(...sheets: Sheet[]): Promise<Record<string, string>> {
  const entries = Object.entries(unzipSync(await bytesOf(...sheets)));
  return Object.fromEntries(entries.map(([path, bytes]) => [path, strFromU8(bytes)]));
}

describe('a workbook', () => {
  it('holds numbers and days as such, and text as text, even where it looks like a formula', async () => {
    const { 'xl/worksheets/sheet1.xml': sheet = '' } = await partsOf(SHEET);
    expect(sheet).toContain('<c r="B5" s="4"><v>1</v></c><c r="C5" s="5"><v>91.25</v></c>');
    expect(sheet).toContain('<c r="D5" s="6"><v>0.684</v></c><c r="E5" s="7"><v>46350</v></c>');
    expect(sheet).toContain('Sở Nội vụ &amp; &lt;Đào tạo&gt;');
    expect(sheet).toContain('t="inlineStr"><is><t xml:space="preserve">=HYPERLINK(&quot;x&quot;)</t>');
    expect(sheet).not.toContain('<f>');
  });

  it('freezes its heading, prints it on each page, is as wide as told, and fits A4 across', async () => {
    const { 'xl/worksheets/sheet1.xml': sheet = '', 'xl/workbook.xml': book = '' } = await partsOf(SHEET);
    expect(sheet).toContain('<pane ySplit="4" topLeftCell="A5" activePane="bottomLeft" state="frozen"/>');
    expect(sheet).toContain('<col min="1" max="1" width="40" customWidth="1"/>');
    expect(sheet).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1"');
    expect(book).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">'Xếp hạng  năm 2026'!$4:$4<`,
    );
  });

  it('has one sheet per table, each name once and as short as it must be', async () => {
    const name = 'Đơn vị có tên dài hơn ba mươi mốt ký tự';
    const { 'xl/workbook.xml': book = '' } = await partsOf({ ...SHEET, name }, { ...SHEET, name });
    const names = [...book.matchAll(/<sheet name="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(new Set(names).size).toBe(2);
    expect(names.every((one) => one.length <= 31)).toBe(true);
  });

  it('is the same bytes for the same table', async () => {
    expect(Buffer.compare(await bytesOf(SHEET), await bytesOf(SHEET))).toBe(0);
  });

  it('comes as its rows do: 10,000 of them in many pieces, none kept', async () => {
    let given = 0;
    const rows = (function* () {
      for (; given < 10_000; given += 1) yield [`Nhiệm vụ ${given * 7919}`, given, null, null, '2026-11-24'];
    })();
    const pieces = writeWorkbook({ sheets: [{ ...SHEET, rows }] });
    let first = (await pieces.next()).value as Uint8Array;
    while (first.length < 1000) first = (await pieces.next()).value as Uint8Array;
    expect(given).toBeLessThan(10_000);
    for await (const _ of pieces);
    expect(given).toBe(10_000);
  });

  it('hands on what its rows throw', async () => {
    const rows = (async function* () {
      yield ['a'];
      throw new Error('lost');
    })();
    await expect(bytesOf({ ...SHEET, rows })).rejects.toThrow('lost');
  });

  it.skipIf(!HAS_SOFFICE)(
    'is opened by LibreOffice (left out where there is none)',
    async () => {
      const csv = (
        await openedBySoffice(await bytesOf(SHEET), 'xlsx', 'csv:Text - txt - csv (StarCalc):44,34,76')
      ).toString();
      expect(csv).toContain('Đơn vị,Hạng,Điểm,Tỷ lệ,Hạn');
      expect(csv).toContain('Sở Nội vụ & <Đào tạo>,1,91.25,68.4%,');
      expect(csv).toMatch(/2026/);
      expect(csv).toContain('"=HYPERLINK(""x"")"');
    },
    60_000,
  );
});

describe('CSV', () => {
  it('is marked as UTF-8, quoted where it must be', () => {
    expect(
      writeCsv([
        ['Đơn vị', 'a "b", c'],
        [1.5, null],
      ]),
    ).toBe('\ufeffĐơn vị,"a ""b"", c"\r\n1.5,\r\n');
  });

  it.each(['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\tx', '\rx'])('lets no spreadsheet run %j', (text) => {
    expect(writeCsv([[text]]).slice(1)).toMatch(/^"?'/);
  });

  it('leaves numbers below zero as they are', () => {
    expect(writeCsv([[-1.5]])).toBe('\ufeff-1.5\r\n');
  });
});
