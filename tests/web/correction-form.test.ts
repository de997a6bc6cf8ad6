import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlFaults } from '../support/html.ts';
import {
  type Caller,
  callerFor,
  on,
  type Running,
  serveOffice,
  type Visitor,
  visitorFor,
} from '../support/office.ts';

let running: Running;
let office: Visitor;
let call: Caller;
let directive: string;

beforeAll(async () => {
  running = await serveOffice(on('2026-06-01'));
  call = await callerFor(running.url, 'vanphong');
  const paper = { kind: 'Công văn', issuedOn: '2026-04-15', issuer: 'UBND tỉnh', subject: 'Thử' };
  directive = (await call('POST', '/directives', { ...paper, notation: '9/UBND-CNTT' })).body.id;
  office = await visitorFor(running.url, 'vanphong');
});

afterAll(() => running.close());

async function assigned(): Promise<{ id: string; path: string }> {
  const input = {
    directive,
    content: 'Dòng một\nDòng hai',
    leadUnits: ['STTTT'],
    coordinatingUnits: ['SNV', 'STC'],
    deadline: '60 ngày làm việc kể từ ngày ký',
    weight: 2,
  };
  const { id } = (await call('POST', '/tasks', input)).body.tasks[0];
  return { id, path: `/tasks/${id}/actions/correct` };
}

/** As a browser sends the form untouched: lines end in CRLF. */
const FORM = {
  version: '1',
  content: 'Dòng một\r\nDòng hai',
  coordinatingUnits: ['SNV', 'STC'],
  deadline: '60 ngày làm việc kể từ ngày ký',
  'deadline.none': 'no',
  weight: '2',
  reason: 'Ghi nhầm',
};

async function corrected(id: string) {
  return (await call('GET', `/tasks/${id}/events`)).body.items.at(-1);
}

describe('the form of a correction', () => {
  it('shows the task as it is', async () => {
    const { html } = await office.get((await assigned()).path);
    expect(html).toMatch(/<textarea[^>]*name="content"[^>]*>\s*Dòng một\nDòng hai</);
    for (const unit of ['SNV', 'STC']) expect(html).toMatch(new RegExp(`value="${unit}" checked`));
    expect(html).toContain('value="60 ngày làm việc kể từ ngày ký"');
    expect(html).toMatch(/name="deadline.none" type="radio" value="no" checked/);
    expect(html).toMatch(/<option value="2" selected/);
    expect(html).toContain('<label for="field-content">Nội dung nhiệm vụ</label>');
    expect(html).toContain('<label for="field-deadline">Thời hạn</label>');
    expect(await htmlFaults(html)).toEqual([]);
  });

  it('sent untouched corrects nothing, and says so', async () => {
    const { path } = await assigned();
    const answer = await office.post(path, FORM);
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('Sửa ít nhất một mục, rồi gửi.');
  });

  it.each([
    [
      'the content',
      { content: 'Khác' },
      { content: 'Khác', coordinating: null, weight: null, deadline: null },
    ],
    [
      'no coordinating unit',
      { coordinatingUnits: [] as string[] },
      { content: null, coordinating: [], weight: null, deadline: null },
    ],
    ['the weight', { weight: '3' }, { content: null, coordinating: null, weight: 3, deadline: null }],
    [
      'no deadline',
      { 'deadline.none': 'yes' },
      { content: null, coordinating: null, weight: null, deadline: { day: null } },
    ],
    [
      'a deadline',
      { deadline: '31/7/2026' },
      { content: null, coordinating: null, weight: null, deadline: { day: '2026-07-31' } },
    ],
  ])('corrects %s alone', async (_, change, data) => {
    const { id, path } = await assigned();
    expect((await office.post(path, { ...FORM, ...change })).status).toBe(303);
    expect(await corrected(id)).toMatchObject({ type: 'corrected', data });
  });

  it.each([
    ['content', { content: '' }],
    ['deadline', { deadline: '' }],
  ])('refuses an emptied %s at its field', async (name, change) => {
    const { path } = await assigned();
    const answer = await office.post(path, { ...FORM, ...change });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain(`id="field-${name}-fault"`);
  });

  it('overtaken by another correction keeps what was touched, and shows the rest as it is now', async () => {
    const { id, path } = await assigned();
    await call('POST', `/tasks/${id}/actions`, { action: 'correct', version: 1, weight: 3, reason: 'Nâng' });
    const answer = await office.post(path, { ...FORM, content: 'Của tôi' });
    expect(answer.status).toBe(409);
    expect(answer.html).toMatch(/<textarea[^>]*name="content"[^>]*>\s*Của tôi</);
    expect(answer.html).toMatch(/<option value="3" selected/);
    expect(answer.html).toContain('name="version" value="2"');
  });
});

describe('a report sent again after going back', () => {
  const REPORT = { progress: '40', text: 'Đang làm,\r\ncòn hai mục' };

  it('is taken once: the same words again are refused, others are not', async () => {
    const { id } = await assigned();
    const unit = await visitorFor(running.url, 'stttt.clerk');
    await unit.post(`/tasks/${id}/actions/acknowledge`, { version: '1' });
    const path = `/tasks/${id}/actions/report`;
    expect((await unit.post(path, { ...REPORT, version: '2' })).status).toBe(303);
    expect((await unit.post(path, { ...REPORT, version: '2' })).status).toBe(409);
    const again = await unit.post(path, { ...REPORT, version: '3' });
    expect(again.status).toBe(422);
    expect(again.html).toContain('Báo cáo này đã được ghi nhận');
    expect(again.html).toContain('còn hai mục');
    expect((await unit.post(path, { ...REPORT, progress: '45', version: '3' })).status).toBe(303);
    expect((await call('GET', `/tasks/${id}`)).body.version).toBe(4);
  });
});
