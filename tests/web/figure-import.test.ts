import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WORKBOOK_BOUNDS } from '../../src/app/try-figures.ts';
import type { CellValue } from '../../src/documents/workbook.ts';
import { writeWorkbook } from '../../src/documents/write-workbook.ts';
import { htmlFaults } from '../support/html.ts';
import { on, PASSWORD, type Running, serveOffice, type Visitor, visitorFor } from '../support/office.ts';

const QUERY = '?criterion=Chuy%E1%BB%83n+%C4%91%E1%BB%95i+s%E1%BB%91&month=03%2F2026';
const IMPORT = `/rankings/figures/import${QUERY}`;
const PAPER = { 'document.notation': '12/BC-STTTT', 'document.issuedOn': '05/04/2026' };

let running: Running;
let clerk: Visitor;
let Cookie: string;

beforeAll(async () => {
  running = await serveOffice(on('2026-04-15'));
  clerk = await visitorFor(running.url, 'vanphong');
  const body = new URLSearchParams({ username: 'vanphong', password: PASSWORD });
  const signIn = await fetch(`${running.url}/sign-in`, { method: 'POST', body, redirect: 'manual' });
  Cookie = (signIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}, 60_000);

afterAll(() => running.close());

async function workbook(rows: readonly CellValue[][]): Promise<Uint8Array> {
  const columns = ['Đơn vị', 'Điểm'].map((heading) => ({ heading, width: 20, kind: 'text' as const }));
  const sheet = { name: 'Tháng <3>', title: [], columns, rows, landscape: false };
  return Buffer.concat(await Array.fromAsync(writeWorkbook({ sheets: [sheet] })));
}

/** Sends a file by the form, as a browser would. */
async function upload(bytes: Uint8Array | null): Promise<{ status: number; html: string }> {
  const body = new FormData();
  if (bytes !== null) body.append('file', new Blob([new Uint8Array(bytes)]), 'số liệu.xlsx');
  const answer = await fetch(`${running.url}${IMPORT}`, { method: 'POST', body, headers: { Cookie } });
  return { status: answer.status, html: (await answer.text()).replaceAll('\u00a0', ' ') };
}

function hiddenIn(html: string): Record<string, string> {
  const inputs = html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g);
  return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value]));
}

