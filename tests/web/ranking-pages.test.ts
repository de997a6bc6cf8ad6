import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnTask } from '../../src/app/act-on-task.ts';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import { readStatistics } from '../../src/app/read-statistics.ts';
import { recordDirective } from '../../src/app/record-directive.ts';
import { formatPercent } from '../../src/present/format.ts';
import { axeViolations, openBrowser, overflowsAt, signedIn } from '../support/browser.ts';
import { htmlFaults } from '../support/html.ts';
import { must, on, type Running, serveOffice } from '../support/office.ts';

let running: Running;
let browser: Browser;
const TODAY = '2026-07-15';
const RESULT = { text: 'Đã xong', result: { notation: '1/BC', issuedOn: '2026-02-02' } };
const UNITS = ['STTTT', 'SNV', '384'];

/** For each unit three tasks a quarter; when it submits each, by unit: null never. */
const SUBMITTED: Record<string, Record<string, (string | null)[]>> = {
  '20/2/2026': { STTTT: ['2026-03-20', null, '2026-02-10'], SNV: ['2026-02-10', '2026-02-10', '2026-02-10'] },
  '20/5/2026': { STTTT: ['2026-05-10', '2026-05-10', '2026-05-10'], SNV: ['2026-06-10', null, null] },
};

async function fill(): Promise<void> {
  const { house, actor } = running;
  const paper = { kind: 'Công văn', issuedOn: '2026-01-12', issuer: 'UBND tỉnh', subject: 'Thử' };
  const start = on('2026-01-12');
  const directive = await must(
    recordDirective(house, { ...paper, notation: '1/UBND-TH' }, actor('vanphong'), start),
  );
  for (const [deadline, byUnit] of Object.entries(SUBMITTED)) {
    for (const at of [0, 1, 2]) {
      const content = `Báo cáo kết quả lần ${at + 1}, hạn ${deadline}`;
      const input = { directive: directive._id, content, leadUnits: UNITS, deadline, weight: 2 };
      for (const task of await must(assignTasks(house, input, actor('vanphong'), start))) {
        const day = byUnit[task.lead]?.[at];
        if (day === undefined || day === null) continue;
        const who = actor(`${task.lead.toLowerCase()}.clerk`);
        const take = { action: 'acknowledge', version: task.version, fields: {} } as const;
        const taken = await must(actOnTask(house, task.id, take, who, start));
        const submit = { action: 'submit' as const, version: taken.version, fields: RESULT };
        await must(actOnTask(house, task.id, submit, who, on(day)));
      }
    }
  }
}

beforeAll(async () => {
  running = await serveOffice(on(TODAY));
  await fill();
  browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await running.close();
});

/** The cells of the row of a unit. */
const cells = (page: Page, unit: string): Promise<string[]> =>
  page.locator(`tr:has(th a[href^="/ranking/${unit}"]) td`).allTextContents();

describe('the pages of the ranking', () => {
  it.each([
    ['chutich', '/ranking?period=2026-Q2'],
    ['snv.clerk', '/ranking?period=2026-Q2'],
    ['chutich', '/ranking?period=1900'],
    ['chutich', '/ranking/STTTT?period=2026-Q1'],
    ['snv.clerk', '/ranking/SNV?period=2026-Q2'],
    ['thanhtra', '/ranking/compare'],
    ['chutich', '/ranking/compare?period=2026-Q2&a=STTTT&b=384'],
  ])('%s sees %s valid, accessible and no wider than the screen', async (username, path) => {
    const page = await signedIn(browser, running.url, username);
    const response = await page.goto(`${running.url}${path}`);
    expect(response?.status()).toBe(200);
    expect(await htmlFaults((await response?.text()) ?? '')).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflowsAt(page, 375)).toBe(0);
    await page.context().close();
  });
});

describe('the board of the ranking', () => {
  it('shows what changed since the quarter before, by rank and by score', async () => {
    const page = await signedIn(browser, running.url, 'chutich');
    await page.goto(`${running.url}/ranking?period=2026-Q2`);
    expect((await cells(page, 'STTTT')).at(-1)).toMatch(/^lên 1 hạng, \+\d+,\d\d điểm$/);
    expect((await cells(page, 'SNV')).at(-1)).toMatch(/^xuống 1 hạng, −\d+,\d\d điểm$/);
    await page.goto(`${running.url}/ranking?period=2026-Q1`);
    expect((await cells(page, 'SNV')).at(-1)).toBe('chưa có kỳ trước để so');
    await page.context().close();
  });

  it('shows to each reader the rates on time of the statistics, under both deadlines', async () => {
    for (const username of ['chutich', 'snv.clerk']) {
      const page = await signedIn(browser, running.url, username);
      await page.goto(`${running.url}/ranking?period=2026-Q2`);
      const who = running.actor(username);
      for (const [basis, place] of [
        ['original', -3],
        ['current', -2],
      ] as const) {
        const asked = { period: '2026-Q2', basis };
        const { items } = await must(readStatistics(running.house, asked, who, on(TODAY)));
        const snv = items.find(({ unit }) => unit === 'SNV');
        const expected = formatPercent(snv?.rates.onTime ?? 9, 'vi');
        expect((await cells(page, 'SNV')).at(place)).toBe(expected);
        expect(expected).toBe('0,0\u00a0%');
      }
      await page.context().close();
    }
  });

  it.each([
    ['chutich', 1],
    ['snv.clerk', 0],
  ])(
    'leads %s to the groups of which there are rows: %i link to the mountain districts',
    async (who, links) => {
      const page = await signedIn(browser, running.url, who);
      await page.goto(`${running.url}/ranking?period=2026-Q2`);
      expect(await page.locator('a[href*="group=mountain"]:not([href*=export])').count()).toBe(links);
      await page.context().close();
    },
  );

  it('shows the interval of each score', async () => {
    const page = await signedIn(browser, running.url, 'chutich');
    await page.goto(`${running.url}/ranking?period=2026-Q2`);
    expect((await cells(page, 'STTTT'))[2]).toMatch(/^\d+,\d\d – \d+,\d\d$/);
    await page.context().close();
  });
});

