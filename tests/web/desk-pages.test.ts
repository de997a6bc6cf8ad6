import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPEN_STATES } from '../../src/domain/task.ts';
import { openBrowser } from '../support/browser.ts';
import { htmlFaults } from '../support/html.ts';
import { callerFor, PASSWORD, type Running, serveOffice } from '../support/office.ts';

const WHEN = { now: '2026-11-24T02:00:00.000Z', today: '2026-11-24' };
const HOSTILE = '<script>alert(1)</script> & "Báo cáo" <b>số</b>';

let running: Running;
let browser: Browser;
let directive: string;
const contexts = new Map<string, BrowserContext>();

async function as(username: string): Promise<BrowserContext> {
  const known = contexts.get(username);
  if (known !== undefined) return known;
  const context = await browser.newContext({ javaScriptEnabled: true });
  contexts.set(username, context);
  const page = await context.newPage();
  await page.goto(`${running.url}/sign-in`);
  await page.fill('[name=username]', username);
  await page.fill('[name=password]', PASSWORD);
  await page.click('main button[type=submit]');
  // A page closed while it still loads may hang the browser; so wait until one is signed in.
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  await page.close();
  return context;
}

async function get(username: string, path: string) {
  return (await as(username)).request.get(`${running.url}${path}`, { maxRedirects: 0 });
}

async function post(username: string, path: string, form: Record<string, string>) {
  return (await as(username)).request.post(`${running.url}${path}`, { form, maxRedirects: 0 });
}

beforeAll(async () => {
  running = await serveOffice(WHEN);
  browser = await openBrowser();
  const office = await callerFor(running.url, 'vanphong');
  const paper = await office('POST', '/directives', {
    notation: '120/UBND-CNTT',
    kind: 'Công văn',
    issuedOn: '2026-10-02',
    issuer: 'UBND tỉnh',
    subject: HOSTILE,
  });
  directive = paper.body.id;
  for (const deadline of ['2026-11-13', '2026-11-26', '2026-12-30', null]) {
    await office('POST', '/tasks', { directive, content: HOSTILE, leadUnits: ['STTTT'], deadline });
  }
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
});

describe('the desk', () => {
  it('of the administrator is the page of administration', async () => {
    const answer = await get('quantri', '/');
    expect([answer.status(), answer.headers()['location']]).toEqual([303, '/admin']);
  });

  it.each(['vanphong', 'stttt.clerk'])(
    'of %s shows figures that are the totals of their lists',
    async (who) => {
      const page = await (await as(who)).newPage();
      await page.goto(`${running.url}/`);
      const tiles = await page.$$eval('a.tile', (links) =>
        links.map((link) => [
          (link as unknown as { getAttribute: (name: string) => string }).getAttribute('href'),
          link.querySelector('.tile-figure')?.textContent ?? '',
        ]),
      );
      expect(tiles.length).toBeGreaterThan(5);
      for (const [href, figure] of tiles) {
        const html = await (await get(who, href ?? '')).text();
        expect([href, html.match(/<p>([\d.]+) nhiệm vụ/)?.[1]]).toEqual([href, figure]);
      }
      await page.close();
    },
  );
});

