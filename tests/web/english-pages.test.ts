import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
  await office.post('/language', { language: 'en', to: '/' });
  await office.get('/');
});

afterAll(() => running.close());

describe('on an English page', () => {
  it('what was just done says of the units in it that they are Vietnamese', async () => {
    const form = { content: 'Báo cáo', leadUnits: ['STTTT', 'SNV'], deadline: '30/6/2026' };
    const { location } = await office.post(`/directives/${directive}/tasks/new`, form);
    const { html } = await office.get(location ?? '');
    expect(/role="status">.*?<\/span> (.*?)<\/p>/s.exec(html)?.[1]).toBe(
      'Assigned to <span lang="vi">Đơn vị STTTT</span>, <span lang="vi">Đơn vị SNV</span>, due Tuesday 30/06/2026.',
    );
  });

  it('a paper named in the history is told in English, apart from what people wrote', async () => {
    const input = { directive, content: 'Báo cáo', leadUnits: ['STTTT'], deadline: '30/6/2026' };
    const { id } = (await call('POST', '/tasks', input)).body.tasks[0];
    const unit = await callerFor(running.url, 'stttt.clerk');
    await unit('POST', `/tasks/${id}/actions`, { action: 'acknowledge', version: 1 });
    const result = { notation: '15/QĐ-STTTT', issuedOn: '2026-05-30' };
    await unit('POST', `/tasks/${id}/actions`, { action: 'submit', version: 2, text: 'Đã xong', result });
    for (const path of [`/tasks/${id}`, `/tasks/${id}/actions/verify`]) {
      const { html } = await office.get(path);
      expect(html).toContain('<p class="event-text" lang="vi">Đã xong</p>');
      expect(html).toContain('<p>Document <span lang="vi">15/QĐ-STTTT</span> of 30/05/2026</p>');
    }
  });
});
