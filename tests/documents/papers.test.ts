import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Paper, PaperColumn } from '../../src/documents/paper.ts';
import { writeDocx } from '../../src/documents/write-docx.ts';
import { writePdf } from '../../src/documents/write-pdf.ts';
import { HAS_PDFTOTEXT, HAS_SOFFICE, openedBySoffice, pdfText } from '../support/soffice.ts';

const COLUMNS: PaperColumn[] = [
  { heading: 'Hạng', share: 20, align: 'center' },
  { heading: 'Đơn vị', share: 80, align: 'left' },
];

const PAPER: Paper = {
  language: 'vi',
  title: 'Quyết định công bố',
  nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
  organ: ['ỦY BAN NHÂN DÂN', 'TỈNH THANH HÓA'],
  number: 'Số: ……/QĐ-UBND',
  placeDate: 'Thanh Hóa, ngày …… tháng …… năm 2026',
  heading: 'QUYẾT ĐỊNH',
  subject: 'Về việc công bố kết quả xếp hạng',
  blocks: [
    { kind: 'basis', text: 'Căn cứ Luật Tổ chức chính quyền địa phương;' },
    { kind: 'paragraph', lead: 'Điều 1.', text: 'Công bố kết quả: ữ ự ặ ẫ ỡ Ặ Ỷ & <b>.' },
    { kind: 'list', items: ['Một', 'Hai'] },
  ],
  signature: { lines: ['CHỦ TỊCH'], name: '……………' },
  recipients: { label: 'Nơi nhận:', lines: ['- Như Điều 3;', '- Lưu: VT.'] },
  annexes: [
    {
      heading: ['PHỤ LỤC', 'KẾT QUẢ XẾP HẠNG'],
      note: '(Kèm theo Quyết định)',
      blocks: [
        { kind: 'section', text: 'Khối sở' },
        {
          kind: 'table',
          columns: COLUMNS,
          rows: Array.from({ length: 100 }, (_, at) => [`${at + 1}`, `Đơn vị thứ ${at + 1}`]),
        },
      ],
    },
  ],
};

const TEXTS = [
  PAPER.nation,
  PAPER.motto,
  PAPER.subject,
  'ữ ự ặ ẫ ỡ Ặ Ỷ',
  'Nơi nhận:',
  'KẾT QUẢ XẾP HẠNG',
  'Đơn vị thứ 100',
];

describe('a paper in Word', () => {
  const parts = async () => {
    const entries = Object.entries(unzipSync(await writeDocx(PAPER)));
    return Object.fromEntries(entries.map(([path, bytes]) => [path, strFromU8(bytes)]));
  };

  it('has the sheet, the margins and the font of Decree 30/2020', async () => {
    const { 'word/document.xml': text = '', 'word/styles.xml': styles = '' } = await parts();
    const millimetres = (name: string) =>
      Math.round((Number(new RegExp(`<w:pgMar[^>]* w:${name}="(\\d+)"`).exec(text)?.[1]) * 25.4) / 1440);
    expect(['top', 'right', 'bottom', 'left'].map(millimetres)).toEqual([20, 20, 20, 30]);
    expect(text).toContain('<w:pgSz w:w="11906" w:h="16838"');
    expect(styles).toContain('w:ascii="Times New Roman"');
  });

  it('says all, its heading row repeated, its pages numbered from the second one and anew in the annex', async () => {
    const { 'word/document.xml': text = '', ...others } = await parts();
    const said = text.replaceAll(/<[^>]+>/g, '');
    for (const part of [
      PAPER.nation,
      PAPER.motto,
      'Điều 1. ',
      'ữ ự ặ ẫ ỡ Ặ Ỷ &amp; &lt;b&gt;.',
      'Đơn vị thứ 100',
    ])
      expect(said).toContain(part);
    expect(text.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(text.match(/<w:titlePg\/>/g)).toHaveLength(2);
    expect(text.match(/<w:pgNumType w:start="1"/g)).toHaveLength(2);
    expect(
      Object.entries(others).some(([path, xml]) => path.includes('header') && xml.includes('PAGE')),
    ).toBe(true);
  });

  it.skipIf(!HAS_SOFFICE)(
    'is opened by LibreOffice (left out where there is none)',
    async () => {
      const text = (
        await openedBySoffice(await writeDocx(PAPER), 'docx', 'txt:Text (encoded):UTF8')
      ).toString();
      for (const part of TEXTS) expect(text).toContain(part);
    },
    60_000,
  );
});

describe('a paper as PDF', () => {
  it('is A4 with its Vietnamese letters in it', async () => {
    const text = Buffer.from(await writePdf(PAPER)).toString('latin1');
    expect(text).toMatch(/^%PDF-1\.\d/);
    expect(text).toMatch(/\/MediaBox \[0 0 595\.28 841\.89\]/);
    expect(text).toMatch(/\/FontName \/\w+\+Tinos/);
    expect(text).toContain('/FontFile2');
  });

  it.skipIf(!HAS_PDFTOTEXT)('says all (left out where there is no pdftotext)', async () => {
    const text = await pdfText(await writePdf(PAPER));
    for (const part of TEXTS) expect(text).toContain(part);
  });

  it.skipIf(!HAS_PDFTOTEXT)('numbers its pages from the second one, and anew in the annex', async () => {
    const pages = (await pdfText(await writePdf(PAPER))).split('\f').slice(0, -1);
    const numbers = pages.map((page) => /^\s*(\d+)\s*\n/.exec(page)?.[1] ?? null);
    expect(numbers).toEqual([null, null, '2', '3']);
  });
});

describe('a paper that is written again', () => {
  it('bears no moment of its own in Word, so that it is the same bytes', async () => {
    const bytes = await writeDocx(PAPER);
    const about = strFromU8(unzipSync(bytes)['docProps/core.xml'] ?? new Uint8Array());
    expect(about.match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g)).toEqual(Array(2).fill('2000-01-01T00:00:00.000Z'));
    // Bytes 10 to 13 of an archive: the time and the day of its first part, as of 1 January 2000.
    expect([...bytes.slice(10, 14)]).toEqual([0, 0, 0x21, 0x28]);
    expect(await writeDocx(PAPER)).toEqual(bytes);
  });

  it('bears none as PDF', async () => {
    const bytes = await writePdf(PAPER);
    expect(
      Buffer.from(bytes)
        .toString('latin1')
        .match(/\(D:\d+Z?\)/g),
    ).toEqual(['(D:20000101000000Z)']);
    expect(await writePdf(PAPER)).toEqual(bytes);
  });
});
