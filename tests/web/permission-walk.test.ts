import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_ROUTES } from '../../src/web/api/api-routes.ts';
import { PAGE_ROUTES } from '../../src/web/pages/page-routes.ts';
import { type Caller, callerFor, on, PASSWORD, type Running, serveOffice } from '../support/office.ts';

/** A title that nobody but those who may see the task may ever be shown. */
const SECRET = 'Nội dung chỉ của Sở Thông tin';

let running: Running;
const callers: Record<string, Caller> = {};
const cookies: Record<string, string> = {};
let task: string;
let directive: string;
let edition: string;
let dispute: string;
let scheme: string;

/** Who walks, and whether each may see the province's task of STTTT (own, parent, child and foreign units). */
const WALKERS: readonly [string, 'sees' | 'forbidden' | 'hidden'][] = [
  ['vanphong', 'sees'],
  ['chanhvanphong', 'sees'],
  ['chutich', 'sees'],
  ['thanhtra', 'sees'],
  ['quantri', 'forbidden'],
  ['stttt.clerk', 'sees'],
  ['stttt.head', 'sees'],
  ['stttt.staff', 'sees'],
  ['snv.clerk', 'hidden'],
  ['384.vanphong', 'hidden'],
  ['384.chutich', 'hidden'],
  ['14845.head', 'hidden'],
];

