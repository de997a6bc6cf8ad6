import { describe, expect, it } from 'vitest';
import {
  amendAdjustments,
  amendFigures,
  lineKey,
  lineRef,
  refOfAdjustment,
  refOfFact,
} from '../../src/domain/amend-fact.ts';
import { verdictsOn } from '../../src/domain/dispute.ts';
import type { Amendment, FrozenAdjustment, FrozenFigure } from '../../src/domain/edition.ts';
import { factOfFigure } from '../../src/domain/figure.ts';

const PAPER = { document: '12/BC', issuedOn: '2026-04-05' };

const figure = (unit: string, month: string, points: number): FrozenFigure => ({
  ...{ unit, month, points, ...PAPER },
  component: 'Chuyển đổi số',
});

const adjustment = (id: string, points: number): FrozenAdjustment => ({
  ...{ id, points, ...PAPER },
  unit: 'SNV',
  on: '2026-Q1',
  reason: 'x',
});

const amendment = (unit: string, component: string, line: string, points: number | null): Amendment => ({
  ...lineRef(unit, component, line),
  ...{ daysLate: null, points, dispute: 'd', reason: 'x' },
});

describe('the word of a line', () => {
  it.each([
    ['a task', 'timeliness', '66f0c0ffee66f0c0ffee66f0', 'task'],
    ['a month', 'Chuyển đổi số', '2026-03', 'month'],
    ['an adjustment', 'adjustment', '66f0c0ffee66f0c0ffee66f0', 'adjustment'],
    ['a month of a criterion of that name', 'adjustment', '2026-03', 'month'],
  ] as const)('is %s', (_, component, line, kind) => {
    expect(lineRef('SNV', component, line)).toEqual({
      ...{ unit: 'SNV', component, task: null, month: null, adjustment: null },
      [kind]: line,
    });
  });

  it('is the same for a figure as a fact, and for an adjustment by its id', () => {
    const month = lineKey(refOfFact(factOfFigure(figure('SNV', '2026-03', 5))));
    expect(month).toBe(lineKey(lineRef('SNV', 'Chuyển đổi số', '2026-03')));
    expect(lineKey(refOfAdjustment(adjustment('a1', 1)))).toBe(lineKey(lineRef('SNV', 'adjustment', 'a1')));
  });
});

describe('amended figures and adjustments', () => {
  it('are left out, have other points, or stay, each line by itself', () => {
    const figures = [
      figure('SNV', '2026-01', 50),
      figure('SNV', '2026-02', 60),
      figure('STC', '2026-01', 70),
    ];
    const decided = [
      amendment('SNV', 'Chuyển đổi số', '2026-01', null),
      amendment('STC', 'Chuyển đổi số', '2026-01', 0),
      amendment('SNV', 'adjustment', 'a1', null),
      amendment('SNV', 'adjustment', 'a2', -1.5),
      amendment('SNV', 'timeliness', '2026', 1),
    ];
    expect(amendFigures(figures, decided)).toEqual([
      figure('SNV', '2026-02', 60),
      figure('STC', '2026-01', 0),
    ]);
    const adjustments = [adjustment('a1', 2), adjustment('a2', -3), adjustment('a3', 1)];
    expect(amendAdjustments(adjustments, decided)).toEqual([adjustment('a2', -1.5), adjustment('a3', 1)]);
  });
});

describe('what may be decided', () => {
  it.each([
    ['timeliness', 't', ['stands', 'leftOut', 'otherDays']],
    ['quality', 't', ['stands', 'leftOut']],
    ['Chuyển đổi số', null, ['stands', 'leftOut', 'otherPoints']],
    ['adjustment', null, ['stands', 'leftOut', 'otherPoints']],
  ])('on a line of %s, task %s, is %o', (component, task, verdicts) => {
    expect(verdictsOn({ component, task })).toEqual(verdicts);
  });
});
