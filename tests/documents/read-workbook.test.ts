import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type ReadSheet, readWorkbook, WORKBOOK_BOUNDS } from '../../src/documents/read-workbook.ts';
import type { Sheet } from '../../src/documents/workbook.ts';
import { WorkbookFault } from '../../src/documents/workbook-fault.ts';
import { writeWorkbook } from '../../src/documents/write-workbook.ts';
import { HAS_SOFFICE, openedBySoffice } from '../support/soffice.ts';

const SHEET: Sheet = {
  name: 'Số liệu',
  title: ['Chuyển đổi số, tháng 03/2026'],
  landscape: false,
  columns: [
    { heading: 'Mã đơn vị', width: 12, kind: 'text' },
    { heading: 'Điểm', width: 10, kind: 'points' },
    { heading: 'Tỷ lệ', width: 10, kind: 'percent' },
    { heading: 'Ngày', width: 12, kind: 'day' },
  ],
  rows: [
    ['SNV', 87.5, 0.875, '2026-03-31'],
    ['STC & <x>', null, null, null],
  ],
};

async function ours(sheet = SHEET): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(writeWorkbook({ sheets: [sheet] })));
}

/** Our workbook with some of its parts replaced, added, or gone (null). */
async function changed(parts: Record<string, string | null>): Promise<Buffer> {
  const all: Zippable = unzipSync(await ours());
  for (const [name, text] of Object.entries(parts)) {
    if (text === null) delete all[name];
    else all[name] = strToU8(text);
  }
  return Buffer.from(zipSync(all));
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const SHEET_PART = 'xl/worksheets/sheet1.xml';

function sheetOf(rows: string): string {
  return `<?xml version="1.0"?><worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`;
}

/** Each row of the first sheet as `number: cell|cell`, empty cells between included. */
function told([sheet]: readonly ReadSheet[]): string[] {
  return (sheet?.rows ?? []).map(({ row, cells }) => {
    const last = Math.max(...cells.keys());
    const texts = Array.from({ length: last + 1 }, (_, at) => cells.get(at) ?? '');
    return `${row}: ${texts.join('|')}`;
  });
}

async function refusalOf(bytes: Buffer, bounds = WORKBOOK_BOUNDS): Promise<string> {
  const error = await readWorkbook(bytes, bounds).then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof WorkbookFault ? error.refused : `no refusal: ${String(error)}`;
}

describe('a workbook that is read', () => {
  it('gives the text that its cells show, with the numbers of its rows', async () => {
    expect(told(await readWorkbook(await ours()))).toEqual([
      '1: Chuyển đổi số, tháng 03/2026',
      '3: Mã đơn vị|Điểm|Tỷ lệ|Ngày',
      '4: SNV|87.5|87.5%|2026-03-31',
      '5: STC & <x>',
    ]);
  });

  it('has the texts that cells share, without how they are spoken, and of formulas what they came to', async () => {
    const rels = unzipSync(await ours())['xl/_rels/workbook.xml.rels'] as Uint8Array;
    const more =
      '<Relationship Id="rId9" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/sharedStrings" Target="/xl/shared.xml"/></Relationships>';
    const bytes = await changed({
      'xl/_rels/workbook.xml.rels': Buffer.from(rels).toString().replace('</Relationships>', more),
      'xl/shared.xml': `<x:sst xmlns:x="a"><x:si><x:t>Sở </x:t></x:si><x:si><x:r><x:t>Nội</x:t></x:r><x:r><x:t> vụ</x:t></x:r><x:rPh><x:t>noi</x:t></x:rPh></x:si></x:sst>`,
      [SHEET_PART]: sheetOf(
        '<row r="2"><c t="s"><v>1</v></c><c r="C2"><f>1+1</f><v>0.1</v></c><c t="str"><f>A2</f><v>chữ</v></c><c><f>A9</f></c><c t="e"><v>#REF!</v></c></row>' +
          '<row><c><v>87.29999999999999</v></c><c t="b"><v>1</v></c><c><v><![CDATA[5]]></v></c></row>',
      ),
    });
    expect(told(await readWorkbook(bytes))).toEqual(['2: Nội vụ||0.1|chữ|=|#REF!', '3: 87.3|TRUE|5']);
  });

  it('leaves out sheets that are hidden', async () => {
    const book = Buffer.from(unzipSync(await ours())['xl/workbook.xml'] as Uint8Array).toString();
    const hidden = book.replace('<sheet ', '<sheet state="hidden" ');
    expect(await readWorkbook(await changed({ 'xl/workbook.xml': hidden }))).toEqual([]);
  });

  it.skipIf(!HAS_SOFFICE)(
    'may be written by LibreOffice (left out where there is none)',
    async () => {
      const bytes = await openedBySoffice(await ours(), 'xlsx', 'ods');
      const back = await openedBySoffice(bytes, 'ods', 'xlsx:Calc MS Excel 2007 XML');
      expect(told(await readWorkbook(back))).toEqual(told(await readWorkbook(await ours())));
    },
    60_000,
  );
});

describe('a workbook that is refused as a whole', () => {
  const compound = (name: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(name, 'utf16le')]);
  const doctype = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>';
  const types = (type: string) =>
    `<Types><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`;

  it.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['text', () => Buffer.from('Mã đơn vị,Điểm\nSNV,5'), 'notWorkbook'],
    ['nothing', () => Buffer.alloc(0), 'notWorkbook'],
    ['an archive of something else', () => Buffer.from(zipSync({ 'a.txt': strToU8('a') })), 'notWorkbook'],
    ['a Word document', () => changed({ 'xl/workbook.xml': '<document/>' }), 'notWorkbook'],
    ['an old .xls', () => compound('Workbook'), 'notWorkbook'],
    ['one that is cut off', async () => (await ours()).subarray(0, 900), 'notWorkbook'],
    ['XML that is not well-formed', () => changed({ [SHEET_PART]: '<worksheet><row>' }), 'notWorkbook'],
    ['a sheet that is missing', () => changed({ [SHEET_PART]: null }), 'notWorkbook'],
    [
      'a row beyond any sheet',
      () => changed({ [SHEET_PART]: sheetOf('<row r="900000000"/>') }),
      'notWorkbook',
    ],
    [
      'a cell that is no place',
      () => changed({ [SHEET_PART]: sheetOf('<row><c r="AAAA1"/></row>') }),
      'notWorkbook',
    ],
    ['encrypted', () => compound('EncryptedPackage'), 'encrypted'],
    ['macros by their part', () => changed({ 'xl/vbaProject.bin': 'x' }), 'macros'],
    [
      'macros by its type',
      () => changed({ '[Content_Types].xml': types('application/vnd.ms-excel.sheet.macroEnabled.main+xml') }),
      'macros',
    ],
    ['a DOCTYPE in a sheet', () => changed({ [SHEET_PART]: doctype }), 'doctype'],
    ['a DOCTYPE in a part that is not read', () => changed({ 'docProps/app.xml': doctype }), 'doctype'],
    ['a path that leaves the archive', () => changed({ '../evil.xml': '<a/>' }), 'unsafePath'],
    ['a path from the root', () => changed({ '/etc/evil.xml': '<a/>' }), 'unsafePath'],
    ['a path of another kind', () => changed({ 'xl\\..\\evil.xml': '<a/>' }), 'unsafePath'],
    [
      'many parts',
      () => changed(Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`x/${n}`, 'x']))),
      'tooLarge',
    ],
    [
      'a part that unpacks to 60 MB',
      () => changed({ 'xl/media/a.bin': ' '.repeat(60 * 1024 * 1024) }),
      'tooLarge',
    ],
    ['more bytes than are taken', () => Buffer.alloc(WORKBOOK_BOUNDS.bytes + 1), 'tooLarge'],
  ])('%s', async (_, bytes, refused) => {
    expect(await refusalOf(await bytes())).toBe(refused);
  });

  const bomb = (name: string): string => {
    const cell = (value: string) => sheetOf(`<row><c t="str"><v>${value}</v></c></row>`);
    const list: Record<string, string> = {
      'elements in one another': `<worksheet>${'<a>'.repeat(200_000)}${'</a>'.repeat(200_000)}</worksheet>`,
      'a long attribute': `<worksheet a="${'x'.repeat(1_000_000)}"/>`,
      'many attributes': `<worksheet ${Array.from({ length: 1000 }, (_, n) => `a${n}=""`).join(' ')}/>`,
      'a long text': cell('x'.repeat(1_000_000)),
      'a long text of entities': cell('&amp;'.repeat(100_000)),
    };
    return list[name] ?? '';
  };

  it.each([
    ['elements in one another', 'notWorkbook'],
    ['a long attribute', 'notWorkbook'],
    ['many attributes', 'notWorkbook'],
    ['a long text', 'tooLarge'],
    ['a long text of entities', 'tooLarge'],
  ])('holds %s', async (name, refused) => {
    expect(await refusalOf(await changed({ [SHEET_PART]: bomb(name) }))).toBe(refused);
  });

  it('has a long text that cells share', async () => {
    const relation =
      '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/sharedStrings" Target="shared.xml"/></Relationships>';
    const shared = `<sst><si><t>${'x'.repeat(100_000)}</t></si></sst>`;
    const bytes = await changed({ 'xl/_rels/workbook.xml.rels': relation, 'xl/shared.xml': shared });
    expect(await refusalOf(bytes)).toBe('tooLarge');
  });

  it('has more cells than are read, in however many sheets', async () => {
    const row = `<row>${'<c><v>1</v></c>'.repeat(40)}</row>`;
    const bytes = await changed({ [SHEET_PART]: sheetOf(row.repeat(3)) });
    expect(await refusalOf(bytes, { ...WORKBOOK_BOUNDS, cells: 119 })).toBe('tooLarge');
    expect(told(await readWorkbook(bytes, { ...WORKBOOK_BOUNDS, cells: 120 }))).toHaveLength(3);
  });

  it('says of a part that it is smaller than it becomes: unpacking ends there', async () => {
    const big = await changed({ 'xl/media/a.xml': ' '.repeat(8 * 1024 * 1024) });
    const real = Buffer.alloc(4);
    real.writeUInt32LE(8 * 1024 * 1024);
    for (let at = big.indexOf(real); at >= 0; at = big.indexOf(real, at + 1)) big.writeUInt32LE(10, at);
    const before = process.memoryUsage().arrayBuffers;
    expect(await refusalOf(big)).toBe('notWorkbook');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * 1024 * 1024);
  });
});
