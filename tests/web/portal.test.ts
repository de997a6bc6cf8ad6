import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EditionRow } from '../../src/db/edition-store.ts';
import { CONTENT, editionIn, fillPeriod } from '../support/editions.ts';
import { on, type Running, serveOffice, visitorFor } from '../support/office.ts';

const run = promisify(execFile);
let running: Running;
let first: EditionRow;
let second: EditionRow;

beforeAll(async () => {
  running = await serveOffice(on('2026-07-21'));
  await fillPeriod(running);
  first = await editionIn(running, 'published');
  second = await editionIn(running, 'published');
}, 60_000);

afterAll(() => running.close());

/** `fetch` asks caches for nothing kept when it sends If-None-Match, unless told how. */
function ask(path: string, headers: Record<string, string> = {}): Promise<Response> {
  const all = { 'Cache-Control': 'max-age=0', ...headers };
  return fetch(`${running.url}${path}`, { headers: all, redirect: 'manual' });
}

const FILES = ['.json', '/scheme.json', '/edition.json', '.csv'];

describe('the portal', () => {
  it('lists what is published, newest first, and says what was replaced', async () => {
    const html = await (await ask('/portal')).text();
    const links = [...html.matchAll(/href="\/portal\/(\w+)"/g)].map((match) => match[1]);
    expect(links).toEqual([second._id, first._id]);
    expect(html).toContain('đã được thay bằng bản sau');
  });

  it('shows an edition to whoever comes: table, scheme in words, cutoff, proof, seal', async () => {
    const html = await (await ask(`/portal/${second._id}`)).text();
    expect(html).toContain('Đơn vị SNV');
    expect(html).toContain('30/06/2026');
    expect(html).toContain(second.sha256);
    expect(html).toContain(second.seal?.hash);
    expect(html).toContain('10 ngày được 60 điểm');
    expect(html).toContain(`/portal/${first._id}`);
  });

  it('speaks English too', async () => {
    const html = await (await ask(`/portal/${second._id}`, { Cookie: 'language=en' })).text();
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('Ranking of the first half of 2026, edition 2');
  });

  it('names no person and no content of a task, whoever asks, in no answer', async () => {
    const office = await visitorFor(running.url, 'vanphong');
    const pages = ['/portal', `/portal/${second._id}`];
    const signedIn = await Promise.all(pages.map(async (path) => (await office.get(path)).html));
    const files = FILES.map((file) => `/portal/${second._id}${file}`);
    const open = await Promise.all([...pages, ...files].map(async (path) => (await ask(path)).text()));
    for (const text of [...signedIn, ...open]) {
      expect(text).not.toContain(CONTENT);
      for (const { username, name } of running.house.directory.people()) {
        expect(text).not.toContain(name);
        expect(text).not.toMatch(new RegExp(`"${username.replaceAll('.', '\\.')}"`));
      }
    }
  });

  it.each(['draft', 'open', 'final'] as const)('has nothing of an edition that is %s', async (state) => {
    const { _id } = await editionIn(running, state, { period: '2026-Q1' });
    for (const file of ['', ...FILES]) expect((await ask(`/portal/${_id}${file}`)).status).toBe(404);
    expect(await (await ask('/portal')).text()).not.toContain(_id);
  });

  it.each(['nothing', 'x.json', '../portal'])('answers 404 for %s', async (id) => {
    expect((await ask(`/portal/${encodeURIComponent(id)}`)).status).toBe(404);
  });
});

describe('what the portal gives away', () => {
  it.each(FILES)('%s may be kept by anyone, under the SHA-256 of the edition', async (file) => {
    const path = `/portal/${second._id}${file}`;
    const answer = await ask(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toBe(`"${second.sha256}"`);
    expect(answer.headers.get('cache-control')).toMatch(/^public/);
    expect(answer.headers.get('set-cookie')).toBe(null);
    await answer.arrayBuffer();
    const again = await ask(path, { 'If-None-Match': `"${second.sha256}"` });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it.each(['', `/:id`])('/portal%s may be kept, told apart by language', async (rest) => {
    const path = `/portal${rest.replace(':id', second._id)}`;
    const answer = await ask(path);
    expect(answer.headers.get('cache-control')).toMatch(/^public/);
    expect(answer.headers.get('vary')).toContain('Cookie');
    const etag = answer.headers.get('etag') ?? '';
    expect((await ask(path, { 'If-None-Match': etag })).status).toBe(304);
    expect((await ask(path, { 'If-None-Match': etag, Cookie: 'language=en' })).status).toBe(200);
  });

  it('is to the byte what the SHA-256 is of, and leads a second program to the same ranking', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dondoc-portal-'));
    try {
      const load = async (path: string, name: string) => {
        const bytes = new Uint8Array(await (await ask(path)).arrayBuffer());
        await writeFile(join(folder, name), bytes);
        return bytes;
      };
      const bytes = await load(`/portal/${second._id}/edition.json`, 'edition.json');
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(second.sha256);
      const facts = await load(`/portal/${second._id}.json`, 'facts.json');
      await load(`/portal/${second._id}/scheme.json`, 'scheme.json');
      await load('/portal/recompute.py', 'recompute.py');
      const names = ['recompute.py', 'facts.json', 'scheme.json'].map((name) => join(folder, name));
      const { stdout } = await run('python3', names);
      const given = JSON.parse(Buffer.from(facts).toString());
      expect(JSON.parse(stdout).items).toEqual(second.result);
      expect(given.items).toEqual(second.result);
      expect(given.facts[0]).not.toHaveProperty('task');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('has the table as CSV, a row for each unit', async () => {
    const lines = (await (await ask(`/portal/${second._id}.csv`)).text()).trim().split('\r\n');
    expect(lines).toHaveLength(1 + second.result.length);
    expect(lines.find((line) => line.includes('Đơn vị SNV'))).toMatch(/^2026-H1,2026-06-30,departments,1,/);
  });
});