describe('figures from a workbook', () => {
  it('are tried first, shown row by row, and written by what confirms them, with their document', async () => {
    expect((await clerk.get(`/rankings/figures/enter${QUERY}`)).html).toContain(
      'href="/rankings/figures/import?',
    );
    const tried = await upload(
      await workbook([
        ['SNV', '87,5'],
        ['Đơn vị STC', 70],
        ['STTTT', null],
      ]),
    );
    expect(tried.status).toBe(200);
    expect(tried.html).toContain(
      'Đã đọc trang tính “Tháng &lt;3&gt;”, chưa ghi gì. Sẽ ghi: 2; như đã có: 0; chưa có số liệu: 1; có lỗi: 0.',
    );
    expect(await htmlFaults(tried.html)).toEqual([]);
    expect((await clerk.get('/rankings/figures?period=2026-03')).html).not.toContain('87,5');
    const hidden = hiddenIn(tried.html);
    expect(hidden).toMatchObject({ 'points.SNV': '87,5', 'points.STC': '70', 'points.STTTT': '' });
    const enter = `/rankings/figures/enter${QUERY}`;
    const without = await clerk.post(enter, hidden);
    expect([without.status, without.html.includes('value="87,5"')]).toEqual([422, true]);
    expect((await clerk.post(enter, { ...hidden, ...PAPER })).status).toBe(303);
    expect((await clerk.get('/rankings/figures?period=2026-03')).html).toContain('87,5');
  });

  it('keep what is there where the workbook says nothing, and need a reason where they correct', async () => {
    const tried = await upload(
      await workbook([
        ['STC', '71'],
        ['SNV', ''],
      ]),
    );
    expect(tried.html).toMatch(/sẽ sửa.*chưa có số liệu/s);
    expect(tried.html).toContain('name="reason"');
    const form = { ...hiddenIn(tried.html), ...PAPER, reason: 'Đính chính' };
    expect((await clerk.post(`/rankings/figures/enter${QUERY}`, form)).status).toBe(303);
    const { html } = await clerk.get('/rankings/figures?period=2026-03');
    expect([html.includes('>87,5<'), html.includes('>71<')]).toEqual([true, true]);
  });

  it('are not confirmed while a cell is at fault, which is named', async () => {
    const tried = await upload(
      await workbook([
        ['SNV', 'tốt <b>'],
        ['Không có', '5'],
        ['STTTT', '60'],
      ]),
    );
    expect(tried.status).toBe(422);
    expect(tried.html).toContain('Ô B2: Nhập số điểm');
    expect(tried.html).toContain('Ô A3: Không rõ đơn vị.');
    expect(tried.html).toContain('<span>Không có</span>');
    expect(tried.html).toContain('tốt &lt;b&gt;');
    expect(tried.html).not.toContain('name="points.STTTT"');
  });

  it('have nothing to confirm when all is there already', async () => {
    const tried = await upload(await workbook([['STC', '71']]));
    expect([tried.status, tried.html.includes('không có gì để ghi')]).toEqual([200, true]);
    expect(tried.html).not.toContain('name="points.STC"');
  });

  it('may be filled into the template, which reads as it was', async () => {
    const answer = await fetch(`${running.url}/rankings/figures/template.xlsx${QUERY}`, {
      headers: { Cookie },
    });
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="so-lieu-2026-03.xlsx"');
    const tried = await upload(new Uint8Array(await answer.arrayBuffer()));
    expect(tried.html).toContain('Sẽ ghi: 0; như đã có: 2; chưa có số liệu: 3; có lỗi: 0.');
  });

  const macros = async () =>
    zipSync({ ...unzipSync(await workbook([])), 'xl/vbaProject.bin': new Uint8Array(1) });
  const doctype = async () =>
    zipSync({ ...unzipSync(await workbook([])), 'a.xml': new TextEncoder().encode('<!DOCTYPE a><a/>') });

  it.each<[string, () => Promise<Uint8Array | null>, number, string]>([
    ['no file', async () => null, 422, 'field-file-fault'],
    ['text', async () => Buffer.from('SNV;5'), 415, 'Đây không phải sổ Excel .xlsx, hoặc tệp đã hỏng.'],
    ['an empty file', async () => Buffer.alloc(0), 415, 'Đây không phải sổ Excel'],
    ['macros', macros, 415, 'Tệp có macro nên không nhận.'],
    ['a DOCTYPE', doctype, 422, 'Tệp có khai báo DOCTYPE'],
    ['no figures', () => workbook([]), 422, 'Không thấy bảng nào có cột đơn vị và cột điểm.'],
    [
      'too many bytes',
      async () => Buffer.alloc(WORKBOOK_BOUNDS.bytes + 1),
      413,
      'nhiều nhất 5 MB và 200.000 ô có nội dung',
    ],
  ])('are refused as a whole, in words, with %s', async (_, bytes, status, words) => {
    const refused = await upload(await bytes());
    expect([refused.status, refused.html.includes(words)]).toEqual([status, true]);
    expect(await htmlFaults(refused.html)).toEqual([]);
  });

  it('are for the Office', async () => {
    const unit = await visitorFor(running.url, 'snv.head');
    expect((await unit.get(IMPORT)).status).toBe(403);
    expect((await unit.get(`/rankings/figures/template.xlsx${QUERY}`)).status).toBe(403);
    expect((await clerk.get('/rankings/figures/import?criterion=x')).status).toBe(422);
  });
});

describe('lines that are pasted', () => {
  it('name a unit once: a second line of it stays in the field, with its words', async () => {
    const tried = await clerk.post(`/rankings/figures/enter${QUERY}`, { ...PAPER, pasted: '384\t5\n384\t6' });
    expect(tried.status).toBe(422);
    expect(tried.html).toContain('Đơn vị ở dòng “384\t6” đã có ở dòng trên.');
    expect(tried.html).toMatch(/name="points.384"[^>]*value="5"/);
  });
});