describe('recording', () => {
  it('understands the notation and keeps what was typed', async () => {
    const answer = await post('vanphong', '/directives/new', {
      notation: 'Kế hoạch số 22/KH-UBND ngày 15/02/2016',
      subject: HOSTILE,
      step: 'understand',
    });
    const html = await answer.text();
    expect(answer.status()).toBe(200);
    for (const part of ['value="22/KH-UBND"', 'value="Kế hoạch"', 'value="15/02/2016"', '&lt;script&gt;']) {
      expect(html).toContain(part);
    }
  });

  it('answers a form with faults by the form, filled', async () => {
    const answer = await post('vanphong', '/directives/new', { notation: 'xyz', subject: HOSTILE });
    const html = await answer.text();
    expect(answer.status()).toBe(422);
    expect(html).toContain('value="xyz"');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(await htmlFaults(html)).toEqual([]);
  });

  it('assigns once by one form, sent again by a second click or by going back', async () => {
    const path = `/directives/${directive}/tasks/new`;
    const form = /name="form" value="([0-9a-f]{24})"/.exec(await (await get('vanphong', path)).text())?.[1];
    const task = { form: form ?? '', content: 'Báo cáo một lần', leadUnits: 'SNV', deadline: '30/12/2026' };
    const sent = await Promise.all([post('vanphong', path, task), post('vanphong', path, task)]);
    expect(sent.map((answer) => answer.status())).toEqual([303, 303]);
    const again = await post('vanphong', path, { ...task, content: 'Báo cáo một lần, sửa lại' });
    expect([again.status(), again.headers()['location']]).toEqual([303, `/directives/${directive}`]);
    const html = await (await get('vanphong', `/directives/${directive}`)).text();
    expect(html).toContain('Biểu mẫu này đã gửi');
    expect(html.match(/Báo cáo một lần/g)).toHaveLength(1);
  });

  it('assigns a task to a whole group and says who got what by which day', async () => {
    const made = await post('vanphong', '/directives/new', {
      notation: '22/KH-UBND',
      kind: 'Kế hoạch',
      issuedOn: '16/11/2026',
      issuer: 'UBND tỉnh',
      subject: 'Kế hoạch',
    });
    const paper = made.headers()['location'] ?? '';
    expect([made.status(), paper]).toEqual([303, expect.stringMatching(/^\/directives\/[0-9a-f]{24}$/)]);
    const task = {
      content: 'Báo cáo',
      leadUnits: 'group:departments',
      deadline: '10 ngày làm việc kể từ ngày ký',
    };
    const seen = await post('vanphong', `${paper}/tasks/new`, { ...task, step: 'understand' });
    expect(await seen.text()).toContain('30/11/2026');
    const done = await post('vanphong', `${paper}/tasks/new`, task);
    expect([done.status(), done.headers()['location']]).toEqual([303, paper]);
    const html = await (await get('vanphong', paper)).text();
    expect(html).toMatch(/Đã giao cho Đơn vị SNV, Đơn vị STC, Đơn vị STTTT, hạn thứ Hai.30\/11\/2026\./);
    const none = await post('vanphong', `${paper}/tasks/new`, {
      content: 'Báo cáo',
      leadUnits: 'SNV',
      deadline: '',
      'deadline.none': 'yes',
    });
    expect(none.status()).toBe(303);
    const again = await post('vanphong', '/directives/new', {
      notation: '22/KH-UBND',
      kind: 'Kế hoạch',
      issuedOn: '16/11/2026',
      issuer: 'UBND tỉnh',
      subject: 'Kế hoạch',
    });
    expect(again.status()).toBe(409);
    expect(await again.text()).toContain(`href="${paper}"`);
  });

  it('corrects with a reason only, and tells of a correction meanwhile', async () => {
    const path = `/directives/${directive}/correct`;
    const typed = {
      version: '1',
      notation: '120/UBND-CNTT',
      kind: 'Công văn',
      issuedOn: '02/10/2026',
      issuer: 'UBND tỉnh',
      subject: 'Đã sửa',
    };
    expect((await post('vanphong', path, typed)).status()).toBe(422);
    expect((await post('vanphong', path, { ...typed, reason: 'Ghi nhầm' })).status()).toBe(303);
    const late = await post('vanphong', path, { ...typed, subject: 'Sửa sau', reason: 'Ghi nhầm' });
    const html = await late.text();
    expect(late.status()).toBe(409);
    expect(html).toContain('Sửa sau');
    expect(html).toContain('Ghi nhầm');
  });

  it('is not for a unit', async () => {
    expect((await get('stttt.clerk', '/directives/new')).status()).toBe(403);
    expect((await get('stttt.clerk', `/directives/${directive}/tasks/new`)).status()).toBe(403);
  });
});

