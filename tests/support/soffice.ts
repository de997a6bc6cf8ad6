import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

function answers(program: string, ...words: string[]): boolean {
  return spawnSync(program, words).error === undefined;
}

/** Whether this machine has LibreOffice; tests that open a file with it are left out where it hasn't, and say so. */
export const HAS_SOFFICE = answers('soffice', '--version');

/** Whether this machine can read the text of a PDF. */
export const HAS_PDFTOTEXT = answers('pdftotext', '-v');

/** Runs a program on a file in a folder of its own, and gives the file that came out. */
async function converted(
  bytes: Uint8Array,
  name: string,
  out: string,
  convert: (folder: string) => Promise<unknown>,
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-document-'));
  try {
    await writeFile(join(folder, name), bytes);
    await convert(folder);
    return await readFile(join(folder, out));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A document as LibreOffice writes it after opening it; `to` is a format such as `txt:Text (encoded):UTF8`. */
export async function openedBySoffice(bytes: Uint8Array, ending: string, to: string): Promise<Buffer> {
  return converted(bytes, `file.${ending}`, `file.${to.split(':')[0]}`, (folder) =>
    run('soffice', [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      '--convert-to',
      to,
      '--outdir',
      folder,
      join(folder, `file.${ending}`),
    ]),
  );
}

/** The text of a PDF, laid out as on its pages. */
export async function pdfText(bytes: Uint8Array): Promise<string> {
  const text = await converted(bytes, 'file.pdf', 'file.txt', (folder) =>
    run('pdftotext', ['-layout', join(folder, 'file.pdf'), join(folder, 'file.txt')]),
  );
  return text.toString('utf8');
}
