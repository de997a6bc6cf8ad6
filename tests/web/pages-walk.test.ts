import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decidePolicy } from '../../src/app/decide-policy.ts';
import { makeReports } from '../../src/app/make-reports.ts';
import { findReports } from '../../src/db/report-store.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import type { Language } from '../../src/present/words.ts';
import { CHART_PAGES } from '../../src/web/pages/chart-pages.ts';
import { EXPORT_PAGES } from '../../src/web/pages/export-pages.ts';
import { PAGE_ROUTES } from '../../src/web/pages/page-routes.ts';
import { axeViolations, openBrowser, overflowsAt } from '../support/browser.ts';
import { editionIn } from '../support/editions.ts';
import { htmlFaults } from '../support/html.ts';
import { type Caller, callerFor, PASSWORD, type Running, serveOffice } from '../support/office.ts';

const WHEN = { now: '2026-11-24T02:00:00.000Z', today: '2026-11-24' };
const HOSTILE = '<script>alert(1)</script> & "Báo cáo" <b>số</b>';

/** Tasks enough for a full page of each list, and for a long row of lines of a score. */
const TASKS = 110;

/** A row's path and query as it is asked for, by somebody who may see it; null is nobody signed in. */
const VISITS: readonly [row: string, username: string | null, address?: string][] = [
  ['/sign-in', null],
  ['/', 'vanphong'],
  ['/', 'chutich'],
  ['/', 'stttt.clerk'],
  ['/tasks', 'vanphong'],
  ['/tasks', 'chutich', '/tasks?standing=overdue&dueFrom=01/01/2026&unit=STTTT&q=bao'],
  ['/search', 'vanphong', '/search?q=bao'],
  ['/tasks/:id', 'stttt.clerk'],
  ['/tasks/:id', 'vanphong'],
  ['/tasks/:id/actions/:action', 'stttt.clerk', '/tasks/:id/actions/submit'],
  ['/tasks/:id/actions/:action', 'stttt.head', '/tasks/:id/actions/requestExtension'],
  ['/tasks/:id/actions/:action', 'vanphong', '/tasks/:id/actions/correct'],
  ['/tasks/:id/actions/:action', 'chanhvanphong', '/tasks/:id/actions/recall'],
  ['/directives', 'vanphong'],
  ['/directives/new', 'vanphong'],
  ['/directives/:id', 'vanphong'],
  ['/directives/:id', 'thanhtra'],
  ['/directives/:id/correct', 'vanphong'],
  ['/directives/:id/tasks/new', 'vanphong'],
  ['/statistics', 'chutich'],
  ['/statistics/months', 'chutich'],
  ['/statistics/months', 'stttt.clerk', '/statistics/months?period=2026-Q4&basis=original'],
  ['/ranking', 'chutich'],
  ['/ranking/:unit', 'chutich'],
  ['/ranking/compare', 'chutich', '/ranking/compare?a=STTTT&b=SNV'],
  ['/rankings/editions', 'chanhvanphong'],
  ['/rankings/editions/new', 'chanhvanphong'],
  ['/rankings/editions/:id', 'chutich'],
  ['/rankings/editions/:id', 'stttt.head'],
  ['/rankings/editions/:id/steps/:step', 'chanhvanphong', '/rankings/editions/:id/steps/finish'],
  ['/rankings/editions/:id/units/:unit', 'stttt.head'],
  [
    '/rankings/editions/:id/units/:unit/lines/:line/:component',
    'stttt.head',
    '/rankings/editions/:id/units/:unit/lines/:task/timeliness',
  ],
  ['/rankings/editions/:id/disputes', 'vanphong'],
  ['/rankings/disputes', 'chanhvanphong'],
  ['/rankings/disputes/:id', 'chanhvanphong'],
  ['/rankings/figures', 'vanphong', '/rankings/figures?period=2026-Q4'],
  ['/rankings/figures', 'stttt.clerk', '/rankings/figures?period=2026-10'],
  ['/rankings/figures/enter', 'vanphong', '/rankings/figures/enter?criterion=CCHC&month=10/2026'],
  ['/rankings/figures/import', 'vanphong', '/rankings/figures/import?criterion=CCHC&month=10/2026'],
  ['/rankings/adjustments', 'chanhvanphong'],
  ['/rankings/adjustments/new', 'chanhvanphong'],
  ['/rankings/adjustments/:id/revoke', 'chanhvanphong'],
  ['/rankings/questions', 'chutich'],
  ['/portal', null],
  ['/portal', 'chutich'],
  ['/portal/:id', null],
  ['/rankings/schemes', 'vanphong'],
  ['/rankings/schemes', 'stttt.clerk'],
  ['/rankings/schemes/new', 'vanphong', '/rankings/schemes/new?follows=kpi'],
  ['/rankings/schemes/:id', 'vanphong', '/rankings/schemes/kpi'],
  ['/rankings/schemes/:id', 'chutich', '/rankings/schemes/:id'],
  ['/rankings/schemes/:id/edit', 'vanphong', '/rankings/schemes/:id/edit'],
  ['/rankings/schemes/:id/approve', 'chanhvanphong', '/rankings/schemes/:id/approve'],
  ['/rankings/schemes/:id/withdraw', 'vanphong', '/rankings/schemes/:id/withdraw'],
  ['/rankings/schemes/:id/simulate', 'chanhvanphong', '/rankings/schemes/:id/simulate'],
  ['/policy', 'chutich'],
  ['/policy/change', 'chanhvanphong'],
  ['/reports', 'chutich'],
  ['/reports/:id', 'chutich'],
  ['/notices', 'stttt.clerk'],
  ['/account', 'vanphong'],
  ['/account/password', 'vanphong'],
  ['/admin', 'quantri'],
  ['/_components', 'quantri'],
  ['/api/docs', 'quantri'],
];

