import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWorkingDay } from '../../src/domain/calendar.ts';
import { addDays, type Day } from '../../src/domain/day.ts';
import { type Reminded, remindersOwed } from '../../src/domain/reminders.ts';
import { CALENDAR } from './calendars.ts';

const POLICY = { before: [7, 3, 1], afterEvery: 3, since: '2026-01-01' };

/** Due on Friday 27/11/2026; assigned on 02/11/2026; acknowledged, the ball with the unit. */
function task(change: Partial<Reminded> = {}): Reminded {
  const deadline = { day: '2026-11-27', text: '27/11/2026', rule: {}, provisional: false };
  const set = {
    kind: 'set' as const,
    day: '2026-11-27',
    on: '2026-11-02',
    by: 'vanphong',
    reason: null,
    cause: null,
  };
  return {
    state: 'acknowledged',
    holds: [],
    current: deadline,
    history: [set],
    assignedOn: '2026-11-02',
    ...change,
  };
}

const owed = (today: Day, change: Partial<Reminded> = {}, sent: string[] = []) =>
  remindersOwed(task(change), today, CALENDAR, POLICY, new Set(sent)).map(
    ({ rung, day }) => `${rung}@${day}`,
  );

describe('a task due on Friday 27/11/2026', () => {
  it.each([
    ['2026-11-17', [], 'eight working days before: nothing yet'],
    ['2026-11-18', ['before7@2026-11-18'], 'seven working days before'],
    ['2026-11-20', ['before7@2026-11-18'], 'a missed rung is caught up later'],
    ['2026-11-24', ['before3@2026-11-24'], 'three working days before'],
    ['2026-11-26', ['before1@2026-11-26'], 'one working day before'],
    ['2026-11-27', ['due@2026-11-27'], 'the day itself'],
    ['2026-11-28', [], 'a Saturday owes nothing'],
    ['2026-12-01', ['due@2026-11-27'], 'two working days late: the day itself, if it was missed'],
    ['2026-12-02', ['after3@2026-12-02'], 'three working days late'],
    ['2026-12-15', ['after12@2026-12-15'], 'twelve working days late: the highest rung only'],
  ])('on %s owes %j: %s', (today, expected) => {
    expect(owed(today)).toEqual(expected);
  });

  it('owes nothing that went out already', () => {
    expect(owed('2026-11-25', {}, ['before3@2026-11-24'])).toEqual([]);
  });

  it('owes no rung whose day was before its assignment', () => {
    expect(owed('2026-11-23', { assignedOn: '2026-11-20' })).toEqual([]);
    expect(owed('2026-11-24', { assignedOn: '2026-11-20' })).toEqual(['before3@2026-11-24']);
  });

  it('owes no rung whose day was before the deadline was set', () => {
    const given = {
      kind: 'given' as const,
      day: '2026-11-27',
      on: '2026-11-25',
      by: 'vanphong',
      reason: 'x',
      cause: null,
    };
    expect(owed('2026-11-25', { history: [...task().history, given] })).toEqual([]);
  });

  it('urges nobody while the ball is with the assigner', () => {
    const hold = {
      kind: 'submitted' as const,
      fromSeq: 2,
      from: '2026-11-20',
      toSeq: null,
      to: null,
      cause: null,
    };
    expect(owed('2026-11-27', { state: 'submitted', holds: [hold] })).toEqual([]);
  });

  it('owes nothing when it is closed, or has no deadline', () => {
    expect(owed('2026-11-27', { state: 'verified' })).toEqual([]);
    expect(owed('2026-11-27', { current: { ...task().current, day: null } })).toEqual([]);
  });
});

describe('the days that a reminder tells', () => {
  const tells = (today: Day) =>
    remindersOwed(task(), today, CALENDAR, POLICY, new Set()).map(({ rung, days }) => [rung, days]);

  it.each([
    ['2026-11-18', [['before7', 7]], 'on its day'],
    ['2026-11-20', [['before7', 5]], 'caught up two days late'],
    ['2026-11-27', [['due', 0]], 'on its day'],
    ['2026-12-02', [['after3', 3]], 'on its day'],
    ['2026-12-03', [['after3', 4]], 'caught up a day late'],
  ])('on %s are those of that day: %j, %s', (today, expected, _) => {
    expect(tells(today)).toEqual(expected);
  });
});

describe('a rung on a rest day', () => {
  it('belongs to the working day before it, where the highest only is owed', () => {
    const sunday = { ...task().current, day: '2026-11-29' };
    expect(owed('2026-11-27', { current: sunday })).toEqual(['due@2026-11-27']);
  });
});

describe('the first run of a new database', () => {
  it('owes nothing older than its day', () => {
    const policy = { ...POLICY, since: '2026-11-25' };
    expect(remindersOwed(task(), '2026-11-25', CALENDAR, policy, new Set())).toEqual([]);
  });
});

describe('laws', () => {
  const day = fc.integer({ min: 0, max: 300 }).map((n) => addDays('2026-01-05', n));

  it('at most one is owed a day, never on a rest day, and none again once it is sent', () => {
    fc.assert(
      fc.property(day, day, (due, today) => {
        const subject = task({
          current: { ...task().current, day: due },
          assignedOn: '2026-01-01',
          history: [],
        });
        const first = remindersOwed(subject, today, CALENDAR, POLICY, new Set());
        expect(first.length).toBeLessThanOrEqual(1);
        if (!isWorkingDay(CALENDAR, today)) expect(first).toEqual([]);
        const sent = new Set(first.map(({ rung, day: on }) => `${rung}@${on}`));
        expect(remindersOwed(subject, today, CALENDAR, POLICY, sent)).toEqual([]);
      }),
    );
  });

  it('a run that missed days owes the last of what daily runs would have sent', () => {
    fc.assert(
      fc.property(day, day, (due, until) => {
        const subject = task({
          current: { ...task().current, day: due },
          assignedOn: '2026-01-01',
          history: [],
        });
        const sent: string[] = [];
        for (let today = '2026-01-05'; today <= until; today = addDays(today, 1)) {
          const now = remindersOwed(subject, today, CALENDAR, POLICY, new Set(sent));
          sent.push(...now.map(({ rung, day: on }) => `${rung}@${on}`));
        }
        if (!isWorkingDay(CALENDAR, until)) return;
        const late = remindersOwed(subject, until, CALENDAR, POLICY, new Set());
        expect(late.map(({ rung, day: on }) => `${rung}@${on}`)).toEqual(sent.slice(-1));
      }),
    );
  });
});
