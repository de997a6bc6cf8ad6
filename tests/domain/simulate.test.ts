import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import type { Scheme } from '../../src/domain/scheme.ts';
import { score } from '../../src/domain/score.ts';
import { seededRandom } from '../../src/domain/seeded-random.ts';
import {
  type Bundle,
  movesBetween,
  nineInTen,
  ranksOf,
  resampledRanks,
  stabilityOf,
  weightCorners,
} from '../../src/domain/simulate.ts';
import { countAlike } from '../../src/domain/sum-facts.ts';

const UNITS = ['A', 'B', 'C'].map((code) => ({ code, group: 'departments' }));

/** Means without shrinking, so that a hand can reckon them. */
const PLAIN: Scheme = { ...DEFAULT_SCHEME, kappa: 0, leastWeight: 1 };
const TWO: Scheme = {
  ...PLAIN,
  components: [
    { name: 'timeliness', weight: 1 },
    { name: 'quality', weight: 1 },
  ],
};

const fact = (unit: string, component: string, points: number) => ({
  unit,
  component,
  weight: 1,
  points: points * 100,
  daysLate: null,
});

/** A: 100 and 60; B: 90 and 80; C: 70 and 90. */
const FACTS = [
  fact('A', 'timeliness', 100),
  fact('A', 'quality', 60),
  fact('B', 'timeliness', 90),
  fact('B', 'quality', 80),
  fact('C', 'timeliness', 70),
  fact('C', 'quality', 90),
];

describe('who moves when quality comes to timeliness', () => {
  const moves = movesBetween(
    score(PLAIN, { units: UNITS, facts: FACTS }),
    score(TWO, { units: UNITS, facts: FACTS }),
  );

  it.each([
    // before: A 100 (1), B 90 (2), C 70 (3); after: A 80, B 85, C 80
    ['B', 2, 1, 1, -5, { component: 'quality', change: -50_000 }, true],
    ['A', 1, 2, -1, -20, { component: 'quality', change: -200_000 }, true],
    ['C', 3, 2, 1, 10, { component: 'quality', change: 100_000 }, true],
  ] as const)('%s from rank %d to %d', (unit, was, is, rankChange, points, rule, gradeChanged) => {
    const move = moves.find((one) => one.unit === unit);
    expect([move?.before.rank, move?.after.rank]).toEqual([was, is]);
    expect(move).toMatchObject({ rankChange, scoreChange: points * 10_000, rule, gradeChanged });
  });

  it('names the component that went the way the score went, though another went further the other way', () => {
    const names = ['timeliness', 'quality', 'acknowledgement', 'returned'];
    const four = { ...PLAIN, components: names.map((name) => ({ name, weight: 1 })) };
    // 80 before; 80, 100, 96 and 52 after, a mean of 82: by +5, +4 and −7 from what was added
    const facts = [80, 100, 96, 52].map((points, at) => fact('A', names[at] as string, points));
    const units = UNITS.slice(0, 1);
    const [move] = movesBetween(score(PLAIN, { units, facts }), score(four, { units, facts }));
    expect(move).toMatchObject({ scoreChange: 20_000, rule: { component: 'quality', change: 50_000 } });
  });

  it('names the component whose share grew, by as much as it lies apart from the mean before', () => {
    const shifted = { ...TWO, components: TWO.components.map((each, at) => ({ ...each, weight: at + 1 })) };
    // A: 100 and 60, 80 before and 73.3333 after, half of it by each
    const [move] = movesBetween(
      score(TWO, { units: UNITS, facts: FACTS }),
      score(shifted, { units: UNITS, facts: FACTS }),
    ).filter(({ unit }) => unit === 'A');
    expect(move).toMatchObject({
      scoreChange: -66_667,
      rule: { component: 'timeliness', change: -33_333 },
    });
  });

  it('names no component where only the thresholds of grades are others', () => {
    const strict: Scheme = {
      ...PLAIN,
      grades: [
        [9500, 'excellent'],
        [0, 'notCompleted'],
      ],
    };
    const found = movesBetween(
      score(PLAIN, { units: UNITS, facts: FACTS }),
      score(strict, { units: UNITS, facts: FACTS }),
    );
    expect(
      found.map(({ unit, scoreChange, rule, gradeChanged }) => [unit, scoreChange, rule, gradeChanged]),
    ).toEqual([
      ['A', 0, null, false],
      ['B', 0, null, true],
      ['C', 0, null, true],
    ]);
  });

  it('has neither rank nor score to compare for a unit that one scheme leaves out', () => {
    const without: Scheme = { ...PLAIN, excluded: [{ unit: 'A', reason: 'Mới thành lập' }] };
    const found = movesBetween(
      score(PLAIN, { units: UNITS, facts: FACTS }),
      score(without, { units: UNITS, facts: FACTS }),
    );
    expect(found.find(({ unit }) => unit === 'A')).toMatchObject({
      rankChange: null,
      scoreChange: null,
      rule: null,
      after: { reason: 'excluded' },
    });
  });
});

