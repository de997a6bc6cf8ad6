import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFigures } from '../../src/db/figure-store.ts';
import type { CellValue } from '../../src/documents/workbook.ts';
import { writeWorkbook } from '../../src/documents/write-workbook.ts';
import { commandLine } from '../support/command.ts';
import { type Office, openOffice } from '../support/office.ts';

let office: Office & { uri: string };
let line: Awaited<ReturnType<typeof commandLine>>;

beforeAll(async () => {
  office = await openOffice();
  line = await commandLine(office.uri);
}, 120_000);

afterAll(async () => {
  await line.remove();
  await office.close();
});

async function file(name: string, rows: readonly CellValue[][]): Promise<string> {
  const columns = ['Đơn vị', 'Điểm'].map((heading) => ({ heading, width: 20, kind: 'text' as const }));
  const sheet = { name: 'Tháng 3', title: [], columns, rows, landscape: false };
  const path = join(line.folder, name);
  await writeFile(path, await Array.fromAsync(writeWorkbook({ sheets: [sheet] })));
  return path;
}

const MONTH = ['--criterion', 'Chuyển đổi số', '--month', '2026-03', '--as', 'vanphong'];
const PAPER = ['--document.notation', '12/BC-STTTT', '--document.issuedOn', '2026-04-05'];

function run(path: string, ...more: string[]) {
  return line.dondoc('2026-04-10', 'import', 'figures', path, ...MONTH, ...more);
}

async function kept(): Promise<[string, number | null][]> {
  const query = { assigner: '38', from: '2026-03', to: '2026-03' };
  const rows = await findFigures(office.house.connection, query);
  return rows.map(({ unit, points }) => [unit, points]);
}

describe('dondoc import figures', () => {
  it('reports a dry run, writes nothing where a row is at fault, and all where none is', async () => {
    const wrong = await file('wrong.xlsx', [
      ['SNV', 87.5],
      ['STC', 'tốt'],
    ]);
    const refused = await run(wrong, ...PAPER, '--json');
    expect([refused.code, JSON.parse(refused.out).rows]).toEqual([
      1,
      [
        { row: 2, status: 'ok', unit: 'SNV', text: '87.5', points: 87.5, before: null, faults: [] },
        {
          row: 3,
          status: 'fault',
          unit: 'STC',
          text: 'tốt',
          points: null,
          before: null,
          faults: [
            {
              column: 'points',
              cell: 'B3',
              code: 'notPoints',
              message: 'Nhập số điểm, có nhiều nhất hai chữ số thập phân, ví dụ 87,5.',
            },
          ],
        },
      ],
    ]);
    expect(await kept()).toEqual([]);
    const right = await file('right.xlsx', [
      ['SNV', 87.5],
      ['STC', null],
    ]);
    expect(await run(right, '--dry-run')).toMatchObject({
      code: 0,
      out: '2\tok\tSNV\t87.5\n3\tmissing\tSTC\t\n',
    });
    expect(await kept()).toEqual([]);
    expect((await run(right)).code).toBe(2);
    expect((await run(right, ...PAPER)).code).toBe(0);
    expect(await kept()).toEqual([['SNV', 8750]]);
    expect((await run(right, ...PAPER, '--json')).out).toContain('"status": "same"');
  }, 120_000);

  it('refuses a file as a whole in a sentence, and whoever may not', async () => {
    const path = join(line.folder, 'text.xlsx');
    await writeFile(path, 'SNV;5');
    const refused = await run(path);
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringContaining('Đây không phải sổ Excel .xlsx'),
    ]);
    expect((await run(join(line.folder, 'none.xlsx'))).code).toBe(1);
    const foreign = await run(await file('x.xlsx', []), '--as', 'snv.head');
    expect(foreign.code).toBe(1);
    await writeFile(path, Buffer.alloc(6 * 1024 * 1024));
    expect((await run(path)).err).toContain('nhiều nhất 5 MB');
  }, 120_000);
});