describe('the form of an action', () => {
  it.each([
    ['vanphong', 'correct', 200],
    ['vanphong', 'verify', 422],
    ['vanphong', 'recall', 403],
    ['stttt.clerk', 'verify', 403],
    ['stttt.clerk', 'acknowledge', 200],
    ['stttt.clerk', 'report', 422],
    ['snv.clerk', 'acknowledge', 404],
  ])('opened by %s to %s a task just assigned: %i, before anything is typed', async (who, action, status) => {
    const [, task] =
      (await (await get('vanphong', '/tasks?unit=STTTT')).text()).match(/href="(\/tasks\/[0-9a-f]{24})"/) ??
      [];
    const answer = await get(who, `${task}/actions/${action}`);
    expect(answer.status()).toBe(status);
    if (status === 422) expect(await answer.text()).toContain('Chưa thực hiện được');
  });
});

describe('the form of a decision', () => {
  it('shows what the unit sent', async () => {
    const unit = await callerFor(running.url, 'stttt.clerk');
    const { body } = await unit('GET', '/tasks?state=assigned&limit=1');
    const [{ id, version }] = body.items;
    await unit('POST', `/tasks/${id}/actions`, { action: 'acknowledge', version });
    const report = { text: 'Đã ban hành kế hoạch', result: { notation: '15/BC', issuedOn: '2026-11-20' } };
    await unit('POST', `/tasks/${id}/actions`, { action: 'submit', version: version + 1, ...report });
    const html = await (await get('vanphong', `/tasks/${id}/actions/verify`)).text();
    for (const part of ['Nội dung đơn vị đã gửi', 'Đã ban hành kế hoạch', '15/BC'])
      expect(html).toContain(part);
    expect(await htmlFaults(html)).toEqual([]);
  });
});

describe('the account', () => {
  it('keeps the language, and returns only to a path of ours', async () => {
    const answer = await post('snv.clerk', '/language', { language: 'en', to: '//elsewhere.example' });
    expect([answer.status(), answer.headers()['location']]).toEqual([303, '/']);
    const page = await (await as('snv.clerk')).newPage();
    await page.goto(`${running.url}/`);
    const html = await page.content();
    expect(html).toContain('<html lang="en">');
    expect(await htmlFaults(await (await get('snv.clerk', '/')).text())).toEqual([]);
    await page.close();
  });

  it('answers a wrong mail address and a wrong password by the form', async () => {
    const mail = await post('snv.clerk', '/account', { language: 'en', mail: 'xyz' });
    expect([mail.status(), (await mail.text()).includes('value="xyz"')]).toEqual([422, true]);
    const password = await post('snv.clerk', '/account/password', { present: 'no', chosen: 'x', again: 'x' });
    expect(password.status()).toBe(422);
  });
});

describe('lists of tasks', () => {
  it('page on and back', async () => {
    const first = await (await get('vanphong', '/tasks?limit=2')).text();
    const next = (first.match(/rel="next" href="([^"]+)"/)?.[1] ?? '')
      .replaceAll('&amp;', '&')
      .replaceAll('&#x3D;', '=');
    const second = await (await get('vanphong', next)).text();
    const previous = (second.match(/rel="prev" href="([^"]+)"/)?.[1] ?? '')
      .replaceAll('&amp;', '&')
      .replaceAll('&#x3D;', '=');
    expect(previous).toBe(`/tasks?state=${encodeURIComponent(OPEN_STATES.join(','))}&limit=2`);
  });

  it.each([
    ['/tasks?q=%00', 422],
    ['/directives?q=a%00b', 422],
    ['/search?q=%00', 200],
  ])('take no control character at %s, and do not fail', async (path, status) => {
    const answer = await get('vanphong', path);
    expect(answer.status()).toBe(status);
    expect(await htmlFaults(await answer.text())).toEqual([]);
  });

  it('refuse an unknown filter in words', async () => {
    const answer = await get('vanphong', '/tasks?standing=late');
    expect(answer.status()).toBe(422);
    expect(await htmlFaults(await answer.text())).toEqual([]);
  });
});
