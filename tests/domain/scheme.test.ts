import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/domain/canonical.ts';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { schemeAsPublished } from '../../src/domain/published-scheme.ts';
import type { Scheme } from '../../src/domain/scheme.ts';
import { keptScheme, schemeOf, scoreFiles } from '../../src/domain/score-files.ts';
import { validateScheme } from '../../src/domain/validate-scheme.ts';

describe('DEFAULT_SCHEME', () => {
  it('breaks no rule', () => {
    expect(validateScheme(DEFAULT_SCHEME)).toEqual([]);
  });

  it('can be hashed, whole numbers throughout', () => {
    expect(canonicalJson(DEFAULT_SCHEME)).toContain('"zHundredths":139');
  });

  it('is published as plain numbers', () => {
    expect(schemeAsPublished(DEFAULT_SCHEME)).toEqual({
      name: 'Bộ tiêu chí mặc định',
      version: 1,
      basis: 'current',
      kappa: 10,
      z: 1.39,
      leastWeight: 5,
      openOverdueCap: 50,
      points: [
        [0, 100],
        [10, 60],
        [20, 30],
        [40, 0],
      ],
      grades: [
        [90, 'excellent'],
        [80, 'good'],
        [50, 'completed'],
        [0, 'notCompleted'],
      ],
      components: [{ name: 'timeliness', weight: 1, allowed: null, points: null }],
      excluded: [],
      steps: false,
      early: [],
      causes: ['external', 'internal', 'assigner'],
      coordinatingWeight: 0,
      leastTaskWeight: 1,
      mostTaskWeight: 3,
      firstGradeQuota: null,
      firstGradeBar: null,
      unratedQuality: null,
      adjustmentMost: 0,
    });
  });
});

describe('validateScheme', () => {
  const cases: [string, Partial<Scheme>, string[]][] = [
    ['no name', { name: ' ' }, ['name scheme.nameNeeded']],
    ['version nought', { version: 0 }, ['version scheme.wholeFromOne']],
    ['κ below nought', { kappa: -1 }, ['kappa scheme.notNegative']],
    ['κ not whole', { kappa: 2.5 }, ['kappa scheme.notNegative']],
    ['early points below the full ones', { early: [[1, 9900]] }, ['early scheme.earlyRises']],
    [
      'early points that fall',
      {
        early: [
          [1, 10_500],
          [5, 10_400],
        ],
      },
      ['early scheme.earlyRises'],
    ],
    [
      'bounds of weight that cross',
      { leastTaskWeight: 3, mostTaskWeight: 2 },
      ['mostTaskWeight scheme.boundsCrossed'],
    ],
    ['a quota above all', { firstGradeQuota: 101 }, ['firstGradeQuota scheme.percent']],
    ['a bar below nought', { firstGradeBar: -1 }, ['firstGradeBar scheme.notNegative']],
    [
      'a component whose points rise',
      {
        components: [
          {
            name: 'returned',
            weight: 1,
            points: [
              [0, 10_000],
              [1, 5000],
              [2, 6000],
            ],
          },
        ],
      },
      ['components scheme.tableFalls'],
    ],
    ['z below nought', { zHundredths: -1 }, ['zHundredths scheme.notNegative']],
    ['least weight nought', { leastWeight: 0 }, ['leastWeight scheme.wholeFromOne']],
    ['a cap above full points', { openOverdueCap: 10_001 }, ['openOverdueCap scheme.pointsOutOfRange']],
    ['no points', { points: [] }, ['points scheme.startsFull']],
    ['points that start below 100', { points: [[0, 9999]] }, ['points scheme.startsFull']],
    ['points from day 1', { points: [[1, 10_000]] }, ['points scheme.startsFull']],
    [
      'points that rise',
      {
        points: [
          [0, 10_000],
          [2, 8000],
          [3, 8001],
        ],
      },
      ['points scheme.neverRises'],
    ],
    [
      'a day twice',
      {
        points: [
          [0, 10_000],
          [2, 8000],
          [2, 7000],
        ],
      },
      ['points scheme.daysRise'],
    ],
    [
      'points below nought',
      {
        points: [
          [0, 10_000],
          [2, -1],
        ],
      },
      ['points scheme.pointsOutOfRange'],
    ],
    ['no grades', { grades: [] }, ['grades scheme.gradesReachZero']],
    [
      'grades that leave a gap at the bottom',
      {
        grades: [
          [9000, 'excellent'],
          [10, 'good'],
        ],
      },
      ['grades scheme.gradesReachZero'],
    ],
    [
      'thresholds that rise',
      {
        grades: [
          [5000, 'excellent'],
          [8000, 'good'],
          [0, 'completed'],
        ],
      },
      ['grades scheme.gradesFall'],
    ],
    [
      'a worse grade above a better one',
      {
        grades: [
          [9000, 'good'],
          [0, 'excellent'],
        ],
      },
      ['grades scheme.gradesBestFirst'],
    ],
    ['no component', { components: [] }, ['components scheme.componentNeeded']],
    [
      'a component without weight',
      { components: [{ name: 'timeliness', weight: 0 }] },
      ['components scheme.wholeFromOne'],
    ],
    [
      'a component twice',
      {
        components: [
          { name: 'timeliness', weight: 1 },
          { name: 'timeliness', weight: 2 },
        ],
      },
      ['components scheme.namedTwice'],
    ],
    [
      'a bar by days late where days late count for nothing',
      { firstGradeBar: 30, components: [{ name: 'returned', weight: 1 }] },
      ['firstGradeBar scheme.barNeedsTimeliness'],
    ],
    ...['Timeliness', 'time liness', ' TÍMELINESS ', 'time-liness'].map(
      (name): [string, Partial<Scheme>, string[]] => [
        `a criterion named ${name}`,
        {
          components: [
            { name: 'returned', weight: 1 },
            { name, weight: 1 },
          ],
        },
        ['components.1.name scheme.namedAsOfTasks'],
      ],
    ),
    ['a criterion named otherwise', { components: [{ name: 'Tiến độ báo cáo', weight: 1 }] }, []],
    [
      'an exclusion without a reason',
      { excluded: [{ unit: 'STC', reason: '' }] },
      ['excluded scheme.reasonNeeded'],
    ],
  ];

  it.each(cases)('reports %s', (_, change, expected) => {
    const faults = validateScheme({ ...DEFAULT_SCHEME, ...change });
    expect(faults.map(({ field, code }) => `${field} ${code}`)).toEqual(expected);
  });

  it.each<[string, Partial<Scheme>]>([
    ['a bar that never acts', { firstGradeBar: 30, components: [{ name: 'returned', weight: 1 }] }],
    ['a name much like another', { components: [{ name: 'Timeliness', weight: 1 }] }],
  ])('leaves what was kept with %s before as it was', (_, change) => {
    const scheme = { ...DEFAULT_SCHEME, ...change };
    const published = schemeAsPublished(scheme);
    expect(keptScheme({ scheme: published }).components.map(({ name }) => name)).toEqual(
      scheme.components.map(({ name }) => name),
    );
    expect(schemeOf(published)).toMatchObject({ ok: false });
    expect(scoreFiles('{"units":[],"facts":[]}', JSON.stringify(published))).toEqual({ ok: true, items: [] });
  });

  it('reports all faults at once', () => {
    const faults = validateScheme({ ...DEFAULT_SCHEME, kappa: -1, components: [], grades: [] });
    expect(faults.map(({ field }) => field)).toEqual(['kappa', 'grades', 'components']);
  });
});