/** Rows that answer with something else than a page. */
const NO_PAGES = [
  ...CHART_PAGES.map(({ path }) => path),
  ...EXPORT_PAGES.map(({ path }) => path),
  '/files/:id',
  '/reports/:id/report.:format',
  '/rankings/figures/template.xlsx',
  '/portal/recompute.py',
  '/portal/:id.json',
  '/portal/:id.csv',
  '/portal/:id/scheme.json',
  '/portal/:id/edition.json',
];

let running: Running;
let browser: Browser;
let directive: string;
let task: string;
let scheme: string;
let edition: string;
let adjustment: string;
let report: string;
/** An edition that is open for disputes, a line of it that may still be disputed, and a dispute of another. */
const open = { edition: '', task: '', dispute: '' };
const tabs = new Map<string | null, { page: Page; network: CDPSession; context: BrowserContext }>();

async function fill(office: Caller): Promise<void> {
  const paper = { kind: 'Công văn', issuedOn: '2026-10-02', issuer: 'UBND tỉnh', subject: HOSTILE };
  const { body } = await office('POST', '/directives', { ...paper, notation: '120/UBND-CNTT' });
  directive = body.id;
  const deadlines = ['2026-11-13', '2026-11-26', '10 ngày làm việc kể từ ngày ký', null];
  for (let at = 0; at < TASKS; at += 1) {
    const content = `${HOSTILE} về rà soát, cập nhật cơ sở dữ liệu và kiến nghị của cử tri, đợt ${at * at}`;
    const deadline = deadlines[at % deadlines.length];
    const made = await office('POST', '/tasks', { directive, content, leadUnits: ['STTTT'], deadline });
    task = made.body.tasks[0].id;
  }
  scheme = (await office('POST', '/schemes', { follows: 'kpi' })).body.id;
  const unit = await callerFor(running.url, 'stttt.clerk');
  const act = (action: object) => unit('POST', `/tasks/${task}/actions`, action);
  await act({ action: 'acknowledge', version: 1 });
  await act({ action: 'report', version: 2, progress: 40, text: `${HOSTILE}\nCòn hai đơn vị chưa báo cáo.` });
}

async function openEdition(): Promise<void> {
  const head = await callerFor(running.url, 'chanhvanphong');
  const unit = await callerFor(running.url, 'stttt.head');
  const frozen = await head('POST', '/rankings/editions', { period: '2026-11', cutoff: WHEN.today });
  open.edition = frozen.body.id;
  const path = `/rankings/editions/${open.edition}`;
  await head('POST', `${path}/actions`, { action: 'open', state: 'draft' });
  const [first, second] = (await unit('GET', `${path}/lines?unit=STTTT`)).body.items;
  open.task = first.task;
  const dispute = { task: second.task, component: 'timeliness', reason: HOSTILE };
  open.dispute = (await unit('POST', `${path}/disputes`, dispute)).body.id;
}

/** Figures, one of them corrected, and a penalty. */
async function enterFigures(): Promise<void> {
  const head = await callerFor(running.url, 'chanhvanphong');
  const document = { notation: '12/QĐ-SNV', issuedOn: '2026-11-02' };
  const figure = { criterion: 'Cải cách hành chính', month: '2026-10', document };
  for (const points of [87.5, 88]) {
    await head('POST', '/figures', { ...figure, reason: HOSTILE, figures: [{ unit: 'STTTT', points }] });
  }
  const penalty = { unit: 'STTTT', on: '2026-10', points: -1.5, document, reason: HOSTILE };
  adjustment = (await head('POST', '/adjustments', penalty)).body.id;
}

/** A tab whose cache is always empty, signed in by the form. */
async function signIn(username: string | null): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.setCacheDisabled', { cacheDisabled: true });
  tabs.set(username, { page, network, context });
  if (username === null) return;
  await page.goto(`${running.url}/sign-in`);
  await page.fill('main [name=username]', username);
  await page.fill('main [name=password]', PASSWORD);
  await page.click('main button[type=submit]');
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in');
}

