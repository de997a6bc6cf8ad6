import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AREAS } from '../../src/present/words/index.ts';

const PAGE = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'glossary.md'), 'utf8');
const VI = AREAS.flatMap((area) => Object.entries(area.vi));
const EN = new Map(AREAS.flatMap((area) => Object.entries(area.en)));

function rowsUnder(heading: string): string[][] {
  const section = PAGE.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^\| (.+) \|$/gm)].slice(1).map((line) => (line[1] ?? '').split(' | '));
}

describe('docs/glossary.md', () => {
  it.each([
    ['States', 'state.'],
    ['Standings', 'standing.'],
    ['Actions', 'action.'],
    ['Roles', 'role.'],
    ['Causes of an extension', 'cause.'],
    ['Kinds of units', 'kind.'],
    ['Peer groups', 'group.'],
    ['Grades', 'score.grade.'],
    ['States of an edition', 'edition.state.'],
    ['Verdicts on a dispute', 'edition.verdict.'],
  ])('pairs under "%s" what the pages show', (heading, beginning) => {
    const shown = VI.filter(([key]) => key.startsWith(beginning)).map(([key, text]) => [
      key.slice(beginning.length),
      text,
      EN.get(key),
    ]);
    expect(rowsUnder(heading)).toEqual(shown);
  });
});
