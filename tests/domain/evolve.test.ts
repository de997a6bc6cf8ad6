import { describe, expect, it } from 'vitest';
import { type Life, toldTask } from './told-task.ts';

const FIRST = ['2026-03-10', 'submitted'] as const;
const AGAIN = ['2026-03-20', 'submitted'] as const;

describe('the leads before the present one', () => {
  it('are kept in their order', () => {
    expect(toldTask([FIRST]).formerLeads).toEqual([]);
    const passed: Life = [
      ['2026-03-03', { reassigned: 'STC' }],
      ['2026-03-04', { reassigned: 'SNV' }],
    ];
    expect(toldTask(passed)).toMatchObject({ lead: 'SNV', formerLeads: ['SNV', 'STC'] });
  });
});

describe('the day on which a lead first reported completion', () => {
  it.each<[string, Life, string | null]>([
    ['none before', [['2026-03-03', 'acknowledged']], null],
    ['once', [FIRST], '2026-03-10'],
    ['returned', [FIRST, ['2026-03-12', 'returned']], '2026-03-10'],
    ['returned, and reported again', [FIRST, ['2026-03-12', 'returned'], AGAIN], '2026-03-10'],
    ['withdrawn, and reported again', [FIRST, ['2026-03-10', 'withdrawn'], AGAIN], '2026-03-10'],
    ['passed on', [FIRST, ['2026-03-12', 'returned'], ['2026-03-13', { reassigned: 'STC' }]], null],
    [
      'passed on, and reported by the next lead',
      [FIRST, ['2026-03-12', 'returned'], ['2026-03-13', { reassigned: 'STC' }], AGAIN],
      '2026-03-20',
    ],
  ])('%s', (_, life, expected) => {
    expect(toldTask(life).firstSubmittedOn).toBe(expected);
  });
});
