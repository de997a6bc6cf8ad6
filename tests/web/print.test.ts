import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../src/db/connect.ts';
import { insertUnits } from '../../src/db/unit-store.ts';
import { UNCHANGED } from '../../src/domain/unit.ts';
import { openBrowser } from '../support/browser.ts';
import { type Caller, callerFor, on, PASSWORD, type Running, serveOffice } from '../support/office.ts';

let running: Running;
let browser: Browser;
let page: Page;

/** With the three of the test's office there are twenty departments in the group, as in the province. */
const MORE = Array.from({ length: 17 }, (_, i) => `S${String(i + 1).padStart(2, '0')}`);

async function departments(): Promise<void> {
  const { connection, directory } = running.house;
  const units = MORE.map((code) => ({
    code,
    name: `Ban Quản lý Khu kinh tế và các khu công nghiệp ${code}`,
    shortName: `Trung tâm Xúc tiến đầu tư ${code}`,
    kind: 'department' as const,
    parent: '38',
    peerGroup: 'departments',
    ownOffice: false,
    validFrom: '2010-01-01',
    ...UNCHANGED,
  }));
  await inTransaction(connection, (session) => insertUnits(connection, session, units));
  await directory.refresh('now');
}

/** A paper, and under it a task of each department. */
async function assign(office: Caller, notation: string, deadline: string): Promise<void> {
  const paper = { notation, kind: 'Công văn', issuedOn: '2026-01-05', issuer: 'UBND tỉnh', subject: 'Thử' };
  const { body } = await office('POST', '/directives', paper);
  const content = 'Rà soát, báo cáo kết quả thực hiện các nhiệm vụ được giao trên địa bàn toàn tỉnh';
  const leadUnits = ['STTTT', 'SNV', 'STC', ...MORE];
  const made = await office('POST', '/tasks', { directive: body.id, content, leadUnits, deadline });
  expect(made.status).toBe(201);
}

beforeAll(async () => {
  [running, browser] = await Promise.all([serveOffice(on('2026-01-05')), openBrowser()]);
  await departments();
  const office = await callerFor(running.url, 'vanphong');
  await assign(office, '1/UBND-TH', '30/1/2026');
  await assign(office, '2/UBND-TH', '30/12/2026');
  running.clock.when = on('2026-06-15');
  const clerk = await callerFor(running.url, 'stttt.clerk');
  for (const { id } of (await clerk('GET', '/tasks')).body.items) {
    await clerk('POST', `/tasks/${id}/actions`, {
      action: 'decline',
      version: 1,
      reason: 'Không đúng chức năng',
    });
  }
  page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(`${running.url}/sign-in`);
  await page.fill('[name=username]', 'chutich');
  await page.fill('[name=password]', PASSWORD);
  await page.click('main button[type=submit]');
  await page.waitForURL(`${running.url}/`);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await running?.close();
});

/** The sheets on which a page is printed: width and height of each, in millimetres. */
async function sheets(): Promise<string[]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const boxes = pdf.matchAll(/\/Type\s*\/Page\b(?!s)[\s\S]*?\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g);
  return [...boxes].map(([, ...points]) =>
    points.map((one) => Math.round((Number(one) * 25.4) / 72)).join('×'),
  );
}

describe('the board of one group', () => {
  it.each(['/statistics?group=departments', '/statistics?group=departments&basis=original'])(
    'prints on one sheet of A4 across: %s',
    async (path) => {
      await page.goto(`${running.url}${path}`);
      expect(await page.locator('#units-caption ~ tbody tr').count()).toBe(20);
      expect(await sheets()).toEqual(['297×210']);
    },
  );

  it('says on paper whose it is, and what was chosen', async () => {
    await page.goto(`${running.url}/statistics?group=departments&basis=original`);
    const choice = page.locator('.print-only');
    expect(await choice.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await choice.textContent()).toBe('Đơn vị 38 · khối: Sở, ban, ngành · Hạn ban đầu');
    expect(await choice.isVisible()).toBe(true);
    expect(await page.locator('.bar').isVisible()).toBe(false);
    expect(await page.locator('form:visible').count()).toBe(0);
    expect(await page.locator('footer').textContent()).toContain('bởi Người chutich');
    await page.emulateMedia({ media: null });
  });

  it('shows its first rows without scrolling', async () => {
    await page.goto(`${running.url}/`);
    const row = await page.locator('#units-caption ~ tbody tr').nth(1).boundingBox();
    expect((row?.y ?? 0) + (row?.height ?? 0)).toBeLessThan(800);
  });
});

describe('the board by month', () => {
  it('prints on one sheet of A4 across, its chart beside its table', async () => {
    await page.goto(`${running.url}/statistics/months?period=2026`);
    expect(await page.locator('tbody tr').count()).toBe(12);
    expect(await sheets()).toEqual(['297×210']);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.chart img').isVisible()).toBe(true);
    await page.emulateMedia({ media: null });
  });
});

describe('other pages', () => {
  it.each([
    ['/tasks', '297×210'],
    ['/ranking', '210×297'],
    ['/directives', '210×297'],
  ])('%s print on A4, all of it the same way: %s', async (path, size) => {
    await page.goto(`${running.url}${path}`);
    const printed = await sheets();
    expect([...new Set(printed)]).toEqual([size]);
    expect(printed.length).toBeLessThan(5);
  });
});
