import { describe, expect, it } from 'vitest';
import { readForm } from '../../src/web/forms/read-form.ts';

describe('progress as people type it', () => {
  it.each([
    ['45', 45],
    [' 45 ', 45],
    ['45%', 45],
    ['45 %', 45],
    ['101', 101],
    ['12,5', '12,5'],
    ['-1', '-1'],
    ['nửa', 'nửa'],
  ])('"%s" is read as %j', (typed, read) => {
    const fields = { progress: { kind: 'progress', required: true } } as const;
    expect(readForm(fields, { progress: typed })).toEqual({ progress: read });
  });
});
