import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPEN_STATES } from '../../src/domain/task.ts';
import { htmlFaults } from '../support/html.ts';
import { callerFor, on, type Running, serveOffice, type Visitor, visitorFor } from '../support/office.ts';

let running: Running;
let visitor: Visitor;
let directive: string;

const OPEN = encodeURIComponent(OPEN_STATES.join(','));

beforeAll(async () => {
  running = await serveOffice(on('2026-06-01'));
  const office = await callerFor(running.url, 'chanhvanphong');
  const paper = { kind: 'Công văn', issuedOn: '2026-04-15', issuer: 'UBND tỉnh', subject: 'Thử' };
  directive = (await office('POST', '/directives', { ...paper, notation: '9/UBND-CNTT' })).body.id;
  const assign = (content: string, deadline: string) =>
    office('POST', '/tasks', { directive, content, leadUnits: ['STTTT'], deadline });
  const { body } = await assign('Việc đã dừng', '20/4/2026');
  await assign('Việc còn mở', '30/6/2026');
  const document = { notation: '10/UBND-CNTT', issuedOn: '2026-05-30' };
  const stop = { action: 'discontinue', version: 1, reason: 'Không còn cần', document };
  await office('POST', `/tasks/${body.tasks[0].id}/actions`, stop);
  visitor = await visitorFor(running.url, 'vanphong');
});

afterAll(() => running.close());

const linkOf = (html: string, text: string) =>
  new RegExp(`href="([^"]*)"[^>]*>(?:(?!</a>).)*${text}`, 's')
    .exec(html)?.[1]
    ?.replaceAll('&amp;', '&')
    .replaceAll('&#x3D;', '=');

describe('the list of tasks', () => {
  it('opened without a filter holds the open tasks, and says so in a chip', async () => {
    const { html } = await visitor.get('/tasks');
    expect(html).toContain('Việc còn mở');
    expect(html).not.toContain('Việc đã dừng');
    expect(html).toContain('Trạng thái: Chưa kết thúc');
    expect(linkOf(html, 'Trạng thái: Chưa kết thúc')).toBe('/tasks?state=all');
    expect(linkOf(html, 'Tất cả nhiệm vụ')).toBe('/tasks?state=all');
    expect(linkOf(html, 'Mã')).toBe(`/tasks?state=${OPEN}&sort=code`);
    expect(await htmlFaults(html)).toEqual([]);
  });

  it.each(['/tasks?state=all', '/tasks?directive=:id', '/tasks?q=viec', '/tasks?unit=STTTT'])(
    'opened as %s holds closed ones too',
    async (address) => {
      const { html } = await visitor.get(address.replace(':id', directive));
      expect(html).toContain('Việc còn mở');
      expect(html).toContain('Việc đã dừng');
    },
  );

  it('keeps the states of the interface, which knows no such word', async () => {
    const office = await callerFor(running.url, 'vanphong');
    expect((await office('GET', '/tasks')).body.total).toBe(2);
    expect((await office('GET', '/tasks?state=all')).status).toBe(422);
  });

  it('without its last chip is the list of all', async () => {
    const { html } = await visitor.get('/tasks?unit=STTTT');
    expect(linkOf(html, 'Đơn vị: Đơn vị STTTT')).toBe('/tasks?state=all');
  });

  it('filtered without script has an address of what is set alone', async () => {
    const sent = await visitor.get('/tasks?q=viec&group=&unit=&standing=&state=all&dueFrom=1/4/2026&basis=');
    expect([sent.status, sent.location]).toEqual([303, '/tasks?q=viec&dueFrom=2026-04-01']);
    const none = await visitor.get('/tasks?q=&unit=&state=all');
    expect([none.status, none.location]).toEqual([303, '/tasks?state=all']);
  });
});

describe('the tasks of a paper', () => {
  it('are listed without repeating its notation', async () => {
    const { html } = await visitor.get(`/directives/${directive}`);
    const table = /<table.*<\/table>/s.exec(html)?.[0] ?? '';
    expect(table).toContain('Việc còn mở');
    expect(table).not.toContain('9/UBND-CNTT');
    expect(table.match(/<th scope="col"/g)?.length).toBe(
      table
        .split('<tbody>')[1]
        ?.split('</tr>')[0]
        ?.match(/<t[hd]/g)?.length,
    );
  });
});
