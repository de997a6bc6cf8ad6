import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations, openBrowser, overflowsAt, signIn } from '../support/browser.ts';
import { fillPeriod } from '../support/editions.ts';
import { htmlFaults } from '../support/html.ts';
import { on, type Running, serveOffice } from '../support/office.ts';

const LATE = '2026-04-15';
const OPENED = '2026-07-20';
const AFTER = '2026-07-28';
const REASON = 'Đã nộp bản giấy đúng hạn <b>ngày 30/3</b>';

const EVIDENCE = {
  name: 'cong-van.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
};

let running: Running;
let browser: Browser;
const tabs = new Map<string, { context: BrowserContext; page: Page }>();

/** Everybody signs in by the form: at first, and again when days have passed. */
async function everybodyIn(): Promise<void> {
  for (const [username, { page }] of tabs) await signIn(page, running.url, username);
}

beforeAll(async () => {
  [running, browser] = await Promise.all([serveOffice(on(OPENED)), openBrowser()]);
  await fillPeriod(running, { SNV: LATE, STC: LATE }, (number) => `Nhiệm vụ của đợt ${number}`);
  for (const username of ['chanhvanphong', 'snv.head', 'stc.head', 'chutich']) {
    const context = await browser.newContext({ javaScriptEnabled: username !== 'snv.head' });
    tabs.set(username, { context, page: await context.newPage() });
  }
  await everybodyIn();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await running?.close();
});

/** What the page says, with plain spaces. */
async function textOf(page: Page): Promise<string> {
  return ((await page.locator('main').textContent()) ?? '').replaceAll('\u00a0', ' ');
}

function pageOf(username: string): Page {
  return tabs.get(username)!.page;
}

async function open(
  username: string,
  path: string,
): Promise<{ page: Page; status: number | undefined; text: string }> {
  const page = pageOf(username);
  const answer = await page.goto(`${running.url}${path}`);
  return { page, status: answer?.status(), text: await textOf(page) };
}

async function submit(page: Page): Promise<string> {
  await Promise.all([page.waitForNavigation(), page.click('main form .actions button[type=submit]')]);
  return textOf(page);
}

async function isSound(page: Page, scripted = true): Promise<void> {
  expect(await htmlFaults(await page.content())).toEqual([]);
  if (scripted) expect(await axeViolations(page)).toEqual([]);
  if (scripted) expect(await overflowsAt(page, 375)).toBe(0);
}

