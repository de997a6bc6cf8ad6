import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRenderer, viewNames } from '../../src/render.ts';
import { componentExamples, createPreview } from '../../src/web/component-examples.ts';
import { loadAssets } from '../../src/web/static.ts';
import { axeViolations, openBrowser, overflowsAt } from '../support/browser.ts';
import { htmlFaults } from '../support/html.ts';

const VIEWS = join(import.meta.dirname, '..', '..', 'views');
const renderer = createRenderer(VIEWS, loadAssets(VIEWS).path);
const STYLE = ['../node_modules/bootstrap/dist/css/bootstrap.min.css', 'assets/dondoc.css']
  .map((file) => readFileSync(join(VIEWS, file), 'utf8'))
  .join('\n');

/** Components that are only ever parts of others need no examples: those of others show them. */
const PARTS = ['described-by', 'described-group', 'field-notes', 'figures-cell', 'heading-cell'];

function wrapped(component: string, html: string, language: string): string {
  const inside = component === 'timeline-event' ? `<ol class="timeline">${html}</ol>` : html;
  const body =
    component === 'bar'
      ? `<header>${inside}</header><main><h1>Trang</h1></main>`
      : `<main><h1>Trang</h1>${inside}</main>`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${component}</title></head><body>${body}</body></html>`;
}

const CASES = (['vi', 'en'] as const).flatMap((language) =>
  componentExamples(VIEWS, renderer, language).flatMap(({ name, examples }) =>
    examples.map((example) => ({
      language,
      title: `${name}, ${example.name}, ${language}`,
      html: wrapped(name, example.html, language),
    })),
  ),
);

describe('every component', () => {
  it('has examples, or is a part of one that has', () => {
    const shown = componentExamples(VIEWS, renderer, 'vi').map(({ name }) => name);
    expect([...shown, ...PARTS].sort()).toEqual(viewNames(join(VIEWS, 'components')).sort());
  });

  it('is compiled and rendered once for the preview, in each language', () => {
    const preview = createPreview(VIEWS);
    expect(preview('vi')).toBe(preview('vi'));
    expect(preview('en')).not.toEqual(preview('vi'));
  });

  it.each(CASES)('is valid HTML: $title', async ({ html }) => {
    expect(await htmlFaults(html)).toEqual([]);
  });
});

describe('in the browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('no example has a violation that axe knows, or is wider than 320 pixels', async () => {
    const page = await browser.newPage();
    const found: string[] = [];
    for (const { title, html } of CASES.filter(({ language }) => language === 'vi')) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.setContent(html);
      await page.addStyleTag({ content: STYLE });
      found.push(...(await axeViolations(page)).map((violation) => `${title}: ${violation}`));
      const over = await overflowsAt(page, 320);
      if (over > 0) found.push(`${title}: ${over} px too wide`);
    }
    expect(found).toEqual([]);
  });
});

describe('what every page loads', () => {
  it('leaves half of the 60 KB to the page itself', () => {
    const style = gzipSync(STYLE, { level: 9 }).length;
    const script = brotliCompressSync(readFileSync(join(VIEWS, 'assets', 'dondoc.js'))).length;
    expect(style + script).toBeLessThan(40_000);
    expect(script).toBeLessThan(15_000);
  });
});