beforeAll(async () => {
  [running, browser] = await Promise.all([serveOffice(WHEN), openBrowser()]);
  await fill(await callerFor(running.url, 'vanphong'));
  const frozen = { period: '2026', cutoff: WHEN.today, when: WHEN };
  edition = (await editionIn(running, 'published', frozen))._id;
  await openEdition();
  await enterFigures();
  const policy = { ...DEFAULT_POLICY, disputeDays: 7, version: 0, reason: HOSTILE };
  await decidePolicy(running.house, policy, running.actor('chanhvanphong'), WHEN);
  await makeReports(running.house, { now: '2026-12-20T02:00:00.000Z', today: '2026-12-20' });
  report = (await findReports(running.house.connection, '38', 1))[0]?._id ?? '';
  for (const username of new Set(VISITS.map(([, who]) => who))) await signIn(username);
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
});

async function speak(language: Language): Promise<void> {
  for (const { context } of tabs.values()) {
    await context.request.post(`${running.url}/language`, { form: { language, to: '/account' } });
  }
}

type Sizes = { all: number; script: number };

/** Opens an address; what came over the wire is counted as it was sent, headers included. */
async function visit(username: string | null, address: string) {
  const { page, network } = tabs.get(username) as { page: Page; network: CDPSession };
  const kinds = new Map<string, string>();
  const sizes: Sizes = { all: 0, script: 0 };
  const kindOf = (event: { requestId: string; type: string; response: { url: string } }) =>
    event.response.url.startsWith(running.url) && kinds.set(event.requestId, event.type);
  const add = ({ requestId, encodedDataLength }: { requestId: string; encodedDataLength: number }) => {
    const kind = kinds.get(requestId);
    if (kind !== undefined) sizes.all += encodedDataLength;
    if (kind === 'Script') sizes.script += encodedDataLength;
  };
  network.on('Network.responseReceived', kindOf).on('Network.loadingFinished', add);
  await page.setViewportSize({ width: 1280, height: 800 });
  const answer = await page.goto(`${running.url}${address}`, { waitUntil: 'load' });
  network.off('Network.responseReceived', kindOf).off('Network.loadingFinished', add);
  const html = (await answer?.text()) ?? '';
  return { page, status: answer?.status(), html, sizes };
}

/** Vietnamese words on the page that don't say that they are; the examples in a hint are no data. */
const UNMARKED = `[...document.querySelectorAll('body, body *')]
  .filter((element) => element.closest('[lang]').lang !== 'vi' && !element.closest('.field-hint, script'))
  .flatMap((element) => [...element.childNodes].filter(({ nodeType }) => nodeType === 3))
  .map(({ textContent }) => textContent.trim())
  .filter((text) => /[ăâđêôơư\\u1ea0-\\u1ef9]/i.test(text.normalize('NFC')))`;

/** The thing that a row names. */
function idFor(row: string): string {
  if (row.startsWith('/directives')) return directive;
  if (row.startsWith('/reports')) return report;
  if (row.startsWith('/portal')) return edition;
  if (row.startsWith('/rankings/editions')) return open.edition;
  if (row.startsWith('/rankings/schemes')) return scheme;
  if (row.startsWith('/rankings/adjustments')) return adjustment;
  return row.startsWith('/rankings/disputes') ? open.dispute : task;
}

function addressOf(row: string, address = row): string {
  return address.replace(':id', idFor(row)).replace(':unit', 'STTTT').replace(':task', open.task);
}

describe('the walk', () => {
  it('visits every row of the pages', () => {
    const rows = PAGE_ROUTES.filter(({ method }) => method === 'GET').map(({ path }) => path);
    expect(new Set([...VISITS.map(([row]) => row), ...NO_PAGES])).toEqual(new Set(rows));
  });
});

describe.each(['vi', 'en'] as const)('in the language %s', (language) => {
  beforeAll(() => speak(language));

  it.each(VISITS)(
    '%s, seen by %s, is a whole page for everybody, light and escaped',
    async (row, who, as) => {
      const { page, status, html, sizes } = await visit(who, addressOf(row, as));
      expect(status).toBe(200);
      expect(html).toContain(`<html lang="${language}">`);
      expect([html.match(/<h1[\s>]/g)?.length, html.match(/<main[\s>]/g)?.length]).toEqual([1, 1]);
      expect(html).not.toContain('<script>alert');
      expect(sizes.all).toBeGreaterThan(10_000);
      expect(sizes.all).toBeLessThanOrEqual(60 * 1024);
      expect(sizes.script).toBeGreaterThan(1000);
      expect(sizes.script).toBeLessThanOrEqual(15 * 1024);
      expect([await overflowsAt(page, 375), await overflowsAt(page, 640)]).toEqual([0, 0]);
      // The preview shows two bars at once; its components are tried one by one in components.test.ts.
      if (row === '/_components') return;
      if (language === 'en') expect(await page.evaluate(UNMARKED)).toEqual([]);
      await page.setViewportSize({ width: 1280, height: 800 });
      expect(await axeViolations(page)).toEqual([]);
      expect(await htmlFaults(html)).toEqual([]);
    },
  );
});
