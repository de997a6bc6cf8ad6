import { describe, expect, it } from 'vitest';
import { lineParts } from '../../src/present/line-parts.ts';
import { translator } from '../../src/present/words.ts';

const t = translator('vi');
const line = (name: string, points: number, disputed = false) => ({ name, points, disputed });
const partsOf = (lines: ReturnType<typeof line>[]) =>
  lineParts(
    t,
    lines,
    ({ name }) => name,
    ({ disputed }) => disputed,
  );

describe('the lines of a unit', () => {
  it.each([
    ['none', [], []],
    [
      'those that cost points before those that did not, numbered through',
      [line('a', 0), line('b', 99.99), line('c', 100), line('d', 105)],
      [
        { summary: null, start: 1, lines: ['a', 'b'] },
        { summary: 'Các dòng đủ điểm: 2', start: 3, lines: ['c', 'd'] },
      ],
    ],
    [
      'all under one line where none cost any',
      [line('a', 100)],
      [{ summary: 'Các dòng đủ điểm: 1', start: 1, lines: ['a'] }],
    ],
    [
      'one that is disputed among the open ones, whatever its points',
      [line('a', 100), line('b', 100, true)],
      [
        { summary: null, start: 1, lines: ['b'] },
        { summary: 'Các dòng đủ điểm: 1', start: 2, lines: ['a'] },
      ],
    ],
  ])('are shown %s', (_, lines, expected) => {
    expect(partsOf(lines)).toEqual(expected);
  });
});