describe('the course of a period', () => {
  let edition: string;
  let final: string;

  it('the head of the Office freezes a period, and nobody but the Office and the leaders sees the draft', async () => {
    const { page } = await open('chanhvanphong', '/ranking');
    await Promise.all([page.waitForNavigation(), page.click('text="Các bản xếp hạng đã chốt số liệu"')]);
    await Promise.all([page.waitForNavigation(), page.click('main a:text-is("Chốt số liệu")')]);
    await page.fill('[name=period]', '2026-H1');
    await page.fill('[name=cutoff]', '31/12/2026');
    expect(await submit(page)).toContain('Còn mục cần sửa');
    await page.fill('[name=cutoff]', '30/6/2026');
    const text = await submit(page);
    expect(text).toContain('Xếp hạng 6 tháng đầu năm 2026, bản số 1');
    expect(text).toContain('Dự thảo');
    await isSound(page);
    edition = new URL(page.url()).pathname.split('/').at(-1)!;
    expect((await open('chutich', `/rankings/editions/${edition}`)).status).toBe(200);
    expect((await open('snv.head', `/rankings/editions/${edition}`)).status).toBe(404);
  });

  it('opens it for disputes after reading what will happen', async () => {
    const { page } = await open('chanhvanphong', `/rankings/editions/${edition}`);
    await Promise.all([page.waitForNavigation(), page.click('main a:text-is("Mở để rà soát")')]);
    expect(await textOf(page)).toContain('đến hết thứ Hai 27/07/2026');
    await isSound(page);
    expect(await submit(page)).toContain('Đang mở để rà soát, nhận đề nghị đến hết 27/07/2026');
  });

  it('a unit is told, sees its own row and lines only, and disputes two of them', async () => {
    const { page, text } = await open('snv.head', '/notices');
    expect(text).toContain('Đã mở kết quả chấm điểm 6 tháng đầu năm 2026');
    await Promise.all([page.waitForNavigation(), page.click('main a:has-text("Đã mở kết quả chấm điểm")')]);
    expect(await page.locator('ol.score-lines > li').count()).toBe(6);
    await isSound(page, false);
    for (const reason of [REASON, 'Đơn vị khác chủ trì']) {
      await Promise.all([page.waitForNavigation(), page.click('main a:text-is("Đề nghị rà soát") >> nth=0')]);
      await isSound(page, false);
      expect(await submit(page)).toContain('Nhập mục này');
      await page.fill('[name=reason]', reason);
      if (reason === REASON) await page.setInputFiles('[type=file]', EVIDENCE);
      await submit(page);
    }
    expect(await page.locator('text=Đang rà soát').count()).toBe(2);
    const own = await open('snv.head', `/rankings/editions/${edition}`);
    expect(own.text).toContain('Đơn vị SNV');
    expect(own.text).not.toContain('Đơn vị STC');
    expect((await open('snv.head', `/rankings/editions/${edition}/units/STC`)).status).toBe(404);
    expect((await open('stc.head', `/rankings/editions/${edition}/disputes`)).text).not.toContain('Đã nộp');
  });

  it('the head of the Office decides both, and is told of a form that somebody overtook', async () => {
    expect((await open('chanhvanphong', '/')).text).toContain('Đề nghị rà soát điểm');
    const { page, text } = await open('chanhvanphong', '/ranking');
    expect(text).toContain('2 đề nghị rà soát chờ trả lời');
    await Promise.all([page.waitForNavigation(), page.click('text="2 đề nghị rà soát chờ trả lời"')]);
    expect(await textOf(page)).toContain(REASON);
    const file = (await page.locator('main a:text-is("cong-van.pdf")').getAttribute('href')) ?? '';
    const ask = async (who: string) =>
      (await tabs.get(who)!.context.request.get(`${running.url}${file}`)).status();
    expect([await ask('chanhvanphong'), await ask('snv.head'), await ask('stc.head')]).toEqual([
      200, 200, 404,
    ]);
    await isSound(page);
    await Promise.all([
      page.waitForNavigation(),
      page.click('main a:text-is("Trả lời đề nghị rà soát") >> nth=0'),
    ]);
    await isSound(page);
    const form = page.url();
    await page.check('[name=verdict][value=otherDays]');
    await page.fill('[name=reason]', 'Có công văn ngày 30/3');
    expect(await submit(page)).toContain('Còn mục cần sửa');
    await page.fill('[name=daysLate]', '0');
    const second = await tabs.get('chanhvanphong')!.context.newPage();
    await second.goto(form);
    await second.check('[name=verdict][value=stands]');
    await second.fill('[name=reason]', 'Tôi nghĩ khác');
    expect(await submit(page)).toContain('Đồng ý rà soát: Tính lại là hoàn thành không quá hạn');
    expect(await submit(second)).toContain('nội dung này đã thay đổi');
    expect(await second.inputValue('[name=reason]')).toBe('Tôi nghĩ khác');
    await second.close();
    await Promise.all([
      page.waitForNavigation(),
      page.click('main a:text-is("Trả lời đề nghị rà soát") >> nth=0'),
    ]);
    await page.check('[name=verdict][value=leftOut]');
    await page.fill('[name=reason]', 'Nhiệm vụ của đơn vị khác');
    await submit(page);
  });

  it('makes it final once the time is over: a new edition that names the old one', async () => {
    const early = await open('chanhvanphong', `/rankings/editions/${edition}`);
    expect(await early.page.locator('main a:text-is("Chốt kết quả")').count()).toBe(0);
    const { page } = await open('chanhvanphong', `/rankings/editions/${edition}/steps/finish`);
    expect(await textOf(page)).toContain('Có 2 đề nghị rà soát được đồng ý');
    expect(await submit(page)).toContain('Còn trong thời gian nhận đề nghị rà soát');
    running.clock.when = on(AFTER);
    await everybodyIn();
    await page.goto(`${running.url}/rankings/editions/${edition}/steps/finish`);
    const text = await submit(page);
    expect(text).toContain('bản số 2');
    expect(text).toContain('theo kết quả rà soát');
    expect(text).toContain('Đã điều chỉnh 2 dòng');
    await isSound(page);
    final = new URL(page.url()).pathname.split('/').at(-1)!;
    const old = await open('snv.head', `/rankings/editions/${edition}`);
    expect(old.text).toContain('Đã thay bằng bản số 2');
    const own = await open('snv.head', `/rankings/editions/${final}/units/SNV`);
    expect(own.text).toContain('Có công văn ngày 30/3');
    expect(await own.page.locator('ol.score-lines > li').count()).toBe(5);
    await isSound(own.page, false);
    expect((await open('stc.head', `/rankings/editions/${final}`)).text).not.toContain('Đơn vị SNV');
  });

  it('publishes it: every unit sees the whole table, and no other’s lines', async () => {
    const { page } = await open('chanhvanphong', `/rankings/editions/${final}/steps/publish`);
    expect(await submit(page)).toContain('Đã công bố');
    const leader = await open('chutich', `/rankings/editions/${final}`);
    expect(leader.text).toContain('Đơn vị SNV');
    expect(await leader.page.locator('main a:text-is("Chốt số liệu")').count()).toBe(0);
    const other = await open('stc.head', `/rankings/editions/${final}`);
    expect(other.text).toContain('Đơn vị SNV');
    expect(await other.page.locator('main a:has-text("Đơn vị SNV")').count()).toBe(0);
    await isSound(other.page);
    expect(other.text).not.toContain('Đã điều chỉnh');
    expect((await open('stc.head', `/rankings/editions/${final}/units/SNV`)).status).toBe(404);
    const list = await open('stc.head', '/rankings/editions');
    expect(list.text).toContain('Đã công bố');
    await isSound(list.page);
  });
});
