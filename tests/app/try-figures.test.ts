import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterFigures } from '../../src/app/enter-figures.ts';
import { Forbidden } from '../../src/app/outcome.ts';
import { type FigureTrial, tryFigures } from '../../src/app/try-figures.ts';
import { findFigures } from '../../src/db/figure-store.ts';
import type { CellValue } from '../../src/documents/workbook.ts';
import { writeWorkbook } from '../../src/documents/write-workbook.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';
import { HAS_SOFFICE, openedBySoffice } from '../support/soffice.ts';

const DIGITAL = { criterion: 'Chuyển đổi số', month: '2026-03' };
const PAPER = { notation: '12/BC-STTTT', issuedOn: '2026-04-05' };

let office: Office;

beforeAll(async () => {
  office = await openOffice();
  const figures = [
    { unit: 'SNV', points: '80' },
    { unit: 'STC', points: '70' },
  ];
  const input = { ...DIGITAL, document: PAPER, figures };
  await must(enterFigures(office.house, input, office.actor('vanphong'), on('2026-04-10')));
}, 60_000);

afterAll(() => office.close());

/** A workbook of a title, headings on row 3, and these rows. */
async function workbook(rows: readonly CellValue[][], headings = ['Mã đơn vị', 'Đơn vị', 'Điểm']) {
  const columns = headings.map((heading) => ({ heading, width: 20, kind: 'text' as const }));
  const sheet = { name: 'Số liệu', title: ['Chuyển đổi số'], columns, rows, landscape: false };
  return Buffer.concat(await Array.fromAsync(writeWorkbook({ sheets: [sheet] })));
}

function attempt(bytes: Buffer, more: object = {}, who = 'vanphong'): Promise<FigureTrial> {
  return tryFigures(office.house, { ...DIGITAL, ...more }, bytes, office.actor(who), on('2026-04-10'));
}

/** Each row as `row unit points before status`, and of faults their cells and codes. */
function told(trial: FigureTrial): string[] {
  if (!trial.ok) return [trial.refused];
  return trial.value.rows.map(({ row, unit, points, before, status, faults }) =>
    [row, unit, points, before, status, ...faults.map(({ cell, code }) => `${cell}:${code}`)].join(' '),
  );
}

describe('a workbook of figures that is tried', () => {
  const ROWS: CellValue[][] = [
    ['SNV', 'Đơn vị SNV', 87.5],
    ['STC', 'Đơn vị STC', '70,00'],
    ['STTTT', 'Đơn vị STTTT', null],
    [384, '', '65,25'],
  ];
  const UNDERSTOOD = ['4 SNV 8750 8000 ok', '5 STC 7000 7000 same', '6 STTTT   missing', '7 384 6525  ok'];

  it('tells of each row what would come of it, and writes nothing', async () => {
    expect(told(await attempt(await workbook(ROWS)))).toEqual(UNDERSTOOD);
    const query = { assigner: '38', from: '2026-03', to: '2026-03' };
    expect(await findFigures(office.house.connection, query)).toHaveLength(2);
  });

  it.skipIf(!HAS_SOFFICE)(
    'may come from LibreOffice (left out where there is none)',
    async () => {
      const ods = await openedBySoffice(await workbook(ROWS), 'xlsx', 'ods');
      const back = await openedBySoffice(ods, 'ods', 'xlsx:Calc MS Excel 2007 XML');
      expect(told(await attempt(back))).toEqual(UNDERSTOOD);
    },
    60_000,
  );

  it('has all its faults at their cells at once', async () => {
    const rows: CellValue[][] = [
      ['SNV', '', 'tốt'],
      ['STC', '', 101],
      ['XYZ', '', 5],
      ['STTTT', '', 87.123],
      ['384', '', 50],
      ['', 'đơn vị 384', 60],
      ['VP', '', 60],
    ];
    expect(told(await attempt(await workbook(rows)))).toEqual([
      '4 SNV  8000 fault C4:notPoints',
      '5 STC 10100 7000 fault C5:figureRange',
      '6  500  fault A6:unknownUnit',
      '7 STTTT   fault C7:notPoints',
      '8 384 5000  ok',
      '9 384 6000  fault B9:unitTwice',
      '10  6000  fault A10:unknownUnit',
    ]);
  });

  it('takes no share of a hundred and no day for points', async () => {
    const columns = [
      { heading: 'Đơn vị', width: 20, kind: 'text' as const },
      { heading: 'Điểm', width: 20, kind: 'percent' as const },
    ];
    const sheet = { name: 'a', title: [], columns, rows: [['SNV', 0.87]], landscape: false };
    const bytes = Buffer.concat(await Array.fromAsync(writeWorkbook({ sheets: [sheet] })));
    expect(told(await attempt(bytes))).toEqual(['2 SNV  8000 fault B2:notPoints']);
  });

  it('says apart what is no row’s own: a month to come', async () => {
    const trial = await attempt(await workbook(ROWS), { month: '2026-05' });
    expect(trial.ok && trial.value.faults).toEqual([{ field: 'month', code: 'monthAhead' }]);
  });

  it('is read where the headings are, whatever sheets stand before', async () => {
    const columns = [{ heading: 'Ghi chú', width: 20, kind: 'text' as const }];
    const cover = { name: 'Bìa', title: [], columns, rows: [['SNV']], landscape: false };
    const heads = ['Đơn vị', 'Điểm'].map((heading) => ({ heading, width: 20, kind: 'text' as const }));
    const table = { name: 'Bảng', title: [], columns: heads, rows: [['SNV', '5']], landscape: false };
    const bytes = Buffer.concat(await Array.fromAsync(writeWorkbook({ sheets: [cover, table] })));
    const trial = await attempt(bytes);
    expect([trial.ok && trial.value.sheet, ...told(trial)]).toEqual(['Bảng', '2 SNV 500 8000 ok']);
  });

  it('is refused as a whole when nothing in it is a table of figures, or it is no workbook', async () => {
    expect(told(await attempt(await workbook([['a', 'b', 'c']], ['x', 'y', 'z'])))).toEqual(['noFigures']);
    expect(told(await attempt(Buffer.from('SNV,5')))).toEqual(['notWorkbook']);
  });

  it('is tried by the Office alone', async () => {
    await expect(attempt(Buffer.alloc(0), {}, 'snv.head')).rejects.toBeInstanceOf(Forbidden);
  });
});
