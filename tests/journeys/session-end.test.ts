import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { callerFor, on, PASSWORD, type Running, serveOffice } from '../support/office.ts';

const MORNING = on('2026-04-15');
/** Two hours later: longer than a session lives unused. */
const LATER = { now: '2026-04-15T07:00:00.000Z', today: '2026-04-15' };

let running: Running;
let browser: Awaited<ReturnType<typeof openBrowser>>;

beforeAll(async () => {
  [running, browser] = await Promise.all([serveOffice(MORNING), openBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await running.close();
});

async function signIn(page: Page, username: string, password = PASSWORD): Promise<void> {
  await page.fill('[name=username]', username);
  await page.fill('[name=password]', password);
  await page.click('main button[type=submit]');
}

async function signedIn(username: string, javaScriptEnabled: boolean): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
  await page.goto(`${running.url}/sign-in`);
  await signIn(page, username);
  await page.waitForURL(`${running.url}/`);
  return page;
}

async function send(page: Page): Promise<void> {
  await page.click('main form button.btn-primary');
}

describe.each([
  ['with script', true, '601/UBND-CNTT'],
  ['without script', false, '602/UBND-CNTT'],
])('a form that is sent when the session has ended, %s', (_, script, notation) => {
  it('comes back filled after signing in, and is taken then', async () => {
    running.clock.when = MORNING;
    const page = await signedIn('vanphong', script);
    await page.goto(`${running.url}/directives/new`);
    const typed = {
      notation,
      kind: 'Công văn',
      issuedOn: '15/04/2026',
      subject: 'Về “chuyển đổi số” & <b>an toàn</b>\nDòng thứ hai',
    };
    for (const [name, text] of Object.entries(typed)) await page.fill(`[name=${name}]`, text);
    running.clock.when = LATER;
    await send(page);
    expect(await page.locator('main [role=status]').textContent()).toContain('giữ');
    await signIn(page, 'vanphong', 'sai mật khẩu');
    expect(await page.locator('main [role=alert]').count()).toBe(1);
    await signIn(page, 'vanphong');
    await page.waitForURL(`${running.url}/directives/new`);
    for (const [name, text] of Object.entries(typed)) {
      expect(await page.inputValue(`[name=${name}]`)).toBe(text);
    }
    await send(page);
    await page.waitForURL(/\/directives\/[0-9a-f]{24}$/);
    expect(await page.locator('main').textContent()).toContain('Dòng thứ hai');
    await page.goto(`${running.url}/directives/new`);
    expect(await page.inputValue('[name=notation]')).toBe('');
    await page.context().close();
  });

  it('brings an action back with the version that was seen', async () => {
    running.clock.when = MORNING;
    const office = await callerFor(running.url, 'vanphong');
    const paper = { kind: 'Công văn', issuedOn: '2026-04-15', issuer: 'UBND tỉnh', subject: 'Thử' };
    const directive = (await office('POST', '/directives', { ...paper, notation: `7${notation}` })).body.id;
    const input = { directive, content: 'Báo cáo', leadUnits: ['STTTT'], deadline: '30/6/2026' };
    const task = (await office('POST', '/tasks', input)).body.tasks[0].id;
    const page = await signedIn('stttt.clerk', script);
    const decline = `${running.url}/tasks/${task}/actions/decline`;
    await page.goto(decline);
    await page.fill('[name=reason]', 'Không đúng chức năng');
    await page.selectOption('[name=properUnit]', 'SNV');
    running.clock.when = LATER;
    await send(page);
    await signIn(page, 'stttt.clerk');
    await page.waitForURL(decline);
    expect(await page.inputValue('[name=reason]')).toBe('Không đúng chức năng');
    expect(await page.inputValue('[name=properUnit]')).toBe('SNV');
    expect(await page.inputValue('[name=version]')).toBe('1');
    await send(page);
    await page.waitForURL(`${running.url}/tasks/${task}`);
    expect(await page.locator('main').textContent()).toContain('Không đúng chức năng');
    await page.context().close();
  });
});
