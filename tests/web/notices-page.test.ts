import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/db/ids.ts';
import { insertNewNotices } from '../../src/db/notice-store.ts';
import { htmlFaults } from '../support/html.ts';
import { on, type Running, serveOffice, type Visitor, visitorFor } from '../support/office.ts';

const NOTICES = 120;

let running: Running;
let visitor: Visitor;

/** Notices number 0 to 119, each a second later; of these every third is read, in an order of its own. */
beforeAll(async () => {
  running = await serveOffice(on('2026-06-01'));
  const rows = Array.from({ length: NOTICES }, (_, n) => {
    const createdAt = new Date(Date.UTC(2026, 4, 1, 0, 0, n)).toISOString();
    const readAt = n % 3 === 0 ? new Date(Date.UTC(2026, 4, 20, 0, 0, NOTICES - n)).toISOString() : null;
    return {
      _id: newId(createdAt),
      key: `${n}`,
      person: 'stttt.clerk',
      unit: 'STTTT',
      task: newId(createdAt),
      code: `38-2026-${String(n).padStart(5, '0')}`,
      kind: 'returned',
      day: '2026-05-01',
      channel: 'program' as const,
      params: { content: 'Báo cáo', due: null },
      createdAt,
      readAt,
      state: 'sent' as const,
      attempts: 0,
      leasedUntil: null,
      sentAt: createdAt,
      error: null,
    };
  });
  await insertNewNotices(running.house.connection, rows);
  visitor = await visitorFor(running.url, 'stttt.clerk');
});

afterAll(() => running.close());

const numbersIn = (html: string) => [...html.matchAll(/38-2026-(\d{5})/g)].map(([, n]) => Number(n));
const wayTo = (html: string, rel: 'prev' | 'next') =>
  new RegExp(`rel="${rel}" href="([^"]+)"`)
    .exec(html)?.[1]
    ?.replaceAll('&amp;', '&')
    .replaceAll('&#x3D;', '=');

describe('the notices of a person', () => {
  it('are all there, page by page, unread first, then newest first, and back', async () => {
    const seen: number[] = [];
    const back: (string | undefined)[] = [];
    let path: string | undefined = '/notices';
    let pages = 0;
    while (path !== undefined && pages < 10) {
      const { html } = await visitor.get(path);
      expect(await htmlFaults(html)).toEqual([]);
      seen.push(...numbersIn(html));
      back.push(wayTo(html, 'prev'));
      path = wayTo(html, 'next');
      pages += 1;
    }
    const all = Array.from({ length: NOTICES }, (_, n) => NOTICES - 1 - n);
    expect(seen).toEqual([...all.filter((n) => n % 3 !== 0), ...all.filter((n) => n % 3 === 0)]);
    expect([pages, back[0], back[1]]).toEqual([3, undefined, '/notices']);
  });

  it('refuse a place in the list that is none of theirs', async () => {
    expect((await visitor.get('/notices?cursor=abc')).status).toBe(422);
  });
});

describe('the bell', () => {
  it('says how many are unread', async () => {
    expect((await visitor.get('/notices')).html).toMatch(/class="bar-count">80</);
  });
});