describe('weights less and more by a fifth', () => {
  it('of two components are two corners', () => {
    expect(weightCorners(TWO).map(({ components }) => components.map(({ weight }) => weight))).toEqual([
      [6, 4],
      [4, 6],
    ]);
  });

  it.each([
    [1, 0],
    [2, 2],
    [5, 30],
    [6, 62],
    [7, 14],
  ])('of %d components are %d variations', (many, expected) => {
    const components = Array.from({ length: many }, (_, at) => ({ name: `c${at}`, weight: 3 }));
    expect(weightCorners({ ...PLAIN, components })).toHaveLength(expected);
  });

  it('change the ranks of those that are near each other', () => {
    // 6 to 4: A 84, B 86, C 78; 4 to 6: A 76, B 84, C 82. In the middle A and C share the second rank.
    const varied = weightCorners(TWO).map((corner) => ranksOf(score(corner, { units: UNITS, facts: FACTS })));
    const ranks = ranksOf(score(TWO, { units: UNITS, facts: FACTS }));
    const changed = stabilityOf(ranks, varied, []).map(({ unit, changed: times }) => [unit, times]);
    expect(new Map(changed as [string, number][])).toEqual(
      new Map([
        ['B', 0],
        ['A', 1],
        ['C', 1],
      ]),
    );
  });
});

describe('tasks drawn anew', () => {
  const many = (unit: string, points: readonly number[]): Bundle[] =>
    points.map((each) => ({ unit, facts: [fact(unit, 'timeliness', each)] }));

  it('leave the ranks as they are where all tasks of a unit are alike', () => {
    const bundles = [...many('A', [100, 100, 100]), ...many('B', [80, 80]), ...many('C', [60, 60, 60])];
    const drawn = [...resampledRanks(PLAIN, { units: UNITS }, bundles, seededRandom(1), 50)];
    const ranks = ranksOf(score(PLAIN, { units: UNITS, facts: bundles.flatMap(({ facts }) => facts) }));
    expect(stabilityOf(ranks, [], drawn).map(({ rankFrom, rankTo }) => [rankFrom, rankTo])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });

  it('show a wide range where a rank hangs on chance', () => {
    const bundles = [...many('A', [100, 0]), ...many('B', [60, 60]), ...many('C', [0, 0])];
    const drawn = [...resampledRanks(PLAIN, { units: UNITS }, bundles, seededRandom(1), 200)];
    const ranks = ranksOf(score(PLAIN, { units: UNITS, facts: bundles.flatMap(({ facts }) => facts) }));
    const stability = stabilityOf(ranks, [], drawn);
    expect(stability.find(({ unit }) => unit === 'A')).toMatchObject({ rankFrom: 1, rankTo: 2 });
  });

  it('are the same for the same seed', () => {
    const bundles = [...many('A', [100, 0, 50]), ...many('B', [60, 90]), ...many('C', [10, 70])];
    const draw = (seed: number) => [
      ...resampledRanks(PLAIN, { units: UNITS }, bundles, seededRandom(seed), 20),
    ];
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });
});

describe('the range of nine in ten', () => {
  it.each([
    [[], null, null],
    [[3], 3, 3],
    [Array.from({ length: 20 }, (_, at) => at + 1), 2, 19],
    [[...Array.from({ length: 19 }, () => 4), 9], 4, 4],
  ])('of %j is %s to %s', (ranks, rankFrom, rankTo) => {
    expect(nineInTen(ranks)).toEqual({ rankFrom, rankTo });
  });
});

describe('a seeded source', () => {
  it('gives numbers from 0 on below 1, spread over all of it', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        const tenths = new Set(Array.from({ length: 500 }, random).map((one) => Math.floor(one * 10)));
        expect(tenths).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
      }),
    );
  });
});

describe('as laws over any facts', () => {
  const facts = fc.array(
    fc.record({
      unit: fc.constantFrom('A', 'B', 'C'),
      component: fc.constantFrom('timeliness', 'quality'),
      weight: fc.integer({ min: 1, max: 3 }),
      points: fc.integer({ min: 0, max: 10_000 }),
    }),
    { maxLength: 60 },
  );

  it('the same scheme moves nobody, and counting alike ones together neither', () => {
    fc.assert(
      fc.property(facts, (some) => {
        const rows = score(TWO, { units: UNITS, facts: some });
        for (const move of movesBetween(rows, score(TWO, { units: UNITS, facts: countAlike(some) }))) {
          expect([move.rankChange ?? 0, move.scoreChange ?? 0, move.rule, move.gradeChanged]).toEqual([
            0,
            0,
            null,
            false,
          ]);
        }
      }),
    );
  });

  it('all weights five times as much move nobody', () => {
    fc.assert(
      fc.property(facts, (some) => {
        const five = {
          ...TWO,
          components: TWO.components.map((one) => ({ ...one, weight: one.weight * 5 })),
        };
        const ranks = (scheme: Scheme) => ranksOf(score(scheme, { units: UNITS, facts: some }));
        expect(ranks(five)).toEqual(ranks(TWO));
      }),
    );
  });

  it('what one side gains the other loses', () => {
    fc.assert(
      fc.property(facts, (some) => {
        const [a, b] = [PLAIN, TWO].map((scheme) => score(scheme, { units: UNITS, facts: some }));
        const there = new Map(movesBetween(a!, b!).map((move) => [move.unit, move]));
        for (const back of movesBetween(b!, a!)) {
          expect((there.get(back.unit)?.rankChange ?? 0) + (back.rankChange ?? 0)).toBe(0);
          expect((there.get(back.unit)?.scoreChange ?? 0) + (back.scoreChange ?? 0)).toBe(0);
        }
      }),
    );
  });
});
