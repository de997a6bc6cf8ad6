import { describe, expect, it } from 'vitest';
import type { Day } from '../../src/domain/day.ts';
import { parsePeriod } from '../../src/domain/period.ts';
import { publishRow } from '../../src/domain/row.ts';
import type { Scheme } from '../../src/domain/scheme.ts';
import { score } from '../../src/domain/score.ts';
import { SHIPPED_SCHEMES, type ShippedName } from '../../src/domain/shipped-schemes.ts';
import type { Fact } from '../../src/domain/sum-facts.ts';
import { daysLateOf, factsOfTask } from '../../src/domain/task-facts.ts';
import { isValidWithin } from '../../src/domain/unit.ts';
import { CALENDAR } from './calendars.ts';
import { type Life, toldTask } from './told-task.ts';

/**
 * Counted by hand, from what happened to tasks down to the row, under each scheme that is shipped. Tasks are assigned on
 * 2 March, weigh 1, are due on 31 March if nothing else is said, and are judged on 30 June. T, by working days late:
 *
 *     default   0: 100, 1: 96, 2: 92, 5: 80, 6: 76, 8: 68, 10: 60, 11: 57, 14: 48, 20: 30; open and overdue at most 50
 *     report    0: 100, else 0
 *     kpi       0: 100, 1 to 5: 90, 6 to 15: 70, 16 to 30: 50; open and overdue at most 50; early 1: 102;
 *               seven parts of ten, and three of quality, which is 80 for work that was verified without a mark
 */
const CUTOFF = '2026-06-30';
const H1 = parsePeriod('2026-H1')!;
const SCHEMES: readonly ShippedName[] = ['default', 'report', 'kpi'];

/** `days` are working days after 31 March: 1, 2, 3, 6, 7, 8, 9, 10, 13, 14, 15, 16, 17 and 20 April. */
const done = (day: Day): Life => [
  [day, 'submitted'],
  ['2026-06-10', { verified: null }],
];
const ON_TIME = done('2026-03-31');
const FIVE_LATE = done('2026-04-07');
const SIX_LATE = done('2026-04-08');

type Told = readonly [unit: string, count: number, life: Life, due?: Day];

function factsUnder(scheme: Scheme, told: readonly Told[], period = H1, today = CUTOFF): Fact[] {
  return told.flatMap(([lead, count, life, due = '2026-03-31']) => {
    const task = toldTask(life, { lead, due, weight: 1 });
    const facts = factsOfTask(task, scheme, period, today, CALENDAR);
    return facts.map((fact) => ({ ...fact, count, daysLate: daysLateOf(fact, task.lead) }));
  });
}

/** One line per row: `unit rank score grade tasks`, or the reason why it has no rank. */
function lines(scheme: Scheme, codes: readonly string[], told: readonly Told[]): string[] {
  const units = codes.map((code) => ({ code, group: 'departments' }));
  return score(scheme, { units, facts: factsUnder(scheme, told) })
    .map(publishRow)
    .map((row) =>
      row.reason === null
        ? `${row.unit} ${row.rank} ${row.score} ${row.grade} ${row.tasks}`
        : `${row.unit} ${row.reason} ${row.tasks}`,
    );
}

type Expected = Readonly<Record<ShippedName, readonly string[]>>;
type Case = readonly [circumstance: string, units: string, told: readonly Told[], expected: Expected];

