import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freezeRanking } from '../../src/app/freeze-ranking.ts';
import type { EditionRow } from '../../src/db/edition-store.ts';
import { CONTENT, editionIn, fillPeriod } from '../support/editions.ts';
import { must, on, type Running, serveOffice, visitorFor } from '../support/office.ts';

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
    expect(html).toContain('>Xếp hạng 6 tháng đầu năm 2026</a>');
    const replaced = [...html.matchAll(/href="\/portal\/(\w+)">[^<]*<\/a>: [^<]*đã được thay bằng bản sau/g)];
    expect(replaced.map((match) => match[1])).toEqual([first._id]);
    expect(html.replaceAll(/<[^>]+>/g, '')).toContain('đã công bố của Đơn vị 38.');
  });

  it('shows an edition to whoever comes: table, scheme in words, cutoff, proof, seal', async () => {
    const html = await (await ask(`/portal/${second._id}`)).text();
    expect(html).toContain('Đơn vị SNV');
    expect(html).toContain('30/06/2026');
    expect(html).toContain(second.sha256);
    expect(html).toContain(second.seal?.hash);
    expect(html).toContain('10 ngày được 60 điểm');
    expect(html.match(/<td[^>]*>null</g)).toBe(null);
    expect(html).toContain('Không xếp hạng: cơ quan này theo dõi');
    expect(html).toContain(`/portal/${first._id}`);
  });

  it('says of an edition by which it was replaced, and which it replaces, and of no other', async () => {
    const saying = async (row: EditionRow) => {
      const html = await (await ask(`/portal/${row._id}`)).text();
      const ways = [
        ...html.matchAll(/(đã được thay bằng|thay cho):(?:<\/strong>)? <a href="\/portal\/(\w+)"/g),
      ];
      return ways.map(([, how, id]) => [how, id]);
    };
    expect(await saying(first)).toEqual([['đã được thay bằng', second._id]]);
    expect(await saying(second)).toEqual([['thay cho', first._id]]);
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

  it('has nothing of a district, which publishes nowhere but in its own program', async () => {
    const { house, actor } = running;
    const asked = { assigner: '384', period: '2026-H1', cutoff: '2026-06-30', scheme: null, reason: null };
    const { _id } = await must(freezeRanking(house, asked, actor('384.chanhvanphong'), on('2026-07-20')));
    const published = { $set: { state: 'published' } };
    await house.connection.collection('editions').updateOne({ _id: _id as never }, published);
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
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
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

  it('is asked for again once an edition was corrected, by the list and by the page of that edition', async () => {
    const pages = ['/portal', `/portal/${second._id}`];
    const tags = await Promise.all(pages.map(async (path) => (await ask(path)).headers.get('etag') ?? ''));
    const again = () =>
      Promise.all(pages.map(async (path, at) => ask(path, { 'If-None-Match': tags[at] ?? '' })));
    expect((await again()).map(({ status }) => status)).toEqual([304, 304]);
    const third = await editionIn(running, 'published');
    const [list, corrected] = await again();
    expect([list?.status, corrected?.status]).toEqual([200, 200]);
    expect(await list?.text()).toContain(third._id);
    expect(await corrected?.text()).toContain(`/portal/${third._id}`);
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
