import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations, openBrowser, overflowsAt, signedIn } from '../support/browser.ts';
import { htmlFaults } from '../support/html.ts';
import { type Caller, callerFor, on, PASSWORD, type Running, serveOffice } from '../support/office.ts';

const PDF = '%PDF-1.4\n1 0 obj <<>> endobj\n%%EOF\n';
const SHA = createHash('sha256').update(PDF).digest('hex');
const PAPER = { kind: 'Công văn', issuedOn: '2026-04-15', issuer: 'UBND tỉnh', subject: 'Chuyển đổi số' };

let running: Running;
let browser: Browser;
let office: Caller;

beforeAll(async () => {
  [running, browser] = await Promise.all([serveOffice(on('2026-04-15')), openBrowser()]);
  office = await callerFor(running.url, 'vanphong');
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
});

async function tokenOf(username: string): Promise<string> {
  const session = await fetch(`${running.url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  });
  return ((await session.json()) as { accessToken: string }).accessToken;
}

/** Uploads the PDF under a name; gives its id. */
async function upload(username: string, name: string): Promise<string> {
  const body = new FormData();
  body.set('file', new File([PDF], name));
  const headers = { Authorization: `Bearer ${await tokenOf(username)}` };
  const answer = await fetch(`${running.url}/api/v1/files`, { method: 'POST', headers, body });
  return ((await answer.json()) as { id: string }).id;
}

async function download(username: string, id: string): Promise<{ status: number; text: string }> {
  const headers = { Authorization: `Bearer ${await tokenOf(username)}` };
  const answer = await fetch(`${running.url}/api/v1/files/${id}`, { headers });
  return { status: answer.status, text: await answer.text() };
}

async function record(notation: string, files: string[]) {
  return office('POST', '/directives', { ...PAPER, notation, files });
}

const named = (id: string, name: string) => ({ id, name, size: PDF.length, sha256: SHA });

describe('the files of a directive, by the interface', () => {
  it('are named in every answer about it', async () => {
    const id = await upload('vanphong', 'công văn.pdf');
    const made = await record('1/UBND-TH', [id]);
    expect([made.status, made.body.files]).toEqual([201, [named(id, 'công văn.pdf')]]);
    expect((await office('GET', `/directives/${made.body.id}`)).body.files).toEqual(made.body.files);
    const listed = (await office('GET', '/directives')).body.items;
    expect(listed.map((item: { files: unknown }) => item.files)).toEqual([made.body.files]);
    expect((await office('POST', '/directives', { ...PAPER, notation: '2/UBND-TH' })).body.files).toEqual([]);
  });

  it('are those of whoever records it, and of one thing only', async () => {
    const foreign = await upload('snv.clerk', 'a.pdf');
    const fault = {
      status: 422,
      body: { code: 'invalid', errors: [{ field: 'files', code: 'noSuchFile' }] },
    };
    expect(await record('3/UBND-TH', [foreign])).toMatchObject(fault);
    const own = await upload('vanphong', 'b.pdf');
    expect((await record('3/UBND-TH', [own])).status).toBe(201);
    expect(await record('4/UBND-TH', [own])).toMatchObject(fault);
    expect((await record('4/UBND-TH', [])).status).toBe(201);
  });

  it('follow a correction: what is named stays, what is new comes, and null changes nothing', async () => {
    const [first, second] = [await upload('vanphong', 'a.pdf'), await upload('vanphong', 'b.pdf')];
    const { body } = await record('5/UBND-TH', [first]);
    const patch = async (version: number, files: string[] | null) =>
      (await office('PATCH', `/directives/${body.id}`, { version, files })).body.files;
    expect(await patch(1, [first, second])).toEqual([named(first, 'a.pdf'), named(second, 'b.pdf')]);
    expect(await patch(2, null)).toHaveLength(2);
    expect(await patch(3, [second])).toEqual([named(second, 'b.pdf')]);
    expect(await download('vanphong', first)).toEqual({ status: 200, text: PDF });
  });
});

describe('a file of a directive', () => {
  it('is for whoever sees the directive, and for nobody else', async () => {
    const id = await upload('vanphong', 'a.pdf');
    const directive = (await record('6/UBND-TH', [id])).body.id;
    expect((await download('stttt.clerk', id)).status).toBe(404);
    const task = {
      directive,
      content: 'Báo cáo',
      leadUnits: ['STTTT'],
      coordinatingUnits: ['384'],
      deadline: null,
    };
    expect((await office('POST', '/tasks', task)).status).toBe(201);
    const statuses: Record<string, number> = {};
    for (const username of [
      ...['vanphong', 'chanhvanphong', 'chutich', 'thanhtra', 'stttt.clerk', 'stttt.staff', '384.head'],
      ...['quantri', 'snv.head', '380.clerk', '14845.head'],
    ]) {
      statuses[username] = (await download(username, id)).status;
    }
    expect(statuses).toEqual({
      ...{ vanphong: 200, chanhvanphong: 200, chutich: 200, thanhtra: 200 },
      ...{ 'stttt.clerk': 200, 'stttt.staff': 200, '384.head': 200 },
      ...{ quantri: 404, 'snv.head': 404, '380.clerk': 404, '14845.head': 404 },
    });
  });
});

const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(PDF) });

async function send(page: Page): Promise<void> {
  await page.click('main form button.btn-primary');
}

describe('the form of a paper', () => {
  it('keeps its files over every fault, and the page of the paper shows them', async () => {
    const page = await signedIn(browser, running.url, 'vanphong');
    await page.goto(`${running.url}/directives/new`);
    await page.fill('[name=notation]', '7/UBND-TH');
    await page.setInputFiles('input[type=file]', [pdf('văn bản.pdf')]);
    await send(page);
    expect(await page.inputValue('[name=notation]')).toBe('7/UBND-TH');
    await page.fill('[name=kind]', 'Công văn');
    await page.setInputFiles('input[type=file]', [pdf('phụ lục.pdf')]);
    await send(page);
    expect(await page.locator('[name=files][type=checkbox]').count()).toBe(2);
    await page.fill('[name=issuedOn]', '15/04/2026');
    await page.fill('[name=subject]', 'Chuyển đổi số');
    await send(page);
    await page.waitForURL(/\/directives\/[0-9a-f]{24}$/);
    const text = ((await page.locator('main').textContent()) ?? '').replaceAll('\u00a0', ' ');
    expect(text).toContain(`văn bản.pdf (${PDF.length} B) ${SHA}`);
    expect(text).toContain('phụ lục.pdf');
    expect(await htmlFaults(await page.content())).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflowsAt(page, 375)).toBe(0);
    await page.context().close();
  });

  it('refuses a file that is not what its name says, at its field', async () => {
    const page = await signedIn(browser, running.url, 'vanphong');
    await page.goto(`${running.url}/directives/new`);
    await page.fill('[name=subject]', 'Giữ lại');
    await page.setInputFiles('input[type=file]', [{ ...pdf('a.pdf'), buffer: Buffer.from('abc') }]);
    await send(page);
    expect(await page.locator('.field:has(input[type=file]) .field-fault').textContent()).toContain(
      'tên tệp',
    );
    expect(await page.inputValue('[name=subject]')).toBe('Giữ lại');
    await page.context().close();
  });

  it('corrects the files too; what is taken away stays in the list of corrections', async () => {
    const id = await upload('vanphong', 'nhầm.pdf');
    const directive = (await record('8/UBND-TH', [id])).body.id;
    const page = await signedIn(browser, running.url, 'vanphong');
    await page.goto(`${running.url}/directives/${directive}/correct`);
    await page.uncheck('[name=files][type=checkbox]');
    await page.setInputFiles('input[type=file]', [pdf('đúng.pdf')]);
    await page.fill('[name=reason]', 'Đính nhầm tệp');
    await send(page);
    await page.waitForURL(`${running.url}/directives/${directive}`);
    expect(await page.locator('main > ul').textContent()).toContain('đúng.pdf');
    expect(await page.locator('main > ul').textContent()).not.toContain('nhầm.pdf');
    expect(await page.locator('.timeline').textContent()).toContain('nhầm.pdf');
    await page.context().close();
  });
});
