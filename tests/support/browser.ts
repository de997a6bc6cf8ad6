import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { PASSWORD } from './office.ts';

const require = createRequire(import.meta.url);

/** What the browser needs of the system; where it is missing, the package brings it. */
const LIBRARY_FOLDERS = ['/usr/lib/x86_64-linux-gnu', '/lib/x86_64-linux-gnu', '/usr/lib64', '/usr/lib'];
const hasLibraries = ['libnss3.so', 'libexpat.so.1'].every((library) =>
  LIBRARY_FOLDERS.some((folder) => existsSync(join(folder, library))),
);

/** The package unpacks into the system's temporary folder; ours is moved into place whole, as tests start together. */
async function unpack(target: string): Promise<void> {
  const before = process.env['TMPDIR'];
  const own = await mkdtemp(join(tmpdir(), 'dondoc-chromium-'));
  process.env['TMPDIR'] = own;
  if (!hasLibraries) process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs22.x';
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    await packed.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  await rename(own, target).catch(async (error) => {
    await rm(own, { recursive: true, force: true });
    if (!existsSync(join(target, 'chromium'))) throw error;
  });
}

async function chromiumFolder(): Promise<string> {
  const packageFile = join(require.resolve('@sparticuz/chromium'), '..', '..', 'package.json');
  const { version } = JSON.parse(await readFile(packageFile, 'utf8'));
  const kind = hasLibraries ? '' : '-libraries';
  const folder = join(tmpdir(), `dondoc-chromium-${version}${kind}-${process.getuid?.() ?? ''}`);
  if (!existsSync(join(folder, 'chromium'))) await unpack(folder);
  return folder;
}

/** A real Chromium out of an npm package; whoever opens it closes it. */
export async function openBrowser(): Promise<Browser> {
  const folder = await chromiumFolder();
  const env: Record<string, string> = { ...(process.env as Record<string, string>) };
  if (!hasLibraries) env['LD_LIBRARY_PATH'] = join(folder, 'al2023', 'lib');
  if (!existsSync('/etc/fonts')) env['FONTCONFIG_PATH'] = join(folder, 'fonts');
  return chromium.launch({ executablePath: join(folder, 'chromium'), args: ['--no-sandbox'], env });
}

/** Signs in by the form, as somebody of a test's office, and waits for the page that follows. */
export async function signIn(page: Page, url: string, username: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.fill('main [name=username]', username);
  await page.fill('main [name=password]', PASSWORD);
  await page.click('main button[type=submit]');
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in');
}

/** A page of a new context, 1280 pixels wide, in which somebody is signed in; closing its context ends it. */
export async function signedIn(
  browser: Browser,
  url: string,
  username: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  await signIn(page, url, username);
  return page;
}

/** WCAG 2.2 in all three levels (contrast 7 is of the third), and the best practices. */
const AXE_OPTIONS: RunOptions = {
  runOnly: {
    type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  },
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
};

/** What axe finds in the page as it stands, one line for each place; empty when there is nothing. */
export async function axeViolations(page: Page): Promise<string[]> {
  const source = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  const results = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(AXE_OPTIONS)})`);
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}: ${node.html}`),
  );
}

/** How many pixels the page is wider than a window of that width; 0 when it is whole. Sets the width. */
export async function overflowsAt(page: Page, width: number): Promise<number> {
  await page.setViewportSize({ width, height: 800 });
  return page.evaluate<number>(
    'Math.max(document.documentElement.scrollWidth - document.documentElement.clientWidth, 0)',
  );
}
