import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

export type Import = { from: string; typesOnly: boolean };

/** A source file: its path from the root of the house, its text without comments, and what it imports. */
export type SourceFile = { path: string; code: string; imports: Import[] };

const ROOT = resolve(import.meta.dirname, '../..');
const COMMENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
const STATEMENT = /^\s*(?:import|export)\s+(type\s)?([^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
const CALL = /\bimport\(\s*['"]([^'"]+)['"]/g;

/** Whether a statement's braces hold types alone: `import { type A, type B } from …`. */
function namesTypesOnly(clause: string): boolean {
  const names = /^\{([^}]*)\}\s+from\s+$/.exec(clause.trimStart())?.[1];
  return names?.split(',').every((name) => /^\s*(type\s|$)/.test(name)) ?? false;
}

/** A path of this house from its root, or the name of a package or of a part of Node. */
function targetOf(path: string, from: string): string {
  if (!from.startsWith('.')) return from;
  return relative(ROOT, join(ROOT, dirname(path), from)).replaceAll(sep, '/');
}

function importsOf(path: string, code: string): Import[] {
  const statements = [...code.matchAll(STATEMENT)].map(([, type, clause = '', from = '']) => ({
    from: targetOf(path, from),
    typesOnly: type !== undefined || namesTypesOnly(clause),
  }));
  const calls = [...code.matchAll(CALL)].map(([, from = '']) => ({
    from: targetOf(path, from),
    typesOnly: false,
  }));
  return [...statements, ...calls];
}

/** Reads one file's text as a source file; `path` is from the root of the house. */
export function sourceFile(path: string, text: string): SourceFile {
  const code = text.replaceAll(COMMENT, '');
  return { path, code, imports: importsOf(path, code) };
}

/** All TypeScript of the house in the given folders. */
export function sourceFiles(...folders: readonly string[]): SourceFile[] {
  return folders
    .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: ROOT }))
    .map((path) => path.replaceAll(sep, '/'))
    .sort()
    .map((path) => sourceFile(path, readFileSync(join(ROOT, path), 'utf8')));
}
