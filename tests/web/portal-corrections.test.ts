import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideDispute } from '../../src/app/decide-dispute.ts';
import { disputeLine } from '../../src/app/dispute-line.ts';
import { type Freezing, freezeRanking } from '../../src/app/freeze-ranking.ts';
import { recomputeRanking } from '../../src/app/recompute-ranking.ts';
import { takeEditionStep } from '../../src/app/take-edition-step.ts';
import type { EditionRow } from '../../src/db/edition-store.ts';
import type { EditionState } from '../../src/domain/edition.ts';
import type { StepName } from '../../src/domain/edition-course.ts';
import { scoreFiles } from '../../src/domain/score-files.ts';
import { DIGITAL, OPENED, openWithFigures, WITH_FIGURES } from '../support/figures.ts';
import { htmlFaults } from '../support/html.ts';
import { must, on, type Running, serveOffice } from '../support/office.ts';

const run = promisify(execFile);
const AFTER = '2026-07-28';
const CORRECTED = '2026-08-03';
const AFTER_AGAIN = '2026-08-11';
const PERSON = 'Nguyễn Văn Bình';
const DECIDED = `Theo giải trình của ông ${PERSON}`;

let running: Running;
/** In the order of a normal course: published, and corrected by one that was opened, disputed and finished as the next. */
let published: EditionRow;
let opened: EditionRow;
let corrected: EditionRow;

async function step(id: string, action: StepName, state: EditionState, day: string): Promise<EditionRow> {
  const { house, actor } = running;
  return must(takeEditionStep(house, id, { action, state }, actor('chanhvanphong'), on(day)));
}

function freeze(more: Partial<Freezing>, day: string): Promise<EditionRow> {
  const asked = { assigner: '38', period: '2026-H1', cutoff: '2026-06-30', scheme: null, reason: null };
  const { house, actor } = running;
  return must(freezeRanking(house, { ...asked, ...more }, actor('chanhvanphong'), on(day)));
}

async function accepted(edition: string, line: object, decision: object, day: string): Promise<void> {
  const { house, actor } = running;
  const asked = { reason: `Bà ${PERSON} đã nộp`, ...line };
  const row = await must(disputeLine(house, edition, asked, actor('snv.clerk'), on(day)));
  const input = { reason: DECIDED, ...decision };
  await must(decideDispute(house, row._id, input, actor('chanhvanphong'), on(day)));
}

beforeAll(async () => {
  running = await serveOffice(on(AFTER_AGAIN));
  const { edition } = await openWithFigures(running);
  const march = { component: DIGITAL, month: '2026-03' };
  await accepted(edition._id, march, { verdict: 'otherPoints', points: '80,5' }, OPENED);
  const first = await step(edition._id, 'finish', 'open', AFTER);
  published = await step(first._id, 'publish', 'final', AFTER);
  await freeze({ reason: 'Bản thử' }, CORRECTED);
  const draft = await freeze({ reason: 'Sót nhiệm vụ' }, CORRECTED);
  opened = await step(draft._id, 'open', 'draft', CORRECTED);
  const february = { component: DIGITAL, month: '2026-02' };
  await accepted(opened._id, february, { verdict: 'otherPoints', points: '70' }, CORRECTED);
  const final = await step(opened._id, 'finish', 'open', AFTER_AGAIN);
  corrected = await step(final._id, 'publish', 'final', AFTER_AGAIN);
}, 60_000);

afterAll(() => running.close());

function ask(path: string): Promise<Response> {
  return fetch(`${running.url}${path}`, { redirect: 'manual' });
}

async function page(id: string): Promise<string> {
  return (await (await ask(`/portal/${id}`)).text()).replaceAll('\u00a0', ' ');
}

const FILES = ['.json', '/scheme.json', '/edition.json', '.csv'];