async function cookieOf(username: string): Promise<string> {
  const body = new URLSearchParams({ username, password: PASSWORD });
  const response = await fetch(`${running.url}/sign-in`, { method: 'POST', body, redirect: 'manual' });
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

beforeAll(async () => {
  running = await serveOffice(on('2026-04-15'));
  const office = await callerFor(running.url, 'vanphong');
  const paper = {
    notation: '9/UBND-CNTT',
    kind: 'Công văn',
    issuedOn: '2026-04-15',
    issuer: 'UBND tỉnh',
    subject: SECRET,
  };
  directive = (await office('POST', '/directives', paper)).body.id;
  const input = { directive, content: SECRET, leadUnits: ['STTTT'], deadline: '30/6/2026' };
  task = (await office('POST', '/tasks', input)).body.tasks[0].id;
  running.clock.when = on('2026-07-20');
  for (const [username] of WALKERS) {
    callers[username] = await callerFor(running.url, username);
    cookies[username] = await cookieOf(username);
  }
  scheme = (await callers['vanphong']!('POST', '/schemes', { follows: 'default' })).body.id;
  const freeze = { period: '2026-H1', cutoff: '2026-07-01' };
  edition = (await callers['chanhvanphong']!('POST', '/rankings/editions', freeze)).body.id;
  const open = { action: 'open', state: 'draft' };
  await callers['chanhvanphong']!('POST', `/rankings/editions/${edition}/actions`, open);
  const asked = { task, component: 'timeliness', reason: SECRET };
  dispute = (await callers['stttt.head']!('POST', `/rankings/editions/${edition}/disputes`, asked)).body.id;
});

afterAll(() => running.close());

const EXPECTED = { sees: 200, forbidden: 403, hidden: 404 } as const;
const QUERY: Record<string, string> = {
  '/statistics': '?period=2026',
  '/rankings': '?period=2026',
  '/rankings/lines': '?period=2026&unit=STTTT',
  '/figures': '?period=2026',
  '/adjustments': '?period=2026',
  '/rankings/editions/:id/lines': '?unit=STTTT',
};

/** What moving an edition, disputing a line of it and deciding a dispute answer to whoever may do one of them at all. */
const ON_EDITION: Record<string, [number, number, number]> = {
  chanhvanphong: [422, 403, 422],
  'stttt.clerk': [403, 422, 403],
  'stttt.head': [403, 422, 403],
  'snv.clerk': [403, 422, 403],
  '14845.head': [403, 404, 403],
};

/** The thing that a route names. */
function idFor(path: string): string {
  if (path.startsWith('/directives')) return directive;
  if (path.startsWith('/rankings/editions')) return edition;
  if (path.startsWith('/rankings/disputes')) return dispute;
  if (/^(\/rankings)?\/schemes/.test(path)) return scheme;
  return task;
}

/**
 * An open edition is seen by each of its units, for its own row; the lines of STTTT as its task is; a scheme that is a
 * draft by its assigner's readers.
 */
function expectedOf(path: string, username: string, sight: keyof typeof EXPECTED): number {
  if (path.startsWith('/schemes') && username.startsWith('stttt.')) return 404;
  const ofEdition = path.startsWith('/rankings/editions') && !path.endsWith('/lines');
  return ofEdition && username === 'snv.clerk' ? 200 : EXPECTED[sight];
}

describe.each(WALKERS)('%s, by whom a task of STTTT is %s', (username, sight) => {
  it('gets the right status from every reading route of the interface, and no foreign title', async () => {
    for (const route of API_ROUTES.filter(
      ({ method, path }) => method === 'GET' && !path.startsWith('/files'),
    )) {
      const path = route.path.replace(':id', idFor(route.path)) + (QUERY[route.path] ?? '');
      const answer = await (callers[username] as Caller)('GET', path);
      if (route.path.includes(':id'))
        expect([path, answer.status]).toEqual([path, expectedOf(route.path, username, sight)]);
      else expect([200, 403, 404]).toContain(answer.status);
      if (sight !== 'sees') expect(JSON.stringify(answer.body)).not.toContain(SECRET);
    }
  });

  it('may do to the task only what the table gives, whatever is sent', async () => {
    const answer = await (callers[username] as Caller)('POST', `/tasks/${task}/actions`, {
      action: 'recall',
      version: 99,
    });
    const expected = username === 'chanhvanphong' ? 422 : sight === 'sees' ? 403 : EXPECTED[sight];
    expect(answer.status).toBe(expected);
  });

  it('may move an edition, dispute a line and decide only as the table gives, whatever is sent', async () => {
    const post = async (path: string, body: object) =>
      (await (callers[username] as Caller)('POST', `/rankings/editions/${edition}${path}`, body)).status;
    const statuses = [
      await post('/actions', { action: 'finish', state: 'x' }),
      await post('/disputes', { task, component: 'x', reason: 'x' }),
      await post(`/disputes/${dispute}/decision`, { verdict: 'x' }),
    ];
    expect(statuses).toEqual(ON_EDITION[username] ?? [403, 403, 403]);
  });

  it('gets no page with a foreign title, and never a fault of the program', async () => {
    for (const route of PAGE_ROUTES.filter(({ method }) => method === 'GET')) {
      const path = route.path
        .replace(':id', idFor(route.path))
        .replace(':action', 'report')
        .replace(':unit', 'STTTT')
        .replace(':step', 'finish')
        .replace(':line', task)
        .replace(':component', 'timeliness');
      const response = await fetch(`${running.url}${path}`, {
        headers: { Cookie: cookies[username] ?? '' },
        redirect: 'manual',
      });
      const text = await response.text();
      expect([path, response.status < 500]).toEqual([path, true]);
      if (sight !== 'sees') expect([path, text.includes(SECRET)]).toEqual([path, false]);
    }
  });
});

describe('nobody signed in', () => {
  it('gets 401 from every route of the interface but signing in', async () => {
    for (const route of API_ROUTES.filter(({ permission }) => permission !== 'anyone')) {
      const path = route.path.replace(':id', task);
      const response = await fetch(`${running.url}/api/v1${path}`, { method: route.method });
      expect([route.method, path, response.status]).toEqual([route.method, path, 401]);
    }
  });

  it('is led from every page to the sign-in page', async () => {
    for (const route of PAGE_ROUTES.filter(
      ({ method, permission }) => method === 'GET' && permission !== 'anyone',
    )) {
      const response = await fetch(`${running.url}${route.path}`, { redirect: 'manual' });
      expect([route.path, response.status]).toEqual([route.path, 303]);
      expect(response.headers.get('location')).toMatch(/^\/sign-in/);
    }
  });
});
