import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { on, PASSWORD, type Running, serveOffice } from '../support/office.ts';

let running: Running;
let browser: Browser;

beforeAll(async () => {
  [running, browser] = await Promise.all([serveOffice(on('2026-04-15')), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
});

/** How many pixels the words in the empty search field are wider than their room; 0 when they are whole. */
const CUT = `(() => {
  const input = document.querySelector('#bar-q');
  const style = getComputedStyle(input);
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = style.font;
  const room = input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  return Math.max(Math.ceil(pen.measureText(input.placeholder).width - room), 0);
})()`;

describe('the search field of the bar', () => {
  it.each([
    ['vanphong', 'vi'],
    ['384.chanhvanphong', 'vi'],
    ['stttt.clerk', 'en'],
  ])('shows its words whole to %s in %s, on wide and narrow screens', async (username, language) => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${running.url}/sign-in`);
    await page.fill('[name=username]', username);
    await page.fill('[name=password]', PASSWORD);
    await page.click('main button[type=submit]');
    await page.waitForURL(`${running.url}/`);
    await page.context().request.post(`${running.url}/language`, { form: { language, to: '/' } });
    await page.goto(`${running.url}/tasks`);
    expect(await page.getAttribute('html', 'lang')).toBe(language);
    for (const width of [1366, 1280, 1024, 768, 375]) {
      await page.setViewportSize({ width, height: 800 });
      expect([width, await page.evaluate<number>(CUT)]).toEqual([width, 0]);
    }
    await page.context().close();
  });
});