const CASES: readonly Case[] = [
  [
    // Late ones 5 days, overdue ones 20, so that every scheme has something to say; what is open in time is no fact.
    // Default: (1310·100 + 429·80 + 175·30) / 1914 = 170570 / 1914. Report: 131000 / 1914.
    // KPI: (131000 + 429·90 + 175·50) / 1914 = 93.1870, and quality 80: (7·93.1870 + 3·80) / 10.
    'the Government’s figures of August 2016: 1,310 on time, 429 late, 1,812 open in time, 175 overdue',
    'C',
    [
      ['C', 1310, ON_TIME],
      ['C', 429, FIVE_LATE],
      ['C', 1812, [], '2026-06-30'],
      ['C', 175, [], '2026-06-02'],
    ],
    {
      default: ['C 1 89.117 good 1914'],
      report: ['C 1 68.4431 completed 1914'],
      kpi: ['C 1 89.2309 good 1914'],
    },
  ],
  [
    // KPI: 7·100 + 3·80 over 10.
    'n = 0: a unit without a task has no rank, and costs nobody anything',
    'AB',
    [['A', 5, ON_TIME]],
    {
      default: ['A 1 100 excellent 5', 'B tooFewTasks 0'],
      report: ['A 1 100 excellent 5', 'B tooFewTasks 0'],
      kpi: ['A 1 94 excellent 5', 'B tooFewTasks 0'],
    },
  ],
  [
    // Default: μ = (300 + 800) / 13, B = (800 + 10μ) / 20. The others rank from one task on. KPI: 7·90 + 3·80.
    'n = 3: three tasks in time are too few by default, and first where nothing holds them back',
    'AB',
    [
      ['A', 3, ON_TIME],
      ['B', 10, FIVE_LATE],
    ],
    {
      default: ['B 1 82.3077 good 10', 'A tooFewTasks 3'],
      report: ['A 1 100 excellent 3', 'B 2 0 notCompleted 10'],
      kpi: ['A 1 94 excellent 3', 'B 2 87 good 10'],
    },
  ],
  [
    'all equal: all share the first rank, however many tasks they have, at the threshold of 80 by default',
    'ABC',
    [
      ['A', 5, FIVE_LATE],
      ['B', 7, FIVE_LATE],
      ['C', 30, FIVE_LATE],
    ],
    {
      default: ['A 1 80 good 5', 'B 1 80 good 7', 'C 1 80 good 30'],
      report: ['A 1 0 notCompleted 5', 'B 1 0 notCompleted 7', 'C 1 0 notCompleted 30'],
      kpi: ['A 1 87 good 5', 'B 1 87 good 7', 'C 1 87 good 30'],
    },
  ],
  [
    // Default: 5·100 + 5·80 over 10 and 15·100 + 5·60 over 20 are both 90, and so is μ.
    // Report: 5 of 10, 15 of 20. KPI: t = 95 and 92.5, 7t + 240 over 10.
    'a tie at a threshold: two that just reach 90 have the first grade both',
    'AB',
    [
      ['A', 5, ON_TIME],
      ['A', 5, FIVE_LATE],
      ['B', 15, ON_TIME],
      ['B', 5, done('2026-04-14')],
    ],
    {
      default: ['A 1 90 excellent 10', 'B 1 90 excellent 20'],
      report: ['B 1 75 completed 20', 'A 2 50 completed 10'],
      kpi: ['A 1 90.5 excellent 10', 'B 2 88.75 good 20'],
    },
  ],
  [
    // One of them a day later: μ = (896 + 1800) / 30 = 89.8667, A = (896 + 10μ) / 20, B = (1800 + 10μ) / 30.
    // KPI: A t = (500 + 360 + 70) / 10 = 93.
    'one day later the threshold of 90 is missed by both, since the mean is theirs',
    'AB',
    [
      ['A', 5, ON_TIME],
      ['A', 4, FIVE_LATE],
      ['A', 1, SIX_LATE],
      ['B', 15, ON_TIME],
      ['B', 5, done('2026-04-14')],
    ],
    {
      default: ['B 1 89.9556 good 20', 'A 2 89.7333 good 10'],
      report: ['B 1 75 completed 20', 'A 2 50 completed 10'],
      kpi: ['A 1 89.1 good 10', 'B 2 88.75 good 20'],
    },
  ],
  [
    // 9 of 10 and 18 of 20: by default 98 both. KPI: t = 99.
    'a tie at the threshold of the report’s first grade: nine of ten and eighteen of twenty',
    'AB',
    [
      ['A', 9, ON_TIME],
      ['A', 1, FIVE_LATE],
      ['B', 18, ON_TIME],
      ['B', 2, FIVE_LATE],
    ],
    {
      default: ['A 1 98 excellent 10', 'B 1 98 excellent 20'],
      report: ['A 1 90 excellent 10', 'B 1 90 excellent 20'],
      kpi: ['A 1 93.3 excellent 10', 'B 1 93.3 excellent 20'],
    },
  ],
  [
    // t = 80 as (3·90 + 50) / 4 and as (90 + 70) / 2: 560 + 240 over 10. 23 April is 17 days late.
    // Default: T(17) = 39, so A has (12·80 + 4·39) / 16 = 69.75, B (3·80 + 3·76) / 6 = 78, μ = 1584 / 22 = 72;
    // A = (1116 + 720) / 26, B = (468 + 720) / 16.
    'a tie at the KPI’s threshold of 80',
    'AB',
    [
      ['A', 12, FIVE_LATE],
      ['A', 4, done('2026-04-23')],
      ['B', 3, FIVE_LATE],
      ['B', 3, SIX_LATE],
    ],
    {
      default: ['B 1 74.25 completed 6', 'A 2 70.6154 completed 16'],
      report: ['A 1 0 notCompleted 16', 'B 1 0 notCompleted 6'],
      kpi: ['A 1 80 good 16', 'B 1 80 good 6'],
    },
  ],
];

