import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRenderer } from '../../src/render.ts';
import { openBrowser } from '../support/browser.ts';

const VIEWS = join(import.meta.dirname, '..', '..', 'views');
const SCRIPT = readFileSync(join(VIEWS, 'assets', 'dondoc.js'), 'utf8');
const renderer = createRenderer(VIEWS, (name) => name);
const EXAMPLES = JSON.parse(readFileSync(join(VIEWS, 'components', 'field-units.examples.json'), 'utf8'));

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function open(script: string): Promise<Page> {
  const units = renderer.component('field-units', {
    frame: { language: 'vi' },
    ...EXAMPLES['two chosen'],
  });
  const page = await browser.newPage();
  const form = `<form id="form" method="post" action="/nowhere">${units}<button>Gửi</button></form>`;
  await page.setContent(`<main>${form}</main><script>${script}</script>`);
  return page;
}

function shown(page: Page): Promise<string[]> {
  return page.locator('li:visible label').allInnerTexts();
}

describe('the filter of a checklist of units', () => {
  it('finds names without accents, and keeps what is chosen in sight', async () => {
    const page = await open(SCRIPT);
    await page.getByLabel('Lọc theo tên đơn vị').fill('tai');
    expect(await shown(page)).toEqual(['Sở Nội vụ', 'Sở Tài chính', 'Sở Thông tin và Truyền thông']);
  });

  it('opens the group that holds a match, and shows all again when emptied', async () => {
    const page = await open(SCRIPT);
    await page.getByLabel('Lọc theo tên đơn vị').fill('MƯỜNG LÁT');
    expect(await shown(page)).toContain('Huyện Mường Lát');
    await page.getByLabel('Lọc theo tên đơn vị').fill('');
    expect(await shown(page)).toHaveLength(10);
  });

  it('adds no text to the page, and is not there without script', async () => {
    const [without, withScript] = [await open(''), await open(SCRIPT)];
    expect(await withScript.locator('main').innerText()).toBe(await without.locator('main').innerText());
    expect(await without.getByLabel('Lọc theo tên đơn vị').isVisible()).toBe(false);
    expect(await withScript.getByLabel('Lọc theo tên đơn vị').isVisible()).toBe(true);
  });
});

describe('a deadline', () => {
  const examples = JSON.parse(
    readFileSync(join(VIEWS, 'components', 'field-deadline.examples.json'), 'utf8'),
  );
  const asked: string[] = [];

  function form(example: string): string {
    const model = { frame: { language: 'vi' }, ...examples[example], id: 'field-deadline', name: 'deadline' };
    const field = renderer.component('field-deadline', model);
    return `<main><form method="post" action="/tasks/new">${field}<input name="files" type="file"><button>Giao</button></form></main>`;
  }

  async function openForm(script: string): Promise<Page> {
    const page = await browser.newPage();
    await page.route('http://dondoc.example/**', (route) => {
      if (route.request().method() === 'GET') {
        const body = `<!doctype html>${form('empty')}<script>${script}</script>`;
        return route.fulfill({ contentType: 'text/html; charset=utf-8', body });
      }
      const sent = route.request().postData() ?? '';
      asked.push(sent);
      const typed = new URLSearchParams(sent).get('deadline') ?? '';
      const answer = typed.startsWith('10') ? 'understood, with a reason and hints' : 'not understood';
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: form(answer) });
    });
    await page.goto('http://dondoc.example/tasks/new');
    return page;
  }

  it('is shown as understood, then as not understood, as soon as it is typed', async () => {
    const page = await openForm(SCRIPT);
    const input = page.locator('[name=deadline]');
    await input.fill('10 ngày làm việc kể từ ngày ký');
    await input.press('Tab');
    await page.locator('.understood', { hasText: 'thứ Hai 04/05/2026' }).waitFor();
    await input.fill('sớm nhất có thể');
    await input.press('Tab');
    await page.locator('.field-fault').waitFor();
    expect(await page.locator('.understood').count()).toBe(0);
    expect(await input.getAttribute('aria-invalid')).toBe('true');
    expect(await input.inputValue()).toBe('sớm nhất có thể');
    expect(asked.map((sent) => new URLSearchParams(sent).get('step'))).toEqual(['understand', 'understand']);
    expect(asked.join()).not.toContain('files');
  });

  it('reads with script as without when the page opens', async () => {
    const [without, withScript] = [await openForm(''), await openForm(SCRIPT)];
    expect(await withScript.locator('main').innerText()).toBe(await without.locator('main').innerText());
  });
});

describe('a form', () => {
  it('is sent once however often its button is pressed', async () => {
    const page = await open(SCRIPT);
    const sent = await page.evaluate<number>(`(() => {
      let sent = 0;
      window.addEventListener('submit', (event) => {
        if (!event.defaultPrevented) sent += 1;
        event.preventDefault();
      });
      for (let press = 0; press < 3; press += 1) document.querySelector('button').click();
      return sent;
    })()`);
    expect(sent).toBe(1);
  });
});
