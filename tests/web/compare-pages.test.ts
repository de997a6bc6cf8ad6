import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { on, type Running, serveOffice, type Visitor, visitorFor } from '../support/office.ts';
import { fillTwoQuarters } from '../support/two-quarters.ts';

let running: Running;
let leader: Visitor;

beforeAll(async () => {
  running = await serveOffice(on('2026-07-15'));
  await fillTwoQuarters(running);
  leader = await visitorFor(running.url, 'chutich');
}, 60_000);

afterAll(() => running.close());

async function page(query: string): Promise<string> {
  const { status, html } = await leader.get(`/ranking/compare?${query}`);
  expect([query, status]).toEqual([query, 200]);
  return html.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
}

/** The heads of the columns of the table, empty without a table. */
const unitsIn = (html: string) =>
  [...html.matchAll(/<th scope="col"[^>]*>[\s\S]*?\/ranking\/(\w+)\?/g)].map(([, unit]) => unit);

const OTHER_GROUPS = 'Hai đơn vị thuộc hai khối khác nhau';

describe('the comparison of two units', () => {
  it('has them in the order in which they were chosen', async () => {
    expect(unitsIn(await page('period=2026-Q2&a=STC&b=SNV'))).toEqual(['STC', 'SNV']);
    expect(unitsIn(await page('period=2026-Q2&a=SNV&b=STC'))).toEqual(['SNV', 'STC']);
  });

  it.each(['period=2026-Q2', 'period=2026-Q2&a=SNV', 'period=2026-Q2&b=SNV'])(
    'has no table before both are chosen: %s',
    async (query) => {
      const html = await page(query);
      expect(unitsIn(html)).toEqual([]);
      expect(html).toContain('<select');
    },
  );

  it('says where they are of different groups, and only there', async () => {
    expect(await page('period=2026-Q2&a=SNV&b=384')).toContain(OTHER_GROUPS);
    expect(await page('period=2026-Q2&a=SNV&b=STC')).not.toContain(OTHER_GROUPS);
  });

  it('keeps period and scheme when others are chosen, and the two units in other periods', async () => {
    const html = await page('period=2026-Q2&scheme=report&a=SNV&b=STC');
    expect(html).toContain('<input type="hidden" name="period" value="2026-Q2">');
    expect(html).toContain('<input type="hidden" name="scheme" value="report">');
    expect(html).toContain('href="/ranking/compare?period=2026-Q1&scheme=report&a=SNV&b=STC"');
    expect(html).toContain('Theo cách tính của báo cáo');
    expect(html).toContain('href="/ranking?period=2026-Q2&scheme=report"');
  });

  it('offers those that receive tasks of the assigner, and no others', async () => {
    const html = await page('period=2026-Q2');
    const offered = [...new Set([...html.matchAll(/<option value="([^"]+)"/g)].map(([, code]) => code))];
    expect(offered.sort()).toEqual(['380', '384', 'SNV', 'STC', 'STTTT', 'VP']);
  });
});
