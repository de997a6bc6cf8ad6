import type { FileRef } from '../domain/event.ts';
import { paths } from '../paths.ts';
import { formatBytes } from './format.ts';
import type { Language } from './words.ts';

/** Files as pages name them: where each is had, its size in words, and its SHA-256. */
export function fileItems(files: readonly FileRef[], language: Language) {
  return files.map(({ id, name, size, sha256 }) => ({
    href: paths.file(id),
    name,
    size: formatBytes(size, language),
    sha256,
  }));
}