describe('the page of a unit', () => {
  it('says what would have changed its score: the costliest tasks, by the ranking itself', async () => {
    const page = await signedIn(browser, running.url, 'snv.clerk');
    await page.goto(`${running.url}/ranking/SNV?period=2026-Q2`);
    const items = page.locator('section:has(h2:text-is("Những nhiệm vụ mất nhiều điểm nhất")) li');
    const texts = await items.allTextContents();
    expect(texts.length).toBe(3);
    const gains = texts.map((text) => Number(/thêm (\d+,\d\d)/.exec(text)?.[1]?.replace(',', '.')));
    expect(gains[0]).toBeGreaterThan(gains[2] ?? 99);
    expect(texts[0]).toMatch(/hạng 2/);
    expect(await items.first().locator('a').getAttribute('href')).toMatch(/^\/tasks\//);
    await page.context().close();
  });

  it('says nothing of the kind where no task cost anything', async () => {
    const page = await signedIn(browser, running.url, 'snv.clerk');
    await page.goto(`${running.url}/ranking/SNV?period=2026-Q1`);
    expect(await page.locator('h2').allTextContents()).not.toContain('Những nhiệm vụ mất nhiều điểm nhất');
    await page.context().close();
  });
});

describe('two units side by side', () => {
  it('are chosen on the board by two selects, and show the figures of the board', async () => {
    const page = await signedIn(browser, running.url, 'chutich');
    await page.goto(`${running.url}/ranking?period=2026-Q2`);
    const [rank, score, interval] = await cells(page, 'SNV');
    await page.click('text="So sánh hai đơn vị"');
    await page.selectOption('[name=a]', 'STTTT');
    await page.selectOption('[name=b]', 'SNV');
    await page.click('main form button');
    await page.waitForURL(({ searchParams }) => searchParams.get('b') === 'SNV');
    const shown = async (head: string) =>
      page.locator(`tr:has(th:text-is("${head}")) td`).last().textContent();
    expect([await shown('Hạng'), await shown('Điểm'), await shown('Khoảng điểm')]).toEqual([
      rank,
      score,
      interval,
    ]);
    const late = page.locator('tbody').last().locator('td:last-child');
    expect((await late.allTextContents()).map(Number)).toEqual([0, 0, 0, 1, 2]);
    await page.context().close();
  });

  it.each([
    ['snv.clerk', '/ranking/compare', 403],
    ['snv.head', '/ranking/compare?a=SNV&b=STTTT', 403],
    ['quantri', '/ranking/compare', 403],
    ['chutich', '/ranking/compare?a=KHAC&b=STTTT', 422],
    ['chutich', '/ranking/compare?period=x', 422],
    ['384.chutich', '/ranking/compare?a=SNV&b=STTTT', 422],
  ])('%s asking %s gets status %i', async (username, path, status) => {
    const page = await signedIn(browser, running.url, username);
    expect((await page.goto(`${running.url}${path}`))?.status()).toBe(status);
    await page.context().close();
  });

  it('have no link for a unit', async () => {
    const page = await signedIn(browser, running.url, 'snv.clerk');
    await page.goto(`${running.url}/ranking?period=2026-Q2`);
    expect(await page.locator('a[href^="/ranking/compare"]').count()).toBe(0);
    await page.context().close();
  });
});

describe('the chart of the ranking', () => {
  it('is an image on the board of a group, drawn with the page’s strict policy', async () => {
    const page = await signedIn(browser, running.url, 'chutich');
    await page.goto(`${running.url}/ranking?period=2026-Q2&group=departments`);
    const image = page.locator('.chart img');
    expect(await image.getAttribute('alt')).toContain('Biểu đồ điểm');
    await image.scrollIntoViewIfNeeded();
    await expect
      .poll(() => image.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth))
      .toBe(760);
    await page.context().close();
  });

  it('shows to a unit its own row alone, and is not sent twice', async () => {
    const context = (await signedIn(browser, running.url, 'snv.clerk')).context();
    const url = `${running.url}/charts/ranking.svg?period=2026-Q2`;
    const first = await context.request.get(url);
    expect(first.headers()['content-type']).toContain('image/svg+xml');
    expect(first.headers()['cache-control']).toBe('private, no-cache');
    const svg = await first.text();
    expect(svg).toContain('>SNV</text>');
    expect(svg).not.toContain('STTTT');
    const etag = first.headers()['etag'] ?? '';
    const again = await context.request.get(url, { headers: { 'If-None-Match': etag } });
    expect(again.status()).toBe(304);
    await context.close();
  });
});
