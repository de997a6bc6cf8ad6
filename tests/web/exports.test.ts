import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EditionRow } from '../../src/db/edition-store.ts';
import { CONTENT, editionIn, fillPeriod } from '../support/editions.ts';
import { on, PASSWORD, type Running, serveOffice } from '../support/office.ts';
import { HAS_PDFTOTEXT, HAS_SOFFICE, openedBySoffice, pdfText } from '../support/soffice.ts';

let running: Running;
let published: EditionRow;
let open: EditionRow;
let draft: EditionRow;
const cookies = new Map<string, string>();
const READERS = [
  'vanphong',
  'chanhvanphong',
  'chutich',
  'quantri',
  'snv.head',
  'stc.clerk',
  '384.chutich',
  '14845.head',
];

beforeAll(async () => {
  running = await serveOffice(on('2026-07-21'));
  await fillPeriod(running);
  published = await editionIn(running, 'published');
  open = await editionIn(running, 'open', { period: '2026' });
  draft = await editionIn(running, 'draft', { period: '2026-Q1' });
  for (const username of READERS) {
    const body = new URLSearchParams({ username, password: PASSWORD });
    const answer = await fetch(`${running.url}/sign-in`, { method: 'POST', body, redirect: 'manual' });
    cookies.set(username, (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
  }
}, 60_000);

afterAll(() => running.close());

async function ask(path: string, username: string) {
  const answer = await fetch(`${running.url}${path}`, {
    headers: { Cookie: cookies.get(username) ?? '' },
    redirect: 'manual',
  });
  return { answer, status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
}

/** All that is written in an Excel or Word file. */
function textOf(bytes: Uint8Array): string {
  const parts = Object.entries(unzipSync(bytes)).filter(([path]) => path.endsWith('.xml'));
  return parts.map(([, part]) => strFromU8(part).replaceAll(/<[^>]+>/g, ' ')).join('\n');
}

async function textFor(path: string, username: string): Promise<string> {
  const { status, bytes } = await ask(path, username);
  expect([path, username, status]).toEqual([path, username, 200]);
  return textOf(bytes);
}

const LIVE = '/ranking.xlsx?period=2026-H1';

describe('the live ranking', () => {
  it('is taken along as Excel, Word and PDF, and says that it is provisional', async () => {
    for (const format of ['xlsx', 'docx']) {
      const text = await textFor(`/ranking.${format}?period=2026-H1`, 'chutich');
      for (const said of ['Đơn vị SNV', 'Đơn vị STTTT', 'Số liệu tạm tính đến ngày 21/07/2026'])
        expect(text).toContain(said);
    }
    const { answer, bytes } = await ask('/ranking.pdf?period=2026-H1', 'chutich');
    expect(Buffer.from(bytes).toString('latin1')).toMatch(/^%PDF/);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="xep-hang-2026-H1.pdf"');
    expect(answer.headers.get('cache-control')).toContain('private');
  });

  it('has only its own row for a unit', async () => {
    const text = await textFor(LIVE, 'snv.head');
    expect(text).toContain('Đơn vị SNV');
    expect(text).not.toContain('Đơn vị STC');
  });

  it('has nothing for whoever sees no board, and no other endings', async () => {
    expect((await ask(LIVE, 'quantri')).status).toBe(403);
    expect((await ask('/ranking.exe', 'chutich')).status).toBe(404);
    expect((await ask('/ranking.xlsx?period=nichts', 'chutich')).status).toBe(422);
  });

  it.skipIf(!HAS_SOFFICE)(
    'is opened by LibreOffice (left out where there is none)',
    async () => {
      const { bytes } = await ask(LIVE, 'chutich');
      const csv = await openedBySoffice(bytes, 'xlsx', 'csv:Text - txt - csv (StarCalc):44,34,76');
      expect(csv.toString()).toContain('Đơn vị SNV');
    },
    60_000,
  );
});

describe("a unit's sheet", () => {
  const path = (format: string, unit = 'STC') => `/ranking/${unit}/sheet.${format}?period=2026-H1`;

  it('has score, components, and what cost most in sentences', async () => {
    const text = await textFor(path('docx'), 'stc.clerk');
    for (const said of [
      'PHIẾU KẾT QUẢ THỰC HIỆN NHIỆM VỤ',
      'Đơn vị STC',
      'Hạng 2 trong khối',
      CONTENT,
      'Quá hạn 11 ngày',
    ])
      expect(text).toContain(said);
  });

  it('has its lines as a workbook', async () => {
    expect((await textFor(path('xlsx'), 'stc.clerk')).split(CONTENT)).toHaveLength(7);
  });

  it("is not another unit's", async () => {
    expect((await ask(path('docx', 'SNV'), 'stc.clerk')).status).toBe(404);
    expect((await ask(path('pdf', 'SNV'), 'quantri')).status).toBe(403);
  });
});

describe('a frozen ranking', () => {
  const decision = (id: string, format = 'docx') => `/rankings/editions/${id}/ranking.${format}`;

  it('is published by a decision with its annex, number and date left to be written in', async () => {
    const text = await textFor(decision(published._id), 'chanhvanphong');
    for (const said of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Số: ……… /QĐ-UBND',
      'ngày …… tháng …… năm 2026',
      'Điều 1.',
      'Nơi nhận:',
      'PHỤ LỤC',
      'Đơn vị SNV',
      published.sha256,
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('chưa phải kết quả cuối cùng');
  });

  it('says so while it is open to disputes', async () => {
    expect(await textFor(decision(open._id), 'chanhvanphong')).toContain('chưa phải kết quả cuối cùng');
  });

  it('is as far to be taken along as its page is to be read', async () => {
    expect((await ask(decision(draft._id), 'snv.head')).status).toBe(404);
    expect((await ask(decision(published._id), 'quantri')).status).toBe(403);
    expect((await ask(decision(published._id), '384.chutich')).status).toBe(404);
    expect(await textFor(decision(published._id, 'xlsx'), 'snv.head')).toContain('Đơn vị STC');
    const own = await textFor(decision(open._id), 'snv.head');
    expect(own).not.toContain('QUYẾT ĐỊNH');
    expect(own).not.toContain('Đơn vị STC');
  });

  it('has a sheet for each unit, seen by it and the assigner alone', async () => {
    const sheet = (unit: string) => `/rankings/editions/${published._id}/units/${unit}/sheet.docx`;
    const text = await textFor(sheet('STC'), 'stc.clerk');
    expect(text).toContain(CONTENT);
    expect(text).toContain(published.sha256);
    expect((await ask(sheet('SNV'), 'stc.clerk')).status).toBe(404);
  });

  it('says on the sheet, above the lines and on the page alike how the score came about', async () => {
    const unit = `/rankings/editions/${published._id}/units/STC`;
    const said = 'Điểm 54,08: trung bình 57,00 của 6 nhiệm vụ, xét cùng mức chung 52,33 của khối 3 sở';
    expect(await textFor(`${unit}/sheet.docx`, 'stc.clerk')).toContain(said);
    expect(await textFor(`${unit}/sheet.xlsx`, 'stc.clerk')).toContain(said);
    expect(new TextDecoder().decode((await ask(unit, 'stc.clerk')).bytes)).toContain(said);
    const live = await textFor('/ranking/STC/sheet.xlsx?period=2026-H1', 'stc.clerk');
    expect(live).toContain('trung bình 57,00 của 6 nhiệm vụ, xét cùng mức chung');
  });

  it.skipIf(!HAS_PDFTOTEXT)('says the same as PDF (left out where there is no pdftotext)', async () => {
    const { bytes } = await ask(decision(published._id, 'pdf'), 'chanhvanphong');
    const text = await pdfText(bytes);
    for (const said of ['QUYẾT ĐỊNH', 'Điều 3.', 'PHỤ LỤC', 'Đơn vị STTTT', 'CHỦ TỊCH'])
      expect(text).toContain(said);
  });
});

describe('statistics', () => {
  it('come under both deadlines, with their sum, marked provisional', async () => {
    const text = await textFor('/statistics.xlsx?period=2026-H1', 'chutich');
    for (const said of [
      'Hạn điều chỉnh',
      'Hạn ban đầu',
      'Đơn vị SNV',
      'Tổng cộng',
      'Số liệu tạm tính đến ngày 21/07/2026',
    ])
      expect(text).toContain(said);
  });

  it('are of its own row alone for a unit', async () => {
    const text = await textFor('/statistics.xlsx?period=2026-H1', 'snv.head');
    expect(text).not.toContain('Đơn vị STC');
    expect((await ask('/statistics.xlsx', 'quantri')).status).toBe(403);
  });
});

describe('the list of tasks', () => {
  it('has what the filters of its address leave', async () => {
    const all = await textFor('/tasks.xlsx?state=all', 'vanphong');
    expect(all.split(CONTENT)).toHaveLength(19);
    const some = await textFor('/tasks.xlsx?state=all&unit=SNV', 'vanphong');
    expect(some.split(CONTENT)).toHaveLength(7);
  });

  it('has what its reader sees alone', async () => {
    expect((await textFor('/tasks.xlsx?state=all', 'snv.head')).split(CONTENT)).toHaveLength(7);
    expect(await textFor('/tasks.xlsx?state=all', '384.chutich')).not.toContain(CONTENT);
    expect((await ask('/tasks.xlsx', 'quantri')).status).toBe(403);
  });
});

describe('a page', () => {
  it.each([
    ['/ranking?period=2026-H1', '/ranking.pdf?period=2026-H1'],
    ['/ranking/SNV?period=2026-H1', '/ranking/SNV/sheet.docx?period=2026-H1'],
    ['/statistics?period=2026-H1', '/statistics.xlsx?period=2026-H1'],
    ['/tasks?unit=SNV', '/tasks.xlsx?unit=SNV'],
  ])('%s leads to its files', async (page, file) => {
    const { bytes } = await ask(page, 'vanphong');
    expect(Buffer.from(bytes).toString().replaceAll('&#x3D;', '=')).toContain(`href="${file}"`);
  });

  it('of an edition leads to the decision, that of its unit to the sheet', async () => {
    const path = `/rankings/editions/${published._id}`;
    const edition = Buffer.from((await ask(path, 'vanphong')).bytes).toString();
    expect(edition).toContain(`href="${path}/ranking.docx"`);
    const unit = Buffer.from((await ask(`${path}/units/STC`, 'stc.clerk')).bytes).toString();
    expect(unit).toContain(`href="${path}/units/STC/sheet.pdf"`);
  });
});
