import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signedIn } from '../support/browser.ts';
import { fillPeriod } from '../support/editions.ts';
import { callerFor, on, type Running, serveOffice, visitorFor } from '../support/office.ts';

/** What the form says when the version is another by now. */
const MEANWHILE = 'Trong lúc anh, chị xem, phiên bản này đã được sửa';

let running: Running;
let browser: Awaited<ReturnType<typeof openBrowser>>;

beforeAll(async () => {
  [running, browser] = await Promise.all([serveOffice(on('2026-11-24')), openBrowser()]);
  await fillPeriod(running);
});

afterAll(async () => {
  await browser.close();
  await running.close();
});

/** Somebody's own browser without script, signed in by the form. */
const send = (page: Page) => page.click('main form button.btn-primary');
const main = async (page: Page) => ((await page.textContent('main')) ?? '').replaceAll(/\s+/g, ' ');

describe('a scheme with a quota, in the browser without script', () => {
  it('is drafted by staff from the default, tried and approved by the head for 2027, and scores 2027 alone', async () => {
    const staff = await signedIn(browser, running.url, 'vanphong', { javaScriptEnabled: false });
    await staff.goto(`${running.url}/ranking`);
    await staff.click('main a[href="/rankings/schemes"]');
    await staff.click('main a[href="/rankings/schemes/new?follows=default"]');
    await staff.fill('[name=name]', 'Bộ tiêu chí năm 2027');
    await staff.fill('[name=firstGradeQuota]', '200');
    await send(staff);
    expect(await staff.getAttribute('#field-firstGradeQuota', 'aria-invalid')).toBe('true');
    expect(await staff.inputValue('[name=name]')).toBe('Bộ tiêu chí năm 2027');
    await staff.fill('[name=firstGradeQuota]', '20');
    await staff.click('button[name=step][value=read]');
    expect(await main(staff)).toContain('Không quá 20 % số đơn vị được xếp hạng');
    await send(staff);
    await staff.waitForURL(/\/rankings\/schemes\/[0-9a-f]{24}$/);
    const scheme = staff.url();
    expect(await main(staff)).toContain('Dự thảo');

    const head = await signedIn(browser, running.url, 'chanhvanphong', { javaScriptEnabled: false });
    await head.goto(scheme);
    await head.click('main a.btn-primary');
    await head.waitForURL(`${scheme}/simulate`);
    expect(await main(head)).toContain('0 trên 3 đơn vị đổi hạng; 0 đơn vị đổi mức xếp loại.');
    await head.click('main a.btn-primary');
    await head.waitForURL(`${scheme}/approve`);
    expect(await main(head)).toContain('Bộ tiêu chí năm 2027, phiên bản 1 sẽ dùng để chấm điểm các kỳ');
    await head.fill('[name=from]', '2027');
    await send(head);
    await head.waitForURL(scheme);
    expect(await main(head)).toContain('áp dụng cho các kỳ bắt đầu từ 01/01/2027');

    const leader = await signedIn(browser, running.url, 'chutich', { javaScriptEnabled: false });
    await leader.goto(`${running.url}/ranking?period=2027`);
    expect(await main(leader)).toContain('Bộ tiêu chí năm 2027');
    await leader.goto(`${running.url}/ranking?period=2026`);
    expect(await main(leader)).toContain('Bộ tiêu chí mặc định');
  });
});

describe('the form of a scheme', () => {
  it('loses nothing that was typed, and names each fault at its field', async () => {
    const staff = await visitorFor(running.url, 'vanphong');
    const answer = await staff.post('/rankings/schemes/new', {
      follows: 'default',
      name: 'Thử',
      basis: 'current',
      steps: 'no',
      causes: 'external',
      kappa: 'mười',
      z: '1,39',
      leastWeight: '5',
      openOverdueCap: '50',
      'points.many.0': '0',
      'points.points.0': '100',
      'points.many.2': '5',
      'points.points.2': '92,5',
      'early.many.0': '',
      'early.points.0': '',
      'components.timeliness.weight': '1',
      'others.name.0': 'Cải cách hành chính',
      'others.weight.0': '2',
      'excluded.unit.1': 'SNV',
      'excluded.reason.1': '',
      'grades.excellent': '90',
      'grades.notCompleted': '0',
    });
    expect(answer.status).toBe(422);
    for (const typed of ['mười', '92,5', 'Cải cách hành chính', '1,39']) {
      expect(answer.html).toContain(`value="${typed}"`);
    }
    expect(answer.html).toContain('href="#field-kappa"');
    expect(answer.html).toContain('href="#field-excluded"');
    expect(answer.html).toMatch(/value="SNV" selected/);
    expect(answer.html).toMatch(/value="external" checked/);
    expect(answer.html).not.toMatch(/value="internal" checked/);
  });

  it('names a bar that can not act, and a criterion whose name is taken, at their fields', async () => {
    const staff = await visitorFor(running.url, 'vanphong');
    const { status, html } = await staff.post('/rankings/schemes/new', {
      follows: 'default',
      ...{ name: 'Thử', basis: 'current', kappa: '10', z: '1', leastWeight: '5', openOverdueCap: '50' },
      ...{ coordinatingWeight: '0', leastTaskWeight: '1', mostTaskWeight: '3', adjustmentMost: '0' },
      'points.many.0': '0',
      'points.points.0': '100',
      'components.returned.weight': '1',
      'others.name.0': 'Reporting',
      'others.weight.0': '2',
      firstGradeBar: '30',
      'grades.notCompleted': '0',
    });
    expect(status).toBe(422);
    expect(html).toContain('Điều kiện này dựa vào tiến độ');
    expect(html.match(/href="#field-[^"]*"/g)).toEqual([
      'href="#field-firstGradeBar"',
      'href="#field-others"',
    ]);
  });

  it('comes back with what was typed when somebody was faster', async () => {
    const staff = await callerFor(running.url, 'vanphong');
    const { body } = await staff('POST', '/schemes', { follows: 'kpi' });
    const scheme = { ...body.scheme, kappa: 3 };
    await staff('PATCH', `/schemes/${body.id}`, { revision: 1, scheme });
    const visitor = await visitorFor(running.url, 'vanphong');
    const { status, html } = await visitor.post(`/rankings/schemes/${body.id}/edit`, {
      revision: '1',
      ...{ name: 'Của tôi', basis: 'current', kappa: '7', z: '1', leastWeight: '1', openOverdueCap: '50' },
      'points.many.0': '0',
      'points.points.0': '100',
      'components.timeliness.weight': '1',
      'grades.completed': '0',
    });
    expect(status).toBe(409);
    expect(html).toContain('value="Của tôi"');
    expect(html).toContain('name="revision" value="2"');
  });
});

