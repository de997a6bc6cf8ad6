import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlFaults } from '../support/html.ts';
import { type Caller, callerFor, on, PASSWORD, type Running, serveOffice } from '../support/office.ts';
import { type OwnMongod, openOwnMongod } from '../support/own-mongod.ts';

let mongod: OwnMongod;
let running: Running;
let office: Caller;
let Cookie: string;
let task: { directive: string; content: string; leadUnits: string[]; deadline: string };

beforeAll(async () => {
  mongod = await openOwnMongod();
  const open = async () => ({ ...mongod.database, close: mongod.remove });
  running = await serveOffice(on('2026-11-24'), open);
  office = await callerFor(running.url, 'vanphong');
  const body = new URLSearchParams({ username: 'vanphong', password: PASSWORD });
  const signIn = await fetch(`${running.url}/sign-in`, { method: 'POST', body, redirect: 'manual' });
  Cookie = (signIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const paper = await office('POST', '/directives', {
    notation: '9/UBND-CNTT',
    kind: 'Công văn',
    issuedOn: '2026-11-02',
    issuer: 'UBND tỉnh',
    subject: 'Thử',
  });
  task = { directive: paper.body.id, content: 'Báo cáo', leadUnits: ['SNV'], deadline: '30/12/2026' };
}, 60_000);

afterAll(() => running?.close());

function page(path: string, form?: Record<string, string>) {
  const method = form === undefined ? 'GET' : 'POST';
  const body = form === undefined ? null : new URLSearchParams(form);
  return fetch(`${running.url}${path}`, { method, headers: { Cookie }, redirect: 'manual', body });
}

describe('while the database is lost', () => {
  beforeAll(() => mongod.stop());

  it('every answer is a 503 in plain words, with a way on', async () => {
    const [desk, form, signIn, list, made, session] = await Promise.all([
      page('/tasks?q=a'),
      page(`/directives/${task.directive}/tasks/new`, {
        content: 'Báo cáo',
        leadUnits: 'SNV',
        deadline: '30/12/2026',
      }),
      page('/sign-in', { username: 'vanphong', password: PASSWORD }),
      office('GET', '/tasks'),
      office('POST', '/tasks', task),
      fetch(`${running.url}/api/v1/sessions`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ username: 'vanphong', password: PASSWORD }),
      }),
    ]);
    expect([desk.status, form.status, signIn.status]).toEqual([503, 503, 503]);
    expect([list.status, made.status, session.status]).toEqual([503, 503, 503]);
    expect(desk.headers.get('retry-after')).toBe('30');
    const html = await desk.text();
    expect(html).toContain('<h1>Tạm thời chưa phục vụ được</h1>');
    expect(html).toContain('href="/tasks?q&#x3D;a"');
    expect(await htmlFaults(html)).toEqual([]);
    expect(await form.text()).toContain('Dùng nút quay lại của trình duyệt');
    expect(list.body).toMatchObject({
      status: 503,
      code: 'unavailable',
      detail: 'Chương trình chưa nối được cơ sở dữ liệu nên chưa làm được việc này. Hãy thử lại sau ít phút.',
    });
    expect(session.headers.get('retry-after')).toBe('30');
  }, 60_000);

  it('work goes on as soon as it is back, with nothing half written', async () => {
    await mongod.start();
    expect((await page('/tasks')).status).toBe(200);
    expect((await office('GET', '/tasks')).body.total).toBe(0);
    expect((await office('POST', '/tasks', task)).status).toBe(201);
  }, 60_000);
});
