import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlFaults } from '../support/html.ts';
import { callerFor, on, PASSWORD, type Running, serveOffice } from '../support/office.ts';

let running: Running;
let directive: string;
let task: string;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  running = await serveOffice(on('2026-06-01'));
  const office = await callerFor(running.url, 'vanphong');
  const paper = { kind: 'Công văn', issuedOn: '2026-04-15', issuer: 'UBND tỉnh', subject: 'Thử' };
  directive = (await office('POST', '/directives', { ...paper, notation: '9/UBND-CNTT' })).body.id;
  const input = { directive, content: 'Báo cáo', leadUnits: ['STTTT'], deadline: '30/6/2026' };
  task = (await office('POST', '/tasks', input)).body.tasks[0].id;
  for (const username of ['vanphong', 'stttt.clerk']) {
    const body = new URLSearchParams({ username, password: PASSWORD });
    const signIn = await fetch(`${running.url}/sign-in`, { method: 'POST', body, redirect: 'manual' });
    cookies[username] = (signIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  }
});

afterAll(() => running.close());

/** The button beside the deadline pressed, without script, with all that was typed. */
async function understand(username: string, path: string, form: Record<string, string>) {
  const answer = await fetch(`${running.url}${path}`, {
    method: 'POST',
    headers: { Cookie: cookies[username] ?? '' },
    body: new URLSearchParams({ ...form, step: 'understand' }),
  });
  const html = (await answer.text()).replaceAll('\u00a0', ' ');
  expect(await htmlFaults(html)).toEqual([]);
  const understood = /<div class="understood">(.*?)<\/div>/s.exec(html)?.[1] ?? null;
  return {
    status: answer.status,
    html,
    fault: /<p class="field-fault" id="field-deadline-fault">(.*?)<\/p>/s.exec(html)?.[1] ?? null,
    understood: understood?.replace(/<[^>]*>/g, '').trim() ?? null,
    faults: html.match(/class="field-fault"/g)?.length ?? 0,
  };
}

describe('the deadline of a new task, asked for by its button', () => {
  const path = () => `/directives/${directive}/tasks/new`;

  it('that is not understood shows so at its field alone, and all else as it was typed', async () => {
    const typed = { clause: 'Mục 2', content: 'Nội dung gõ dở', leadUnits: 'STTTT', weight: '3' };
    const shown = await understand('vanphong', path(), { ...typed, deadline: 'sớm nhất có thể' });
    expect([shown.status, shown.faults, shown.understood]).toEqual([422, 1, null]);
    expect(shown.fault).toContain('Chưa hiểu thời hạn “sớm nhất có thể”');
    for (const part of ['value="sớm nhất có thể"', 'value="Mục 2"', 'Nội dung gõ dở']) {
      expect(shown.html).toContain(part);
    }
    expect(shown.html).toMatch(/value="STTTT" checked/);
    expect(shown.html).toMatch(/<option value="3" selected/);
  });

  it.each([
    ['', 'Nhập thời hạn'],
    ['31/2/2026', 'Không có ngày như đã ghi'],
    ['1/4/2026', 'sớm hơn ngày của văn bản'],
  ])('“%s” says what is wrong with it', async (deadline, fault) => {
    const shown = await understand('vanphong', path(), { deadline });
    expect([shown.status, shown.faults]).toEqual([422, 1]);
    expect(shown.fault).toContain(fault);
  });

  it.each([
    ['10 ngày làm việc kể từ ngày ký', 'thứ Hai 04/05/2026'],
    ['hàng tháng', 'Không có thời hạn'],
  ])('“%s” is shown as understood: %s', async (deadline, day) => {
    const shown = await understand('vanphong', path(), { deadline });
    expect([shown.status, shown.faults]).toEqual([200, 0]);
    expect(shown.understood).toContain(day);
  });

  it('is not asked for where there is to be none', async () => {
    const shown = await understand('vanphong', path(), { deadline: '', 'deadline.none': 'yes' });
    expect([shown.status, shown.faults, shown.understood]).toEqual([200, 0, null]);
  });
});

describe('the deadline of an action', () => {
  it.each([
    ['stttt.clerk', 'requestExtension'],
    ['vanphong', 'extend'],
    ['vanphong', 'correct'],
  ])(
    'that %s asks to %s shows at its field that it is not understood, the reason kept',
    async (who, action) => {
      const form = { version: '1', deadline: 'khi nào xong', reason: 'Lý do gõ dở' };
      const shown = await understand(who, `/tasks/${task}/actions/${action}`, form);
      expect([shown.status, shown.faults]).toEqual([422, 1]);
      expect(shown.fault).toContain('Chưa hiểu thời hạn “khi nào xong”');
      expect(shown.html).toContain('Lý do gõ dở');
      expect(shown.html).toContain('name="version" value="1"');
    },
  );

  it.each([
    ['extend', 'thứ Hai 15/06/2026'],
    ['correct', 'thứ Hai 04/05/2026'],
  ])('counts the words of %s from the day from which they will count', async (action, day) => {
    const deadline = '10 ngày làm việc';
    const shown = await understand('vanphong', `/tasks/${task}/actions/${action}`, {
      version: '1',
      deadline,
    });
    expect(shown.understood).toContain(day);
  });
});
