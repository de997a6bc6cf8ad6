import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/domain/day.ts';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { parsePeriod } from '../../src/domain/period.ts';
import type { Scheme } from '../../src/domain/scheme.ts';
import { score } from '../../src/domain/score.ts';
import { REPORT_SCHEME } from '../../src/domain/shipped-schemes.ts';
import { standingOf } from '../../src/domain/standing.ts';
import type { Cause, Task } from '../../src/domain/task.ts';
import { daysLateOf, factsOfTask } from '../../src/domain/task-facts.ts';
import { CALENDAR } from './calendars.ts';
import { type Life, toldTask } from './told-task.ts';

const H1 = parsePeriod('2026-H1')!;
const TODAY = '2026-06-30';
const task = (...life: Life) => toldTask(life);

function scheme(name: string, more: Partial<Scheme> = {}): Scheme {
  return { ...DEFAULT_SCHEME, components: [{ name, weight: 1 }], ...more };
}

function facts(of: Task, by: Scheme, today = TODAY) {
  return factsOfTask(of, by, H1, today, CALENDAR).map(
    ({ unit, weight, kind, amount, points }) => `${unit} ${weight}: ${kind} ${amount}, ${points / 100}`,
  );
}

const DONE: Life = [
  ['2026-03-03', 'acknowledged'],
  ['2026-03-31', 'submitted'],
];
const AGAIN: Life = [...DONE, ['2026-04-01', 'returned'], ['2026-04-02', 'submitted']];
const PASSED = ['2026-04-06', { reassigned: 'STC' }] as const;

describe('what a task brings', () => {
  it.each([
    ['done on its day', 'timeliness', DONE, ['SNV 2: done 0, 100']],
    ['done 3 working days late', 'timeliness', [['2026-04-03', 'submitted']], ['SNV 2: done 3, 88']],
    ['never begun', 'timeliness', [], ['SNV 2: openOverdue 62, 0']],
    ['never submitted', 'returned', [['2026-03-03', 'acknowledged']], []],
    ['submitted once', 'returned', DONE, ['SNV 2: returned 0, 100']],
    ['returned once', 'returned', AGAIN, ['SNV 2: returned 1, 80']],
    [
      'returned once, then verified',
      'returned',
      [...AGAIN, ['2026-04-03', { verified: 4 }]],
      ['SNV 2: returned 1, 80'],
    ],
    ['returned to its former lead', 'returned', [...AGAIN, ['2026-04-03', 'returned'], PASSED], []],
    [
      'returned to its former lead, then submitted',
      'returned',
      [...AGAIN, ['2026-04-03', 'returned'], PASSED, ['2026-04-10', 'submitted']],
      ['STC 2: returned 0, 100'],
    ],
    [
      'returned to its former lead on the day on which it passed on',
      'returned',
      [...AGAIN, ['2026-04-06', 'returned'], PASSED],
      [],
    ],
    [
      'submitted, returned and submitted again by a new lead on its first day',
      'returned',
      [
        ...[...AGAIN, ['2026-04-06', 'returned'], PASSED],
        ...(['submitted', 'returned', 'submitted'] as const).map((step) => ['2026-04-06', step] as const),
      ],
      ['STC 2: returned 1, 80'],
    ],
    ['acknowledged the next day', 'acknowledgement', DONE, ['SNV 2: acknowledged 0, 100']],
    [
      'acknowledged after a week',
      'acknowledgement',
      [['2026-03-09', 'acknowledged']],
      ['SNV 2: acknowledged 3, 70'],
    ],
    ['not acknowledged at all', 'acknowledgement', [], ['SNV 2: acknowledged 81, 0']],
    ['done within the time allowed for a report', 'reporting', DONE, []],
    [
      'reported each month until its end',
      'reporting',
      [
        ['2026-03-03', 'acknowledged'],
        ['2026-03-30', 'reported'],
        ['2026-04-20', 'reported'],
        ['2026-05-12', 'submitted'],
      ],
      ['SNV 2: reported 0, 100'],
    ],
    ['verified with mark 4', 'quality', [...DONE, ['2026-04-01', { verified: 4 }]], ['SNV 2: rated 4, 80']],
    ['verified with mark 1', 'quality', [...DONE, ['2026-04-01', { verified: 1 }]], ['SNV 2: rated 1, 0']],
    ['of a criterion that others decide', 'constructor', DONE, []],
    ['verified without a mark', 'quality', [...DONE, ['2026-04-01', { verified: null }]], []],
  ] as [string, string, Life, string[]][])('%s: %s', (_, component, steps, expected) => {
    expect(facts(task(...steps), scheme(component))).toEqual(expected);
  });
});

