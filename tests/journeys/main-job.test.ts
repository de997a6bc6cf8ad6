import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signedIn } from '../support/browser.ts';
import { on, type Running, serveOffice } from '../support/office.ts';

let running: Running;
let browser: Awaited<ReturnType<typeof openBrowser>>;

beforeAll(async () => {
  [running, browser] = await Promise.all([serveOffice(on('2026-04-15')), openBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await running.close();
});

/** Somebody's own browser, signed in by the form. */
async function send(page: Page): Promise<void> {
  await page.click('main form button.btn-primary');
}

async function act(
  page: Page,
  task: string,
  action: string,
  fill: Record<string, string> = {},
): Promise<void> {
  await page.goto(`${task}/actions/${action}`);
  for (const [name, value] of Object.entries(fill)) await page.fill(`main [name="${name}"]`, value);
  await send(page);
  await page.waitForURL(task);
}

const RESULT = { 'result.notation': '15/BC-STTTT', 'result.issuedOn': '15/04/2026' };

describe.each([
  ['with script', true, 'Số: 501 /UBND-CNTT'],
  ['without script', false, 'Số: 502 /UBND-CNTT'],
])('the main job, in the browser %s', (_, script, notation) => {
  it('goes from the paper to the ranking by the Office, a unit and a leader', async () => {
    const office = await signedIn(browser, running.url, 'vanphong', { javaScriptEnabled: script });
    await office.goto(`${running.url}/directives/new`);
    await office.fill('[name=notation]', notation);
    await office.fill('[name=kind]', 'Công văn');
    await office.fill('[name=issuedOn]', '15/04/2026');
    await office.fill('[name=issuer]', 'UBND tỉnh');
    await office.fill('[name=subject]', 'Về chuyển đổi số');
    await send(office);
    await office.waitForURL(/\/directives\/[0-9a-f]{24}$/);
    const directive = office.url();

    await office.goto(`${directive}/tasks/new`);
    await office.fill('[name=content]', 'Báo cáo kết quả chuyển đổi số');
    await office.click('details:has([name=leadUnits][value=STTTT]) summary');
    await office.check('[name=leadUnits][value=STTTT]');
    await office.fill('[name=deadline]', '17/5/2026');
    await office.click('button[name=step][value=understand]');
    expect(await office.locator('.understood li').count()).toBe(1);
    await office.fill('[name=deadline]', '10 ngày làm việc kể từ ngày ký');
    await office.click('button[name=step][value=understand]');
    expect(await office.locator('.understood').first().textContent()).toContain('04/05/2026');
    await send(office);
    await office.waitForURL(directive);
    const href = await office.locator('main table a[href^="/tasks/"]').first().getAttribute('href');
    const task = `${running.url}${href}`;

    const clerk = await signedIn(browser, running.url, 'stttt.clerk', { javaScriptEnabled: script });
    await act(clerk, task, 'acknowledge');
    await act(clerk, task, 'report', { progress: '60', text: 'Đang tổng hợp' });
    await act(clerk, task, 'submit', { text: 'Đã hoàn thành', ...RESULT });
    await act(office, task, 'return', { reason: 'Thiếu số liệu của huyện' });
    await act(clerk, task, 'submit', { text: 'Đã bổ sung', ...RESULT });
    await act(office, task, 'verify', { quality: '5' });
    expect(await office.locator('main').textContent()).toContain('Hoàn thành trước hạn');

    const leader = await signedIn(browser, running.url, 'chutich', { javaScriptEnabled: script });
    await leader.goto(`${running.url}/statistics?period=2026`);
    expect(await leader.locator('main').textContent()).toContain('Hoàn thành đúng hạn');
    await leader.goto(`${running.url}/ranking`);
    expect(await leader.locator('main').textContent()).toContain('STTTT');
    await Promise.all([office, clerk, leader].map((page) => page.context().close()));
  }, 120_000);

  it('keeps what was typed when somebody else was faster, and shows what happened', async () => {
    const office = await signedIn(browser, running.url, 'vanphong', { javaScriptEnabled: script });
    await office.goto(`${running.url}/tasks?state=verified`);
    const href = await office.locator('main table a[href^="/tasks/"]').first().getAttribute('href');
    const head = await signedIn(browser, running.url, 'chanhvanphong', { javaScriptEnabled: script });
    await act(head, `${running.url}${href}`, 'reopen', { reason: 'Xem lại' });
    const clerk = await signedIn(browser, running.url, 'stttt.clerk', { javaScriptEnabled: script });
    const submit = `${running.url}${href}/actions/submit`;
    await clerk.goto(submit);
    await act(office, `${running.url}${href}`, 'extend', { deadline: '30/6/2026', reason: 'Khối lượng lớn' });
    await clerk.fill('[name=text]', 'Nội dung gõ dở');
    for (const [name, value] of Object.entries(RESULT)) await clerk.fill(`[name="${name}"]`, value);
    await send(clerk);
    expect(await clerk.inputValue('[name=text]')).toBe('Nội dung gõ dở');
    expect(await clerk.locator('main').textContent()).toContain('Khối lượng lớn');
    await send(clerk);
    await clerk.waitForURL(`${running.url}${href}`);
    await act(office, `${running.url}${href}`, 'verify');
    await Promise.all([office, head, clerk].map((page) => page.context().close()));
  }, 120_000);
});
