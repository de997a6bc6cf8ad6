import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../src/app/password.ts';
import { insertPeople } from '../../src/db/person-store.ts';
import { callerFor, on, PASSWORD, type Running, serveOffice } from '../support/office.ts';

let running: Running;

beforeAll(async () => {
  running = await serveOffice(on('2026-04-15'));
  const two = {
    _id: 'hai.viec',
    name: 'Người hai việc',
    mail: null,
    language: 'vi' as const,
    posts: [
      { role: 'officeStaff' as const, unit: '38' },
      { role: 'unitClerk' as const, unit: 'SNV' },
    ],
    passwordHash: await hashPassword(PASSWORD),
    passwordChangeNeeded: false,
    disabled: false,
  };
  await insertPeople(running.house.connection, [two]);
  await running.house.directory.refresh('now');
  const office = await callerFor(running.url, 'vanphong');
  const paper = { kind: 'Công văn', issuedOn: '2026-04-15', issuer: 'UBND tỉnh', subject: 'Thử' };
  const directive = (await office('POST', '/directives', { ...paper, notation: '9/UBND-CNTT' })).body.id;
  for (const content of ['Báo cáo', 'Góp ý']) {
    await office('POST', '/tasks', { directive, content, leadUnits: ['STTTT'], deadline: '30/6/2026' });
  }
});

afterAll(() => running.close());

/** Somebody's browser, without script: pages by their path, forms by path and fields. */
async function browserOf(username: string) {
  const body = new URLSearchParams({ username, password: PASSWORD });
  const signIn = await fetch(`${running.url}/sign-in`, { method: 'POST', body, redirect: 'manual' });
  const Cookie = (signIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const ask = async (path: string, form?: Record<string, string>) => {
    const answer = await fetch(`${running.url}${path}`, {
      headers: { Cookie },
      redirect: 'manual',
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    return { status: answer.status, to: answer.headers.get('location'), html: await answer.text() };
  };
  return { get: ask, post: ask };
}

const flashIn = (html: string) => /role="status">.*?<\/span> (.*?)<\/p>/s.exec(html)?.[1] ?? null;
const bellIn = (html: string) => Number(/class="bar-count">(\d+)/.exec(html)?.[1] ?? 0);

describe('choosing the post to act in', () => {
  it('changes what one sees and may do, in this session alone', async () => {
    const [here, elsewhere] = [await browserOf('hai.viec'), await browserOf('hai.viec')];
    expect((await here.get('/directives/new')).status).toBe(200);
    const chosen = await here.post('/account/post', { post: 'unitClerk@SNV' });
    expect([chosen.status, chosen.to]).toEqual([303, '/']);
    const desk = (await here.get('/')).html;
    expect(flashIn(desk)).toContain('Văn thư đơn vị');
    expect(desk).toContain('Chờ tiếp nhận');
    expect(desk).toMatch(/value="unitClerk@SNV" aria-pressed="true"/);
    expect((await here.get('/directives/new')).status).toBe(403);
    expect((await elsewhere.get('/directives/new')).status).toBe(200);
  });

  it('of all posts again brings all back', async () => {
    const browser = await browserOf('hai.viec');
    await browser.post('/account/post', { post: 'unitClerk@SNV' });
    const all = await browser.post('/account/post', { post: '' });
    expect([all.status, all.to]).toEqual([303, '/']);
    expect((await browser.get('/directives/new')).status).toBe(200);
  });

  it.each(['officeHead@38', 'officeStaff@384', 'administrator@38', 'nothing', '@'])(
    'of “%s”, which one does not hold, is a 404 and changes nothing',
    async (post) => {
      const browser = await browserOf('hai.viec');
      expect((await browser.post('/account/post', { post })).status).toBe(404);
      expect((await browser.get('/admin')).status).toBe(403);
      expect((await browser.get('/directives/new')).status).toBe(200);
    },
  );

  it('is not offered to whoever has one post', async () => {
    expect((await (await browserOf('snv.clerk')).get('/')).html).not.toContain('name="post"');
  });
});

describe('marking all notices as read', () => {
  it('empties the bell of whoever does it, and nobody else’s', async () => {
    const [clerk, head] = [await browserOf('stttt.clerk'), await browserOf('stttt.head')];
    const before = bellIn((await head.get('/notices')).html);
    const page = (await clerk.get('/notices')).html;
    expect([bellIn(page), page.match(/<strong>Mới<\/strong>/g)?.length]).toEqual([2, 2]);
    const done = await clerk.post('/notices', {});
    expect([done.status, done.to]).toEqual([303, '/notices']);
    const after = (await clerk.get('/notices')).html;
    expect(flashIn(after)).toBe('Đã đánh dấu tất cả là đã đọc.');
    expect([bellIn(after), after.includes('<strong>Mới</strong>')]).toEqual([0, false]);
    expect(after).toContain('Báo cáo');
    expect(after).not.toContain('Đánh dấu tất cả đã đọc');
    expect(bellIn((await head.get('/notices')).html)).toBe(before);
  });

  it('is asked of whoever is signed in only', async () => {
    const answer = await fetch(`${running.url}/notices`, { method: 'POST', redirect: 'manual' });
    expect(answer.status).toBe(401);
  });
});
