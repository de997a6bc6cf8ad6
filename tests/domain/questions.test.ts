import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/domain/calendar.ts';
import { type AskedTask, QUESTIONS, questionsOf } from '../../src/domain/questions.ts';
import type { DeadlineEntry } from '../../src/domain/task.ts';

/** Monday to Friday; 30 June 2026 is a Tuesday, the three working days up to it are 26, 29 and 30 June. */
const CALENDAR = createCalendar([]);
const END = '2026-06-30';

function entry(kind: DeadlineEntry['kind'], on: string, day: string): DeadlineEntry {
  return { kind, day, on, by: null, reason: null, cause: null };
}

function held(toSeq: number | null) {
  return { kind: 'submitted' as const, fromSeq: 2, from: '2026-04-10', toSeq, to: null, cause: null };
}

let number = 0;

/** A task of SNV, assigned on the day of its paper, a Monday, due in three weeks, open. */
function task(more: Partial<AskedTask> = {}): AskedTask {
  number += 1;
  const day = more.original?.day ?? '2026-04-27';
  return {
    id: `t${number}`,
    lead: 'SNV',
    directive: `d${number}`,
    clause: null,
    history: [entry('set', '2026-04-06', day)],
    holds: [],
    original: { day, text: null, rule: null, provisional: false },
    submittedOn: null,
    firstSubmittedOn: null,
    assignedOn: '2026-04-06',
    assignedSeq: 1,
    formerLeads: [],
    kind: 'Công văn',
    issuedOn: '2026-04-06',
    resultOn: null,
    ...more,
  };
}

function due(day: string): Pick<AskedTask, 'original'> {
  return { original: { day, text: null, rule: null, provisional: false } };
}

function many(count: number, more: Partial<AskedTask>): AskedTask[] {
  return Array.from({ length: count }, () => task(more));
}

function found(name: string, tasks: readonly AskedTask[]) {
  const asked = questionsOf(tasks, END, CALENDAR).filter((one) => one.name === name);
  return asked.map((one) => `${one.unit}: ${one.tasks.length}/${one.among}`);
}

const asked = (on: string) => [
  entry('set', '2026-04-06', '2026-04-27'),
  entry('requested', on, '2026-05-27'),
];
const askedAgain = (on: string) => [
  ...asked('2026-04-20'),
  entry('approved', '2026-04-21', '2026-05-27'),
  entry('requested', on, '2026-06-27'),
];

/** Reported as done first on a day, and again, after it was returned or withdrawn, on the last of April. */
const again = (on: string) => ({ firstSubmittedOn: on, submittedOn: '2026-04-30' });

