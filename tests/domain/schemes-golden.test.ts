import { describe, expect, it } from 'vitest';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { publishRow } from '../../src/domain/row.ts';
import type { Scheme } from '../../src/domain/scheme.ts';
import { flawsOf, lawsHold } from '../../src/domain/scheme-flaws.ts';
import { type ScoredUnit, score } from '../../src/domain/score.ts';
import { KPI_SCHEME, REPORT_SCHEME, SHIPPED_SCHEMES } from '../../src/domain/shipped-schemes.ts';
import type { Adjustment, Fact } from '../../src/domain/sum-facts.ts';
import { validateScheme } from '../../src/domain/validate-scheme.ts';

const GROUP = 'departments';

function units(...codes: string[]): ScoredUnit[] {
  return codes.map((code) => ({ code, group: GROUP }));
}

/** `count` equal facts of a unit, weight 1, points plain. */
function fact(unit: string, points: number, count: number, daysLate = 0): Fact {
  return { unit, component: 'timeliness', weight: 1, points: Math.round(points * 100), count, daysLate };
}

function rows(scheme: Scheme, facts: Fact[], of: ScoredUnit[], adjustments: Adjustment[] = []) {
  return score(scheme, { units: of, facts, adjustments }).map(publishRow);
}

function grades(scheme: Scheme, facts: Fact[], of: ScoredUnit[]): Record<string, string | null> {
  return Object.fromEntries(rows(scheme, facts, of).map(({ unit, grade }) => [unit, grade]));
}

describe('the shipped schemes', () => {
  it.each(Object.entries(SHIPPED_SCHEMES))('%s keeps every rule of a scheme', (_, scheme) => {
    expect(validateScheme(scheme)).toEqual([]);
  });

  it.each([
    ['default', [], true],
    ['report', ['cliffs', 'noShrinking'], true],
    ['kpi', ['earlyBonus', 'qualityWaits', 'unratedIsGood', 'cliffs', 'noShrinking'], false],
  ] as const)('%s has the flaws %j; the laws hold: %s', (name, flaws, laws) => {
    expect(flawsOf(SHIPPED_SCHEMES[name])).toEqual(flaws);
    expect(lawsHold(SHIPPED_SCHEMES[name])).toBe(laws);
  });

  it.each<[string, Partial<Scheme>, string[], boolean]>([
    ['marks of quality', { components: [{ name: 'quality', weight: 1 }] }, ['qualityWaits'], false],
    ['points for no mark, but no marks', { unratedQuality: 8000 }, [], true],
  ])('one more, with %s, has the flaws %j %j; the laws hold: %s', (_, more, flaws, laws) => {
    const scheme = { ...DEFAULT_SCHEME, ...more };
    expect(flawsOf(scheme)).toEqual(flaws);
    expect(lawsHold(scheme)).toBe(laws);
  });
});

describe('the counting of reports', () => {
  it('lets three tasks in time stand before three hundred of which one was late', () => {
    const facts = [fact('A', 100, 3), fact('B', 100, 299), fact('B', 0, 1, 1)];
    const ranked = rows(REPORT_SCHEME, facts, units('A', 'B')).map(({ unit, score }) => [unit, score]);
    expect(ranked).toEqual([
      ['A', 100],
      ['B', 99.6667],
    ]);
  });
});

describe('the KPI table', () => {
  it('falls for one more task in full, which the laws forbid: early work counts above the full points', () => {
    const early = [fact('A', 105, 10)];
    const [before] = rows(KPI_SCHEME, early, units('A'));
    const [after] = rows(KPI_SCHEME, [...early, fact('A', 100, 1)], units('A'));
    expect([before?.score, after?.score]).toEqual([105, 104.5455]);
  });
});

