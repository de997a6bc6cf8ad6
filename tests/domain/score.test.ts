import { describe, expect, it } from 'vitest';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { publishRow } from '../../src/domain/row.ts';
import { type ScoredUnit, score } from '../../src/domain/score.ts';
import type { Fact } from '../../src/domain/sum-facts.ts';

type Told = [unit: string, count: number, points: number, weight?: number, component?: string];

const facts = (told: Told[]): Fact[] =>
  told.map(([unit, count, points, weight = 1, component = 'timeliness']) => ({
    unit,
    component,
    weight,
    points: Math.round(points * 100),
    count,
  }));

const group = (codes: string): ScoredUnit[] => [...codes].map((code) => ({ code, group: 'departments' }));

/** One line per row: `unit rank rankFrom-rankTo score low high grade tasks weight`, or the reason. */
function lines(units: ScoredUnit[], told: Told[], scheme = DEFAULT_SCHEME): string[] {
  return score(scheme, { units, facts: facts(told) })
    .map(publishRow)
    .map((row) =>
      row.reason === null
        ? `${row.unit} ${row.rank} ${row.rankFrom}-${row.rankTo} ${row.score} ${row.low} ${row.high} ${row.grade} ${row.tasks} ${row.weight}`
        : `${row.unit} ${row.reason} ${row.rank} ${row.score} ${row.grade} ${row.tasks} ${row.weight}`,
    );
}

/** Counted by hand with κ = 10, z = 1.39, least weight 5 and grades from 90, 80 and 50. */
describe('score, counted by hand', () => {
  const cases: [string, string, Told[], string[]][] = [
    ['no facts at all', 'AB', [], ['A tooFewTasks null null null 0 0', 'B tooFewTasks null null null 0 0']],
    [
      'a unit without a task among others: μ = 90',
      'AB',
      [['A', 10, 90]],
      ['A 1 1-1 90 90 90 excellent 10 10', 'B tooFewTasks null null null 0 0'],
    ],
    [
      'three tasks: no rank, yet in μ = 1100 / 13, so that B has (800 + 10μ) / 20',
      'AB',
      [
        ['A', 3, 100],
        ['B', 10, 80],
      ],
      ['B 1 1-1 82.3077 82.3077 82.3077 good 10 10', 'A tooFewTasks null null null 3 3'],
    ],
    [
      'three heavy tasks do not beat three hundred: μ = 48300 / 606',
      'ABC',
      [
        ['A', 3, 100, 2],
        ['B', 300, 99],
        ['C', 300, 60],
      ],
      [
        'B 1 1-1 98.3775 98.3775 98.3775 excellent 300 300',
        'A 2 2-2 87.3144 87.3144 87.3144 good 3 6',
        'C 3 3-3 60.6356 60.6356 60.6356 completed 300 300',
      ],
    ],
    [
      'all equal, at the threshold of the first grade',
      'ABC',
      [
        ['A', 5, 90],
        ['B', 7, 90],
        ['C', 30, 90],
      ],
      [
        'A 1 1-3 90 90 90 excellent 5 5',
        'B 1 1-3 90 90 90 excellent 7 7',
        'C 1 1-3 90 90 90 excellent 30 30',
      ],
    ],
    [
      'two share the second rank, and none has the third',
      'ABCD',
      [
        ['A', 10, 80],
        ['B', 10, 90],
        ['C', 10, 100],
        ['D', 10, 90],
      ],
      [
        'C 1 1-1 95 95 95 excellent 10 10',
        'B 2 2-3 90 90 90 excellent 10 10',
        'D 2 2-3 90 90 90 excellent 10 10',
        'A 4 4-4 85 85 85 good 10 10',
      ],
    ],
    [
      'one unit only: its own mean 80, σ = 20, so 80 ∓ 1.39 × 20 / √20',
      'A',
      [
        ['A', 5, 100],
        ['A', 5, 60],
      ],
      ['A 1 1-1 80 73.7837 86.2163 good 10 10'],
    ],
    [
      'ranges that overlap: μ = 70, σ² = 5000 / 30',
      'ABC',
      [
        ['A', 5, 100],
        ['A', 5, 60],
        ['B', 5, 100],
        ['B', 5, 80],
        ['C', 10, 40],
      ],
      [
        'B 1 1-2 80 75.9874 84.0126 good 10 10',
        'A 2 1-2 75 70.9874 79.0126 completed 10 10',
        'C 3 3-3 55 50.9874 59.0126 completed 10 10',
      ],
    ],
    [
      'a low below nought is not clipped: mean 5, σ² = 475, W + κ = 30',
      'A',
      [
        ['A', 19, 0],
        ['A', 1, 100],
      ],
      ['A 1 1-1 5 -0.531 10.531 notCompleted 20 20'],
    ],
    [
      'exactly half a ten-thousandth goes up: 90.00005, from which 1.39σ / √210 is 0.000068',
      'A',
      [
        ['A', 199, 90],
        ['A', 1, 90.01],
      ],
      ['A 1 1-1 90.0001 90 90.0001 excellent 200 200'],
    ],
    [
      'ranks and grades go by the exact score, not by the one that is shown',
      'AB',
      [
        ['A', 1_000_000, 90],
        ['B', 999_999, 90],
        ['B', 1, 89.99],
      ],
      ['A 1 1-2 90 90 90 good 1000000 1000000', 'B 2 1-2 90 90 90 good 1000000 1000000'],
    ],
  ];

  it.each(cases)('%s', (_, codes, told, expected) => {
    expect(lines(group(codes), told)).toEqual(expected);
  });
});