describe('a published edition that was corrected in the course of a period', () => {
  it('is number 2, its correction number 5', () => {
    expect([published.edition, opened.edition, corrected.edition]).toEqual([2, 4, 5]);
  });

  it('says by which it was corrected, on its page and in the list', async () => {
    const html = await page(published._id);
    expect(html).toContain('Bản này đã được thay bằng:');
    expect(html).toContain(`href="/portal/${corrected._id}"`);
    expect(await htmlFaults(html)).toEqual([]);
    const list = await (await ask('/portal')).text();
    expect(list.split('đã được thay bằng bản sau')).toHaveLength(2);
  });

  it('is named by its correction, with the reason that was given for it', async () => {
    const html = await page(corrected._id);
    expect(html).toContain('Bản này thay cho:');
    expect(html).toContain(`href="/portal/${published._id}"`);
    expect(html).toContain('Sót nhiệm vụ');
    expect(html).not.toContain('Bản này đã được thay bằng:');
    expect(html).not.toContain('bộ tiêu chí khác');
    expect(await htmlFaults(html)).toEqual([]);
  });

  it.each(['.json', '/edition.json'])('names no edition in %s that isn’t published', async (file) => {
    const text = await (await ask(`/portal/${corrected._id}${file}`)).text();
    expect(JSON.parse(text).corrects).toBe(published._id);
    expect(text).not.toContain(opened._id);
    expect(JSON.parse(await (await ask(`/portal/${published._id}${file}`)).text()).corrects).toBe(null);
  });
});

describe('what people typed of a line', () => {
  it.each(['', ...FILES])('stays out of /portal/ID%s', async (file) => {
    const text = await (await ask(`/portal/${corrected._id}${file}`)).text();
    for (const typed of [PERSON, 'Chậm báo cáo']) expect(text).not.toContain(typed);
  });

  it('stays in the edition for those who sign in, and out of the bytes that its SHA-256 is of', async () => {
    expect(corrected.amendments.map(({ reason }) => reason)).toEqual([DECIDED, DECIDED]);
    expect(corrected.adjustments.map(({ reason }) => reason)).toEqual(['Chậm báo cáo', 'Chậm báo cáo']);
    const bytes = new Uint8Array(await (await ask(`/portal/${corrected._id}/edition.json`)).arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(corrected.sha256);
    expect((await recomputeRanking(running.house, corrected._id)).same).toBe(true);
    expect(await page(corrected._id)).toContain('Điểm trừ 2 theo văn bản 12/BC-STTTT ngày 05/04/2026');
  });

  it('isn’t needed to count the ranking a second time', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dondoc-portal-'));
    try {
      for (const [path, name] of [
        ['.json', 'facts.json'],
        ['/scheme.json', 'scheme.json'],
      ]) {
        await writeFile(
          join(folder, name ?? ''),
          await (await ask(`/portal/${corrected._id}${path}`)).text(),
        );
      }
      const files = ['facts.json', 'scheme.json'].map((name) => join(folder, name));
      const { stdout } = await run('python3', ['tools/recompute.py', ...files]);
      expect(JSON.parse(stdout).items).toEqual(corrected.result);
      const [facts = '', scheme = ''] = await Promise.all(files.map((file) => readFile(file, 'utf8')));
      expect(scoreFiles(facts, scheme)).toEqual({ ok: true, items: corrected.result });
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 60_000);
});

describe('a correction by another scheme', () => {
  it('says so, and by which the one before it went', async () => {
    const scheme = { ...WITH_FIGURES, name: 'Bộ tiêu chí sửa', kappa: 12 };
    const draft = await freeze({ reason: 'Nhầm bộ tiêu chí', scheme }, AFTER_AGAIN);
    await step(draft._id, 'open', 'draft', AFTER_AGAIN);
    const final = await step(draft._id, 'finish', 'open', '2026-08-19');
    await step(final._id, 'publish', 'final', '2026-08-19');
    const html = await page(final._id);
    expect(html).toMatch(/Bản này chấm theo bộ tiêu chí khác; bản được thay chấm theo .*phiên bản 1\./);
    expect(html).toContain(`href="/portal/${corrected._id}"`);
    expect(html).not.toContain(`href="/portal/${published._id}"`);
    expect(await page(corrected._id)).toContain(`href="/portal/${final._id}"`);
  });
});