describe('a quota of the first grade', () => {
  const ten = units('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J');
  const quota = { ...DEFAULT_SCHEME, kappa: 0, firstGradeQuota: 20 };

  it('gives it to two of ten units, those with the highest scores', () => {
    const facts = ten.map(({ code }, i) => fact(code, 99 - i * 0.5, 10));
    expect(Object.values(grades(quota, facts, ten)).filter((grade) => grade === 'excellent')).toHaveLength(2);
    expect(grades(quota, facts, ten)).toMatchObject({ A: 'excellent', B: 'excellent', C: 'good' });
  });

  it('gives it to none of those who share the score at which it would be passed', () => {
    const facts = ten.map(({ code }, i) => fact(code, i === 0 ? 99 : i < 4 ? 98 : 85, 10));
    expect(grades(quota, facts, ten)).toMatchObject({
      A: 'excellent',
      B: 'good',
      C: 'good',
      D: 'good',
      E: 'good',
    });
  });

  it('of less than one place gives it to nobody', () => {
    const four = ten.slice(0, 4);
    expect(
      grades(
        quota,
        four.map(({ code }) => fact(code, 100, 10)),
        four,
      ),
    ).toMatchObject({ A: 'good', D: 'good' });
  });

  it('counts the ranked units alone', () => {
    const facts = ten.map(({ code }, i) => fact(code, 99, i < 5 ? 10 : 1));
    const onlyFirst = facts.map((each, i) => ({ ...each, points: i === 0 ? 9950 : each.points }));
    expect(grades(quota, onlyFirst, ten)).toMatchObject({ A: 'excellent', B: 'good', F: null });
  });
});

describe('a bar', () => {
  const bar = { ...DEFAULT_SCHEME, kappa: 0, firstGradeBar: 30 };

  it.each([
    [30, 'excellent'],
    [31, 'good'],
  ])('of 30 days, with a task %i days late, leaves a unit of 98 points %s', (daysLate, grade) => {
    const facts = [fact('A', 100, 49), fact('A', 0, 1, daysLate)];
    expect(grades(bar, facts, units('A'))).toEqual({ A: grade });
  });

  it('frees the place that the quota had for the barred one', () => {
    const both = { ...bar, firstGradeQuota: 50 };
    const facts = [fact('A', 100, 49), fact('A', 90, 1, 40), fact('B', 95, 50)];
    expect(grades(both, facts, units('A', 'B'))).toEqual({ A: 'good', B: 'excellent' });
  });
});

describe('bonus and penalty', () => {
  const scheme = { ...DEFAULT_SCHEME, kappa: 0, adjustmentMost: 500 };
  const document = { document: '12/QĐ-UBND', reason: 'x' };

  it('come after the mean, and can decide a rank', () => {
    const facts = [fact('A', 90, 10), fact('B', 92, 10)];
    const adjusted = rows(scheme, facts, units('A', 'B'), [{ unit: 'A', points: 300, ...document }]);
    expect(adjusted.map(({ unit, rank, score }) => [unit, rank, score])).toEqual([
      ['A', 1, 93],
      ['B', 2, 92],
    ]);
  });

  it('are summed, and move a score by no more than the scheme allows', () => {
    const many = [
      { unit: 'A', points: 400, ...document },
      { unit: 'A', points: 400, ...document },
      { unit: 'B', points: -900, ...document },
    ];
    const adjusted = rows(scheme, [fact('A', 90, 10), fact('B', 90, 10)], units('A', 'B'), many);
    expect(adjusted.map(({ unit, score }) => [unit, score])).toEqual([
      ['A', 95],
      ['B', 85],
    ]);
  });

  it('do nothing where the scheme has none', () => {
    const [row] = rows(DEFAULT_SCHEME, [fact('A', 90, 10)], units('A'), [
      { unit: 'A', points: 300, ...document },
    ]);
    expect(row?.score).toBe(90);
  });
});

describe('without κ', () => {
  it('a unit with no facts in a component has the group’s mean there', () => {
    const scheme = {
      ...DEFAULT_SCHEME,
      kappa: 0,
      components: [
        { name: 'timeliness', weight: 1 },
        { name: 'quality', weight: 1 },
      ],
    };
    const facts = [fact('A', 90, 10), fact('B', 80, 10), { ...fact('A', 60, 10), component: 'quality' }];
    const ranked = rows(scheme, facts, units('A', 'B')).map(({ unit, score }) => [unit, score]);
    expect(ranked).toEqual([
      ['A', 75],
      ['B', 70],
    ]);
  });
});
