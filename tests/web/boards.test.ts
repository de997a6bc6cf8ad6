import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnTask } from '../../src/app/act-on-task.ts';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import { findTasksPage } from '../../src/app/find-tasks.ts';
import { readStatistics } from '../../src/app/read-statistics.ts';
import { recordDirective } from '../../src/app/record-directive.ts';
import { axeViolations, openBrowser, overflowsAt, signedIn } from '../support/browser.ts';
import { htmlFaults } from '../support/html.ts';
import { must, on, type Running, serveOffice } from '../support/office.ts';

let running: Running;
let browser: Browser;
const TODAY = '2026-06-15';
const RESULT = { text: 'Đã xong', result: { notation: '1/BC', issuedOn: '2026-01-20' } };

/** Six tasks for each of four units: some done on time, some waiting, some overdue. */
async function fill(): Promise<void> {
  const { house, actor } = running;
  for (let at = 0; at < 6; at += 1) {
    const issuedOn = `2026-0${1 + (at % 4)}-12`;
    const paper = {
      notation: `${at + 1}/UBND-TH`,
      kind: 'Công văn',
      issuedOn,
      issuer: 'UBND tỉnh',
      subject: 'Thử',
    };
    const directive = await must(recordDirective(house, paper, actor('vanphong'), on(issuedOn)));
    const content = `Báo cáo kết quả thực hiện nhiệm vụ thứ ${at + 1}`;
    const leadUnits = ['STTTT', 'SNV', '384', 'VP'];
    const input = { directive: directive._id, content, leadUnits, deadline: '30 ngày', weight: 2 };
    const tasks = await must(assignTasks(house, input, actor('vanphong'), on(issuedOn)));
    for (const [place, task] of tasks.entries()) {
      if ((at + place) % 3 === 0) continue;
      const who = actor(`${task.lead.toLowerCase()}.clerk`);
      const taken = await must(
        actOnTask(
          house,
          task.id,
          { action: 'acknowledge', version: task.version, fields: {} },
          who,
          on(issuedOn),
        ),
      );
      const day = (at + place) % 3 === 1 ? `2026-0${2 + (at % 4)}-05` : TODAY;
      const submit = { action: 'submit' as const, version: taken.version, fields: RESULT };
      await must(actOnTask(house, task.id, submit, who, on(day)));
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

describe('the boards in the browser', () => {
  it.each([
    ['chutich', '/statistics'],
    ['chutich', '/statistics?period=2026-Q1&group=departments&basis=original'],
    ['chutich', '/statistics?asOf=2026-03-01'],
    ['snv.clerk', '/statistics'],
    ['chutich', '/ranking'],
    ['chutich', '/ranking?period=2026-H1&group=departments'],
    ['chutich', '/ranking/SNV'],
    ['snv.clerk', '/ranking/SNV'],
  ])('%s sees %s, valid, accessible and no wider than the screen', async (username, path) => {
    const page = await signedIn(browser, running.url, username);
    const response = await page.goto(`${running.url}${path}`);
    expect(response?.status()).toBe(200);
    expect(await htmlFaults((await response?.text()) ?? '')).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflowsAt(page, 375)).toBe(0);
    await page.context().close();
  });

  it.each([
    ['chutich', '/statistics?period=2026-13', 422],
    ['chutich', '/statistics?group=nothing', 422],
    ['chutich', '/statistics?asOf=31/02/2026', 422],
    ['chutich', '/ranking?period=x', 422],
    ['chutich', '/ranking?group=nothing', 422],
    ['chutich', '/ranking/KHAC', 404],
    ['snv.clerk', '/ranking/STTTT', 404],
    ['quantri', '/statistics', 403],
  ])('%s asking %s gets a page with status %i', async (username, path, status) => {
    const page = await signedIn(browser, running.url, username);
    const response = await page.goto(`${running.url}${path}`);
    expect(response?.status()).toBe(status);
    expect(await page.locator('h1').count()).toBe(1);
    await page.context().close();
  });

  it.each([
    ['chutich', '/statistics'],
    ['chutich', '/statistics?period=2026-Q2&basis=original'],
    ['chutich', '/statistics?period=2026-05&group=departments'],
    ['snv.clerk', '/statistics?period=2026-05'],
  ])('each figure that %s sees at %s leads to a list of just as many', async (username, path) => {
    const page = await signedIn(browser, running.url, username);
    await page.goto(`${running.url}${path}`);
    const links = await page
      .locator('main :not(th) > a[href^="/tasks?"]')
      .evaluateAll((all) => all.map((link) => [link.getAttribute('href') ?? '', link.textContent ?? '']));
    const figures = links.filter(([, text]) => /^\d+( quá hạn)?$/.test(text ?? ''));
    expect(figures.length).toBeGreaterThan(3);
    for (const [href = '', text = ''] of figures) {
      const query = Object.fromEntries(new URL(href, running.url).searchParams);
      const list = await must(findTasksPage(running.house, query, running.actor(username), on(TODAY)));
      expect([href, list.total]).toEqual([href, Number.parseInt(text, 10)]);
    }
    await page.context().close();
  });

  it('with a group chosen the sums lead to their lists too', async () => {
    const page = await signedIn(browser, running.url, 'chutich');
    await page.goto(`${running.url}/statistics?group=departments`);
    const sums = page.locator('.board-sum a, .bucket-keys a, tfoot a');
    const links = await sums.evaluateAll((all) =>
      all.map((link) => [link.getAttribute('href') ?? '', Number(link.textContent)]),
    );
    expect(links.length).toBeGreaterThan(4);
    for (const [href, figure] of links as [string, number][]) {
      const query = Object.fromEntries(new URL(href, running.url).searchParams);
      expect(query).toMatchObject({ assigner: '38', group: 'departments' });
      const list = await must(findTasksPage(running.house, query, running.actor('chutich'), on(TODAY)));
      expect([href, list.total]).toEqual([href, figure]);
    }
    await page.context().close();
  });

  it('as of a day chosen in its form it shows the figures of that day, without lists', async () => {
    const page = await signedIn(browser, running.url, 'chutich');
    await page.goto(`${running.url}/statistics?period=2026-Q1&basis=original`);
    await page.fill('[name=asOf]', '1/3/2026');
    await page.click('.as-of button');
    await page.waitForURL(({ searchParams }) => searchParams.get('asOf') === '1/3/2026');
    const asked = { period: '2026-Q1', basis: 'original', asOf: '2026-03-01' };
    const board = await must(readStatistics(running.house, asked, running.actor('chutich'), on(TODAY)));
    const sum = page.locator('tfoot td');
    const shown = await sum.evaluateAll((cells) => cells.slice(0, 5).map((cell) => Number(cell.textContent)));
    const { total, doneOnTime, doneLate, openInTime, openOverdue } = board.all;
    expect(shown).toEqual([total, doneOnTime, doneLate, openInTime, openOverdue]);
    expect(openInTime).toBeGreaterThan(0);
    expect(await page.locator('main td a[href^="/tasks?"], .board-sum a').count()).toBe(0);
    expect(await page.inputValue('[name=asOf]')).toBe('01/03/2026');
    await page.click('text="Hạn điều chỉnh"');
    await page.waitForURL(({ searchParams }) => !searchParams.has('basis'));
    expect(new URL(page.url()).search).toBe('?period=2026-Q1&asOf=2026-03-01');
    await page.click('text="Về hiện tại"');
    await page.waitForURL(({ search }) => search === '?period=2026-Q1');
    expect(await page.locator('main td a[href^="/tasks?"]').count()).toBeGreaterThan(0);
    await page.context().close();
  });

  it('refuses a day that does not exist at its field, and shows the board as of now', async () => {
    const page = await signedIn(browser, running.url, 'chutich');
    await page.goto(`${running.url}/statistics?asOf=31/02/2026`);
    expect(await page.locator('.as-of .field-fault').textContent()).toContain('Nhập một ngày có thật');
    expect(await page.inputValue('[name=asOf]')).toBe('31/02/2026');
    expect(await page.locator('.board-sum').textContent()).toContain('24');
    await page.context().close();
  });

  it('a unit reads how its score came about, and each line with its points', async () => {
    const page = await signedIn(browser, running.url, 'snv.clerk');
    await page.goto(`${running.url}/ranking/SNV`);
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).toContain(
      'Điểm 34,24: trung bình 33,33 của 6 nhiệm vụ, xét cùng mức chung 35,33 của khối 3 sở',
    );
    expect(text).toContain('Không quá hạn, trọng số 2: 100 điểm');
    await page.context().close();
  });

  it('a leader sees the sum, what needs attention and every unit with its links', async () => {
    const page = await signedIn(browser, running.url, 'chutich');
    await page.goto(`${running.url}/statistics`);
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).toContain('Tổng số 24');
    expect(text).toContain('Cần chú ý');
    expect(await page.locator('#units-caption').textContent()).toContain('năm 2026');
    const overdue = page.locator('table[aria-labelledby], table').last().locator('tbody .figure-bad').first();
    const href = (await overdue.getAttribute('href')) ?? '';
    expect(href).toContain('standing=overdue');
    expect(href).toContain('dueFrom=2026-01-01&dueTo=2026-12-31');
    await page.context().close();
  });
});