describe('score, of units in several groups and in none', () => {
  const units: ScoredUnit[] = [
    { code: 'VP', group: null },
    { code: '384', group: 'mountain' },
    { code: 'SNV', group: 'departments' },
    { code: 'STC', group: 'departments', reason: 'excluded' },
    { code: 'SYT', group: 'departments' },
  ];
  const told: Told[] = [
    ['VP', 10, 0],
    ['384', 10, 100],
    ['SNV', 10, 80],
    ['STC', 10, 0],
    ['SYT', 10, 80],
  ];

  it('compares within the group; the outside enter no mean', () => {
    expect(lines(units, told)).toEqual([
      'SNV 1 1-2 80 80 80 good 10 10',
      'SYT 1 1-2 80 80 80 good 10 10',
      'STC excluded null null null 10 10',
      '384 1 1-1 100 100 100 excellent 10 10',
      'VP verifiesItself null null null 10 10',
    ]);
  });

  it('takes exclusions from the scheme too', () => {
    const scheme = { ...DEFAULT_SCHEME, excluded: [{ unit: 'SYT', reason: 'Mới thành lập' }] };
    expect(lines(units, told, scheme)[1]).toBe('STC excluded null null null 10 10');
    expect(lines(units, told, scheme)[2]).toBe('SYT excluded null null null 10 10');
  });

  it('refuses a fact of a unit that it was not given', () => {
    expect(() => lines(units, [['SXD', 1, 100]])).toThrow('SXD');
  });
});

describe('score, of several components', () => {
  const scheme = {
    ...DEFAULT_SCHEME,
    components: [
      { name: 'timeliness', weight: 3 },
      { name: 'quality', weight: 1 },
      { name: 'reports', weight: 9 },
    ],
  };
  const told: Told[] = [
    ['A', 10, 80],
    ['B', 10, 100],
    ['B', 5, 100, 1, 'quality'],
    ['B', 5, 20, 1, 'quality'],
  ];

  it('is the mean of the shrunk ones, the group mean standing in; nobody is scored on reports', () => {
    // Timeliness: μ 90, so 85 and 95. Quality: μ 60, σ² 1600, so 60 and 60.
    // A: (3·85 + 60) / 4 ∓ 1.39·√(1600 / 10) / 4; B: (3·95 + 60) / 4 ∓ 1.39·√(1600 / 20) / 4.
    expect(lines(group('AB'), told, scheme)).toEqual([
      'B 1 1-2 86.25 83.1419 89.3581 good 10 10',
      'A 2 1-2 78.75 74.3544 83.1456 completed 10 10',
    ]);
  });

  it('gives the parts of each row, marked where the unit has no facts of its own', () => {
    const rows = score(scheme, { units: group('AB'), facts: facts(told) });
    expect(rows.find(({ unit }) => unit === 'A')).toMatchObject({
      peers: 2,
      parts: [
        {
          component: 'timeliness',
          share: 3,
          tasks: 10,
          weight: 10,
          mean: 800_000,
          groupMean: 900_000,
          kappa: 10,
          score: 850_000,
        },
        {
          component: 'quality',
          share: 1,
          tasks: 0,
          weight: 0,
          mean: null,
          groupMean: 600_000,
          kappa: 10,
          score: 600_000,
        },
      ],
    });
  });

  it('asks for the least weight in one component, not in their sum', () => {
    const thin: Told[] = [
      ['A', 4, 100],
      ['A', 4, 100, 1, 'quality'],
    ];
    expect(lines(group('A'), thin, scheme)).toEqual(['A tooFewTasks null null null 4 4']);
  });

  it('asks for it in tasks: figures of other bodies alone rank nobody, yet count once there are tasks enough', () => {
    const reform = {
      ...DEFAULT_SCHEME,
      components: [
        { name: 'timeliness', weight: 1 },
        { name: 'Cải cách hành chính', weight: 1 },
      ],
    };
    const told: Told[] = [
      ['A', 6, 100, 1, 'Cải cách hành chính'],
      ['A', 4, 100],
      ['B', 5, 100],
    ];
    // Both means are 100: B has it where no figure of it came in, and A's four tasks are too few whatever its figures.
    expect(lines(group('AB'), told, reform)).toEqual([
      'B 1 1-1 100 100 100 excellent 5 5',
      'A tooFewTasks null null null 4 4',
    ]);
  });

  it('counts figures in a scheme that has nothing else', () => {
    const figures = { ...DEFAULT_SCHEME, components: [{ name: 'Cải cách hành chính', weight: 1 }] };
    const told: Told[] = [
      ['A', 6, 90, 1, 'Cải cách hành chính'],
      ['B', 4, 90, 1, 'Cải cách hành chính'],
    ];
    expect(lines(group('AB'), told, figures)).toEqual([
      'A 1 1-1 90 90 90 excellent 6 6',
      'B tooFewTasks null null null 4 4',
    ]);
  });
});