describe('a scheme', () => {
  it('that counts coordination gives each coordinating unit the fact with its own weight', () => {
    expect(facts(task(...DONE), scheme('timeliness', { coordinatingWeight: 1 }))).toEqual([
      'SNV 2: done 0, 100',
      'STC 1: done 0, 100',
    ]);
  });

  it('that counts coordination bars the lead alone for days late', () => {
    const by = scheme('timeliness', {
      coordinatingWeight: 1,
      firstGradeBar: 30,
      leastWeight: 1,
      grades: [
        [0, 'excellent'],
        [0, 'good'],
      ],
    });
    const found = factsOfTask(task(), by, H1, TODAY, CALENDAR);
    const counted = found.map((fact) => ({ ...fact, daysLate: daysLateOf(fact, 'SNV') }));
    expect(counted.map(({ unit, daysLate }) => [unit, daysLate])).toEqual([
      ['SNV', 62],
      ['STC', null],
    ]);
    const units = ['SNV', 'STC'].map((code) => ({ code, group: 'departments' }));
    const rows = score(by, { units, facts: counted });
    expect(rows.map(({ unit, grade }) => [unit, grade])).toEqual([
      ['SNV', 'good'],
      ['STC', 'excellent'],
    ]);
  });

  it('bounds the weight of a task', () => {
    expect(facts(task(...DONE), scheme('timeliness', { mostTaskWeight: 1 }))).toEqual(['SNV 1: done 0, 100']);
    expect(facts(task(...DONE), scheme('timeliness', { leastTaskWeight: 3 }))).toEqual([
      'SNV 3: done 0, 100',
    ]);
  });

  it('that takes unrated work as good gives it those points', () => {
    const verified = task(...DONE, ['2026-04-01', { verified: null }]);
    expect(facts(verified, scheme('quality', { unratedQuality: 8000 }))).toEqual(['SNV 2: unrated 0, 80']);
  });

  it('with an early bonus gives it by working days early', () => {
    const early = task(['2026-03-03', 'acknowledged'], ['2026-03-24', 'submitted']);
    const bonus = scheme('timeliness', {
      early: [
        [1, 10_200],
        [5, 10_500],
      ],
    });
    expect(facts(early, bonus)).toEqual(['SNV 2: early 5, 105']);
  });

  it.each([
    ['all causes', ['external', 'internal', 'assigner'], 'SNV 2: done 0, 100'],
    ['causes of others only', ['external', 'assigner'], 'SNV 2: done 6, 76'],
  ] as [string, Cause[], string][])('that counts extensions for %s', (_, causes, expected) => {
    const extended = task(
      ['2026-03-03', 'acknowledged'],
      ['2026-03-20', { extended: '2026-04-08', cause: 'internal' }],
      ['2026-04-08', 'submitted'],
    );
    expect(facts(extended, scheme('timeliness', { causes }))).toEqual([expected]);
  });

  const INTERNAL = ['2026-03-20', { extended: '2026-04-08', cause: 'internal' }] as const;

  it.each<[string, Life, string]>([
    [
      'a correction after extensions holds',
      [INTERNAL, ['2026-03-23', { given: '2026-04-10' }], ['2026-04-01', { corrected: '2026-04-30' }]],
      'SNV 2: done 0, 100',
    ],
    [
      'an extension that does not count moves no corrected deadline',
      [['2026-03-18', { corrected: '2026-04-22' }], INTERNAL],
      'SNV 2: done 1, 96',
    ],
    [
      'an extension that counts after one that does not',
      [INTERNAL, ['2026-03-23', { given: '2026-04-21' }]],
      'SNV 2: done 2, 92',
    ],
    [
      'an extension that does not count after one that does',
      [['2026-03-18', { given: '2026-04-21' }], INTERNAL],
      'SNV 2: done 2, 92',
    ],
    [
      'a completed calendar leads, where only what does not count moved it',
      [INTERNAL, ['2026-03-23', { completed: '2026-04-01' }]],
      'SNV 2: done 16, 42',
    ],
    [
      'a completed calendar leaves an extension that counts and goes further',
      [
        ['2026-03-20', { given: '2026-04-22' }],
        ['2026-03-23', { completed: '2026-04-01' }],
      ],
      'SNV 2: done 1, 96',
    ],
  ])('that counts what the assigner caused: %s', (_, moved, expected) => {
    const life: Life = [...moved, ['2026-04-23', 'submitted']];
    expect(facts(task(...life), scheme('timeliness', { causes: ['assigner'] }))).toEqual([expected]);
  });

  it('that counts what the assigner caused counts as one of all causes where there was no other', () => {
    const to = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-03-31', days));
    const move = fc.oneof(
      fc.record({ given: to }),
      fc.record({ corrected: to }),
      fc.record({ completed: to }),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 6 }), (moves) => {
        const moved = moves.map((step) => ['2026-03-20', step] as const);
        const told = task(...moved, ['2026-05-29', 'submitted']);
        const one = facts(told, scheme('timeliness', { causes: ['assigner'] }));
        expect(one).toEqual(facts(told, scheme('timeliness')));
      }),
    );
  });

  const ASKED_INTERNAL = ['2026-03-31', { asked: '2026-05-29', inTime: true, cause: 'internal' }] as const;

  it.each<[string, Life, string, string, string]>([
    [
      'refused',
      [
        ['2026-04-28', 'refused'],
        ['2026-04-29', 'submitted'],
      ],
      'timeliness',
      'done 1, 96',
      'done 20, 30',
    ],
    ['not answered yet', [], 'timeliness', '', 'openOverdue 62, 0'],
    ['not answered yet', [], 'acknowledgement', 'acknowledged 19, 0', 'acknowledged 81, 0'],
  ])(
    'stops the clock while an extension waits only for a cause that counts: %s %j, %s',
    (_, after, name, all, some) => {
      const told = task(ASKED_INTERNAL, ...after);
      const said = (fact: string) => (fact === '' ? [] : [`SNV 2: ${fact}`]);
      expect(facts(told, scheme(name))).toEqual(said(all));
      expect(facts(told, scheme(name, { causes: ['external', 'assigner'] }))).toEqual(said(some));
      expect(facts(told, scheme(name, { causes: ['internal'] }))).toEqual(said(all));
    },
  );

  it.each([
    ['current', 'SNV 2: acknowledged 0, 100'],
    ['original', 'SNV 2: acknowledged 4, 60'],
  ] as const)('of the %s deadline counts the days on which an extension waits so', (basis, expected) => {
    const asked: Life = [
      ['2026-03-03', { asked: '2026-04-30', inTime: true }],
      ['2026-03-10', 'acknowledged'],
    ];
    expect(facts(task(...asked), scheme('acknowledgement', { basis }))).toEqual([expected]);
  });

  it('of the reports is not their rate: what was due on Friday and done on Saturday is in time', () => {
    const saturday = toldTask(
      [
        ['2026-04-04', 'submitted'],
        ['2026-04-06', { verified: null }],
      ],
      { due: '2026-04-03' },
    );
    expect(facts(saturday, REPORT_SCHEME)).toEqual(['SNV 1: done 0, 100']);
    expect(standingOf(saturday, 'current', TODAY)).toBe('doneLate');
  });

  it('of the reports counts a day late as nothing, and all tasks alike', () => {
    expect(facts(task(['2026-04-01', 'submitted']), REPORT_SCHEME)).toEqual(['SNV 1: done 1, 0']);
  });
});