describe('schemes by the HTTP interface', () => {
  it('are drafted, changed, approved and withdrawn, each by who may', async () => {
    const staff = await callerFor(running.url, 'vanphong');
    const head = await callerFor(running.url, 'chanhvanphong');
    const unit = await callerFor(running.url, 'stttt.clerk');
    const drafted = await staff('POST', '/schemes', { follows: 'report' });
    expect(drafted).toMatchObject({ status: 201, body: { state: 'draft', revision: 1, lawsHold: true } });
    const { id, scheme } = drafted.body;
    expect((await unit('GET', `/schemes/${id}`)).status).toBe(404);
    const changed = await staff('PATCH', `/schemes/${id}`, { revision: 1, scheme: { ...scheme, kappa: 4 } });
    expect(changed).toMatchObject({ status: 200, body: { revision: 2, scheme: { kappa: 4 } } });
    const stale = await staff('PATCH', `/schemes/${id}`, { revision: 1, scheme });
    expect(stale.status).toBe(409);
    const wrong = await staff('PATCH', `/schemes/${id}`, {
      revision: 2,
      scheme: { ...scheme, points: [[1, 9]] },
    });
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([422, 'points']);
    const approval = { action: 'approve', revision: 2, from: '2030', to: '2030' };
    expect((await staff('POST', `/schemes/${id}/actions`, approval)).status).toBe(403);
    const approved = await head('POST', `/schemes/${id}/actions`, approval);
    expect(approved).toMatchObject({ status: 200, body: { state: 'approved', inForceTo: '2030-12-31' } });
    expect((await unit('GET', '/schemes')).body.items.map((one: { id: string }) => one.id)).toContain(id);
    const withdrawal = { action: 'withdraw', revision: 3, reason: 'Có sai sót' };
    expect((await head('POST', `/schemes/${id}/actions`, withdrawal)).body.state).toBe('withdrawn');
    expect((await unit('GET', '/schemes/default')).body.scheme.name).toBe('Bộ tiêu chí mặc định');
  });
});

describe('the approval of a version', () => {
  it('is offered to a head who did not change it last, for the span that he gives, as he saw it', async () => {
    const caller = await callerFor(running.url, 'chanhvanphong');
    const { body } = await caller('POST', '/schemes', { follows: 'report' });
    const { id, scheme } = body;
    const head = await visitorFor(running.url, 'chanhvanphong');
    const approve = `/rankings/schemes/${id}/approve`;
    const tried = `/rankings/schemes/${id}/simulate?period=2026`;
    expect((await head.get(tried)).html).not.toContain(approve);
    expect((await head.get(approve)).status).toBe(403);

    const staff = await callerFor(running.url, 'vanphong');
    await staff('PATCH', `/schemes/${id}`, { revision: 1, scheme });
    expect((await head.get(tried)).html).toContain(approve);
    expect((await head.get(approve)).html).toContain('name="revision" value="2"');

    await staff('PATCH', `/schemes/${id}`, { revision: 2, scheme: { ...scheme, kappa: 5 } });
    const stale = await head.post(approve, { revision: '2', from: '2040', to: '2041-H1' });
    expect(stale.status).toBe(409);
    expect(stale.html).toContain('value="2041-H1"');
    expect(stale.html).toContain(MEANWHILE);
    const taken = await head.post(approve, { revision: '3', from: '2040', to: '2041-H1' });
    expect(taken.status).toBe(303);
    const approved = await staff('GET', `/schemes/${id}`);
    expect(approved.body).toMatchObject({ inForceFrom: '2040-01-01', inForceTo: '2041-06-30' });
  });
});
