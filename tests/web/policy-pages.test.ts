import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signedIn } from '../support/browser.ts';
import { on, type Running, serveOffice, visitorFor } from '../support/office.ts';

/** The form as it stands while nothing was decided. */
const DEFAULTS = {
  version: '0',
  'deadline.beforeMeansDayBefore': 'yes',
  'reminders.before': '7, 3, 1',
  'reminders.afterEvery': '3',
  disputeDays: '5',
  'reports.month': '5',
  'reports.quarter': '7',
  'reports.half': '10',
  'reports.year': '15',
  reason: 'Theo quy chế làm việc',
};

let running: Running;
let browser: Awaited<ReturnType<typeof openBrowser>>;

beforeAll(async () => {
  [running, browser] = await Promise.all([serveOffice(on('2026-11-24')), openBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await running.close();
});

const main = async (page: Page) => ((await page.textContent('main')) ?? '').replaceAll(/\s+/g, ' ');
const send = (page: Page) => page.click('main form button.btn-primary');
const inForce = () => running.house.policyOf('38');

describe('the rules on days, in the browser without script', () => {
  it('are read out by whoever watches, changed by the head alone, and told with who and why', async () => {
    const leader = await signedIn(browser, running.url, 'chutich', { javaScriptEnabled: false });
    await leader.goto(`${running.url}/ranking`);
    await leader.click('main a[href="/policy"]');
    const before = await main(leader);
    expect(before).toContain('Cơ quan, đơn vị có 5 ngày làm việc để đề nghị rà soát kết quả chấm điểm');
    expect(before).toContain('Nhắc khi còn 7, 3 và 1 ngày làm việc đến hạn');
    expect(before).toContain('áp dụng quy định mặc định của chương trình');
    expect(await leader.locator('main a[href="/policy/change"]').count()).toBe(0);

    const [head, other] = [
      await signedIn(browser, running.url, 'chanhvanphong', { javaScriptEnabled: false }),
      await signedIn(browser, running.url, 'chanhvanphong', { javaScriptEnabled: false }),
    ];
    await other.goto(`${running.url}/policy/change`);
    await head.goto(`${running.url}/policy`);
    await head.click('main a[href="/policy/change"]');
    await head.fill('[name=disputeDays]', '7');
    await head.fill('[name="reminders.before"]', '2; 10');
    await send(head);
    expect(await head.getAttribute('#field-reason', 'aria-invalid')).toBe('true');
    expect(await head.inputValue('[name=disputeDays]')).toBe('7');
    await head.fill('[name=reason]', 'Theo quy chế');
    await head.fill('[name="document.notation"]', '12/QĐ-UBND');
    await head.fill('[name="document.issuedOn"]', '20/11/2026');
    await send(head);
    await head.waitForURL(`${running.url}/policy`);
    expect(await main(head)).toContain('Đã áp dụng quy định mới.');

    await leader.reload();
    const after = await main(leader);
    expect(after).toContain('Đang áp dụng lần 1');
    expect(after).toContain(
      'Lần 1: Nhắc khi còn 10 và 2 ngày làm việc đến hạn, và trong ngày đến hạn. Cơ quan, đơn vị có 7 ngày làm việc',
    );
    expect(after).toContain('Theo quy chế');
    expect(after).toContain('Văn bản 12/QĐ-UBND ngày 20/11/2026');

    await other.fill('[name="reports.month"]', '6');
    await other.fill('[name=reason]', 'Lý do của tôi');
    await send(other);
    expect(await main(other)).toContain('Trong lúc anh, chị xem, quy định đã được người khác sửa.');
    expect(await main(other)).toContain('Lần 1: Nhắc khi còn 10 và 2 ngày');
    expect(await other.inputValue('[name="reports.month"]')).toBe('6');
    expect(await other.inputValue('[name=reason]')).toBe('Lý do của tôi');
    expect(await other.inputValue('[name=disputeDays]')).toBe('7');
    expect(inForce()).toMatchObject({ disputeDays: 7, reports: { month: 5 } });
    await send(other);
    await other.waitForURL(`${running.url}/policy`);
    expect(inForce()).toMatchObject({ disputeDays: 7, reports: { month: 6 } });
    expect(await main(other)).toContain('Lần 2: Báo cáo tháng được lập ngày 6');
  });
});

describe('a form of the rules that can’t be taken', () => {
  const post = async (form: Record<string, string>, who = 'chanhvanphong') =>
    (await visitorFor(running.url, who)).post('/policy/change', { ...DEFAULTS, ...form });

  it.each([
    ['field-disputeDays', 'Nhập mục này.', { disputeDays: '' }],
    ['field-disputeDays', 'Nhập một số trong khoảng cho phép.', { disputeDays: '0' }],
    ['field-disputeDays', 'Nhập một số nguyên.', { disputeDays: '1e1' }],
    ['field-disputeDays', 'Nhập một số nguyên.', { disputeDays: '9'.repeat(400) }],
    ['field-reminders-before', 'Nhập mục này.', { 'reminders.before': '' }],
    ['field-reminders-before', 'Nhập một số nguyên.', { 'reminders.before': '3, ba' }],
    ['field-reminders-before', 'Mỗi số ngày chỉ nêu một lần.', { 'reminders.before': '3, 3' }],
    ['field-reminders-before', 'nhiều nhất 10 mục', { 'reminders.before': '1,'.repeat(100_000) }],
    ['field-deadline-beforeMeansDayBefore', 'Nhập mục này.', { 'deadline.beforeMeansDayBefore': 'maybe' }],
    ['field-reports-year', 'Nhập một số trong khoảng cho phép.', { 'reports.year': '29' }],
    ['field-reason', 'Nhập mục này.', { reason: ' ' }],
    ['field-document-issuedOn', 'Nhập mục này.', { 'document.notation': '1/QĐ' }],
    ['field-document-issuedOn', 'hôm nay', { 'document.notation': '1/QĐ', 'document.issuedOn': '1/1/2027' }],
  ] as [string, string, Record<string, string>][])('is told of at %s: %s', async (id, words, form) => {
    const answer = await post(form);
    expect(answer.status).toBe(422);
    expect(answer.html).toContain(`href="#${id}"`);
    expect(answer.html).toContain(words);
  });

  it('shows hostile input as text, and keeps it', async () => {
    const answer = await post({ reason: '<script>alert(1)</script>', disputeDays: '"><b>7' });
    expect(answer.status).toBe(422);
    expect(answer.html).not.toContain('<script>alert');
    expect(answer.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('is 403 for whoever may not, whatever is sent', async () => {
    const who = ['vanphong', 'chutich', 'thanhtra', 'quantri', 'stttt.head'];
    const answers = await Promise.all(who.map((one) => post({ disputeDays: '9' }, one)));
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    const visitors = await Promise.all(who.map((one) => visitorFor(running.url, one)));
    const pages = await Promise.all(visitors.map(({ get }) => get('/policy')));
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 403, 403]);
  });

  it('is of one’s own assigner only', async () => {
    const form = { disputeDays: '4' };
    expect((await post(form, '384.chanhvanphong')).status).toBe(303);
    expect(running.house.policyOf('384').disputeDays).toBe(4);
    expect(inForce().disputeDays).not.toBe(4);
  });
});