describe('a question', () => {
  it.each<[string, string, readonly AskedTask[], string[]]>([
    [
      'closedAtEnd',
      'three of ten in the last three working days',
      [...many(3, { submittedOn: '2026-06-26' }), ...many(7, { submittedOn: '2026-06-25' })],
      ['SNV: 3/10'],
    ],
    [
      'closedAtEnd',
      'three of eleven',
      [...many(3, { submittedOn: END }), ...many(8, { submittedOn: '2026-05-04' })],
      [],
    ],
    ['closedAtEnd', 'two of two', many(2, { submittedOn: END }), []],
    ['closedAtEnd', 'what was done after the end', many(3, { submittedOn: '2026-07-01' }), []],
    ['askedOnLastDay', 'asked on the deadline', [task({ history: asked('2026-04-27') })], ['SNV: 1/1']],
    ['askedOnLastDay', 'asked the day before', [task({ history: asked('2026-04-26') })], []],
    ['askedOnLastDay', 'asked the day after', [task({ history: asked('2026-04-28') })], []],
    [
      'askedOnLastDay',
      'asked again on the extended deadline',
      [task({ history: askedAgain('2026-05-27') })],
      ['SNV: 1/1'],
    ],
    [
      'askedOnLastDay',
      'asked again on what was the deadline before',
      [task({ history: askedAgain('2026-04-27') })],
      [],
    ],
    [
      'resultAfter',
      'a paper of the day after completion was first reported',
      [task({ ...again('2026-04-20'), resultOn: '2026-04-21' })],
      ['SNV: 1/1'],
    ],
    [
      'resultAfter',
      'a paper of the day on which completion was first reported',
      [task({ ...again('2026-04-20'), resultOn: '2026-04-20' })],
      [],
    ],
    ['resultAfter', 'a file without a paper', [task(again('2026-04-20'))], []],
    [
      'resultAfter',
      'returned, and not reported again',
      [task({ firstSubmittedOn: '2026-04-20', resultOn: '2026-04-21' })],
      [],
    ],
    ['longDeadline', '51 days where 21 are usual', [...many(10, {}), task(due('2026-05-27'))], ['SNV: 1/11']],
    ['longDeadline', '50 days where 21 are usual', [...many(10, {}), task(due('2026-05-26'))], []],
    ['longDeadline', 'just enough of the kind', [...many(9, {}), task(due('2026-05-27'))], ['SNV: 1/10']],
    [
      'longDeadline',
      'of two in the middle the shorter is usual',
      [...many(5, {}), ...many(5, due('2026-05-27'))],
      ['SNV: 5/10'],
    ],
    ['longDeadline', 'too few of the kind to be usual', [...many(8, {}), task(due('2026-12-31'))], []],
    [
      'longDeadline',
      'another kind of paper',
      [...many(10, {}), task({ ...due('2026-12-31'), kind: 'Kế hoạch' })],
      [],
    ],
    ['split', 'three of one clause on one day', many(3, { directive: 'd', clause: 'Mục 2' }), ['SNV: 3/3']],
    ['split', 'two of one clause', many(2, { directive: 'd', clause: 'Mục 2' }), []],
    ['split', 'three of one paper without a clause', many(3, { directive: 'd' }), []],
    [
      'split',
      'one each for three units',
      ['SNV', 'STC', 'STTTT'].map((lead) => task({ lead, directive: 'd', clause: '2' })),
      [],
    ],
    [
      'split',
      'two each of two clauses, beside another unit',
      ['1', '2'].flatMap((clause) =>
        ['SNV', 'SNV', 'STC'].map((lead) => task({ lead, directive: 'd', clause })),
      ),
      [],
    ],
    [
      'split',
      'three of one clause on three days',
      ['06', '07', '08'].map((day) =>
        task({ assignedOn: `2026-04-${day}`, directive: 'd', clause: 'Mục 2' }),
      ),
      [],
    ],
    ['lateEntry', 'three working days after the paper', [task({ issuedOn: '2026-04-01' })], ['null: 1/1']],
    ['lateEntry', 'two working days over a weekend', [task({ issuedOn: '2026-04-02' })], []],
    ['lateEntry', 'passed on to another unit later', [task({ assignedOn: '2026-05-04' })], []],
    ['muchReturned', 'returned twice', [task({ holds: [held(3), held(5), held(null)] })], ['SNV: 1/1']],
    [
      'muchReturned',
      'returned twice to the lead before',
      [task({ holds: [held(3), held(5)], assignedOn: '2026-04-10', assignedSeq: 6 })],
      [],
    ],
    ['givenBack', 'passed on and given back', [task({ formerLeads: ['SNV', 'STC'] })], ['SNV: 1/1']],
    ['givenBack', 'passed on to it', [task({ formerLeads: ['STC'] })], []],
    ['muchReturned', 'returned once', [task({ holds: [held(3), held(null)] })], []],
  ])('%s: %s', (name, _, tasks, expected) => {
    expect(found(name, tasks)).toEqual(expected);
  });

  it('is shown for whom it has most tasks first', () => {
    const tasks = [
      task({ lead: 'A', holds: [held(3), held(5)] }),
      ...many(2, { lead: 'B', holds: [held(3), held(5)] }),
    ];
    expect(found('muchReturned', tasks)).toEqual(['B: 2/2', 'A: 1/1']);
  });

  it('has a name of its own', () => {
    expect(new Set(QUESTIONS.map(({ name }) => name)).size).toBe(QUESTIONS.length);
  });
});