describe.each(SCHEMES)('by the scheme %s, counted by hand,', (name) => {
  it.each(CASES)('%s', (_, codes, told, expected) => {
    expect(lines(SHIPPED_SCHEMES[name], [...codes], told)).toEqual(expected[name]);
  });
});

describe('a quota of a fifth, of ten units', () => {
  const told: readonly Told[] = [
    ['A', 10, ON_TIME],
    ...['B', 'C'].flatMap((unit): Told[] => [
      [unit, 9, ON_TIME],
      [unit, 1, FIVE_LATE],
    ]),
    ...[...'DEFGHIJ'].map((unit): Told => [unit, 10, FIVE_LATE]),
  ];

  // Two places; A has one, and B and C share the score at which the other would be passed: neither has it.
  // Default: μ = (1000 + 2·980 + 7·800) / 100 = 85.6, each drawn halfway to it. KPI: t = 100, 99 and 90.
  it.each([
    ['default', ['A 1 92.8 excellent', 'B 2 91.8 good', 'C 2 91.8 good', 'D 4 82.8 good']],
    ['report', ['A 1 100 excellent', 'B 2 90 good', 'C 2 90 good', 'D 4 0 notCompleted']],
    ['kpi', ['A 1 94 excellent', 'B 2 93.3 good', 'C 2 93.3 good', 'D 4 87 good']],
  ] as const)('a tie takes no place by the scheme %s', (name, expected) => {
    const scheme = { ...SHIPPED_SCHEMES[name], firstGradeQuota: 20 };
    const first = lines(scheme, [...'ABCDEFGHIJ'], told).slice(0, 4);
    expect(first.map((line) => line.split(' ').slice(0, 4).join(' '))).toEqual(expected);
  });
});

/** A unit that ended with April; its successor has what was still open from Monday 4 May. */
describe('a unit merged in mid-period', () => {
  const passed = (day: Day): Life => [['2026-05-04', { reassigned: 'NEW' }], ...done(day)];
  const told: readonly Told[] = [
    ['OLD', 5, ON_TIME],
    ['NEW', 3, done('2026-05-29'), '2026-05-29'],
    // Due on Friday 29 May and done on Tuesday 2 June: two days late.
    ['OLD', 1, passed('2026-06-02'), '2026-05-29'],
    // Overdue since 31 March when it passed; the successor's days count from 4 May: Tuesday and Wednesday.
    ['OLD', 1, passed('2026-05-06')],
  ];

  // Default: OLD 500 / 5, NEW (300 + 92 + 92) / 5, μ = 98.4, a third of the way kept. KPI: NEW t = (300 + 2·90) / 5.
  it.each([
    ['default', ['OLD 1 98.9333 excellent 5', 'NEW 2 97.8667 excellent 5']],
    ['report', ['OLD 1 100 excellent 5', 'NEW 2 60 completed 5']],
    ['kpi', ['OLD 1 94 excellent 5', 'NEW 2 91.2 excellent 5']],
  ] as const)(
    'keeps what it did, and its successor answers for its own days, by the scheme %s',
    (name, expected) => {
      expect(lines(SHIPPED_SCHEMES[name], ['OLD', 'NEW'], told)).toEqual(expected);
    },
  );

  it('has a row in each period that it saw a day of, and in none after', () => {
    const rest = {
      name: '',
      shortName: '',
      kind: 'department',
      parent: '38',
      peerGroup: 'departments',
    } as const;
    const common = { ...rest, ownOffice: false, validFrom: '2010-01-01' };
    const old = { ...common, code: 'OLD', validTo: '2026-04-30', successors: ['NEW'] };
    const rows = ['2026-Q1', '2026-04', '2026-Q2', '2026-05', '2026-Q3'].map((text) => {
      const { from, to } = parsePeriod(text)!;
      return isValidWithin(old, from, to);
    });
    expect(rows).toEqual([true, true, true, false, false]);
  });
});

/** What a task is in a quarter, as judged on a day: `kind days points` of its timeliness. */
function factIn(scheme: Scheme, life: Life, quarter: string, today: Day): string[] {
  const facts = factsOfTask(toldTask(life), scheme, parsePeriod(quarter)!, today, CALENDAR);
  return facts
    .filter(({ component }) => component === 'timeliness')
    .map(({ kind, amount, points }) => `${kind} ${amount} ${points / 100}`);
}

describe('a task due on a Friday that is open on the Sunday after', () => {
  it.each([
    ['default', ['openOverdue 0 50']],
    ['report', ['openOverdue 0 0']],
    ['kpi', ['openOverdue 0 50']],
  ] as const)('is overdue by no working day yet, and not in time, by the scheme %s', (name, expected) => {
    const life: Life = [['2026-03-20', { extended: '2026-04-10', cause: 'external' }]];
    expect(factIn(SHIPPED_SCHEMES[name], life, '2026-Q2', '2026-04-12')).toEqual(expected);
  });
});

/** Due on 31 March, moved on 20 March to Wednesday 8 April, done on Friday 10 April. */
describe('a task that straddles two quarters', () => {
  const life: Life = [
    ['2026-03-20', { extended: '2026-04-08', cause: 'external' }],
    ['2026-04-10', 'submitted'],
  ];
  const begun = life.slice(0, 1);

  it.each([
    ['default', ['done 2 92']],
    ['report', ['done 2 0']],
    ['kpi', ['done 2 90']],
  ] as const)('is a fact of the one that its deadline moved to alone, by the scheme %s', (name, expected) => {
    const scheme = SHIPPED_SCHEMES[name];
    expect(factIn(scheme, life, '2026-Q1', CUTOFF)).toEqual([]);
    expect(factIn(scheme, life, '2026-Q2', CUTOFF)).toEqual(expected);
    expect(factIn(scheme, begun, '2026-Q2', '2026-04-08')).toEqual([]);
  });

  // Under the original deadline: the first quarter, 1, 2, 3, 6, 7, 8, 9 and 10 April late.
  it.each([
    ['default', ['done 8 68'], ['openOverdue 1 50']],
    ['report', ['done 8 0'], ['openOverdue 1 0']],
    ['kpi', ['done 8 70'], ['openOverdue 1 50']],
  ] as const)(
    'stays in the one of its original deadline where that counts, by the scheme %s',
    (name, expected, open) => {
      const scheme = { ...SHIPPED_SCHEMES[name], basis: 'original' as const };
      expect(factIn(scheme, life, '2026-Q2', CUTOFF)).toEqual([]);
      expect(factIn(scheme, life, '2026-Q1', CUTOFF)).toEqual(expected);
      expect(factIn(scheme, begun, '2026-Q1', '2026-03-31')).toEqual([]);
      expect(factIn(scheme, begun, '2026-Q1', '2026-04-01')).toEqual(open);
    },
  );
});

/** Done on Wednesday 15 April, eleven working days late, or on Monday 20 April, fourteen. */
describe('an extension asked', () => {
  const submitted = ['2026-04-15', 'submitted'] as const;
  const lives: readonly (readonly [string, Life, Readonly<Record<ShippedName, string>>])[] = [
    [
      // From 30 March until 10 April it was the Office's to answer, of which nine days lie after the deadline.
      'before the due day and refused later costs the days that the unit had it alone',
      [['2026-03-30', { asked: '2026-04-30', inTime: true }], ['2026-04-10', 'refused'], submitted],
      { default: 'done 2 92', report: 'done 2 0', kpi: 'done 2 90' },
    ],
    [
      'after the due day and refused later costs all of them',
      [['2026-04-03', { asked: '2026-04-30', inTime: false }], ['2026-04-10', 'refused'], submitted],
      { default: 'done 11 57', report: 'done 11 0', kpi: 'done 11 70' },
    ],
    [
      'after the due day and not answered yet costs all of them',
      [['2026-04-03', { asked: '2026-04-30', inTime: false }], submitted],
      { default: 'done 11 57', report: 'done 11 0', kpi: 'done 11 70' },
    ],
    [
      'after the due day and granted moves the deadline all the same',
      [
        ['2026-04-03', { asked: '2026-04-20', inTime: false }],
        ['2026-04-10', { approved: '2026-04-20' }],
        ['2026-04-20', 'submitted'],
      ],
      { default: 'done 0 100', report: 'done 0 100', kpi: 'done 0 100' },
    ],
  ];

  it.each(SCHEMES.flatMap((name) => lives.map((each) => [...each, name] as const)))(
    '%s',
    (_, life, expected, name) => {
      expect(factIn(SHIPPED_SCHEMES[name], life, '2026-H1', CUTOFF)).toEqual([expected[name]]);
    },
  );

  it('changes nothing under the original deadline', () => {
    const scheme = { ...SHIPPED_SCHEMES.default, basis: 'original' as const };
    const facts = lives.map(([, life]) => factIn(scheme, life, '2026-H1', CUTOFF));
    expect(facts).toEqual([['done 11 57'], ['done 11 57'], ['done 11 57'], ['done 14 48']]);
  });
});
