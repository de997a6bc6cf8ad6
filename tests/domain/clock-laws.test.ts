import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWorkingDays } from '../../src/domain/calendar.ts';
import { addDays, type Day } from '../../src/domain/day.ts';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { parsePeriod } from '../../src/domain/period.ts';
import { publishRow } from '../../src/domain/row.ts';
import type { Scheme } from '../../src/domain/scheme.ts';
import { score } from '../../src/domain/score.ts';
import { factsOfTask } from '../../src/domain/task-facts.ts';
import { CALENDAR } from './calendars.ts';
import { type Life, type Step, toldTask } from './told-task.ts';

/**
 * The laws of design.md, section 8, that are about the clock of tasks, held to the figures that are published: each on a
 * hundred random histories of a hundred tasks and more. They hold for every component of tasks but quality.
 */
const RUNS = { numRuns: 100 };
const START = '2026-03-02';
const UNITS = ['A', 'B', 'C', 'D'];
const PERIODS = ['2026-Q1', '2026-Q2', '2026-Q3', '2026-H1', '2026'].map((text) => parsePeriod(text)!);
const SCHEME: Scheme = {
  ...DEFAULT_SCHEME,
  components: ['timeliness', 'returned', 'acknowledgement', 'reporting'].map((name) => ({ name, weight: 1 })),
};

const days = (max: number) => fc.integer({ min: 0, max });

/** What is told of a task, in days: from the start to its deadline and to its submission, then what came after it. */
const told = fc.record({
  lead: fc.constantFrom(...UNITS),
  weight: fc.integer({ min: 1, max: 3 }),
  due: days(120),
  taken: days(20),
  worked: days(150),
  submits: fc.boolean(),
  held: days(40),
  again: fc.option(days(10)),
  verifies: fc.boolean(),
  waits: days(60),
});

type Told = typeof told extends fc.Arbitrary<infer T> ? T : never;

/** What a law changes: how long the assigner held a submission, when it verified, what else happened. */
type Change = { longer?: number; later?: number; more?: Life };

const inOrder = (life: Life): Life => [...life].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

/** Acknowledged and submitted, perhaps returned after it was held and submitted again after so many working days, perhaps verified. */
function lifeOf(
  { taken, worked, submits, held, again, verifies, waits }: Told,
  { longer = 0, later = 0 }: Change,
): Life {
  const first = addDays(START, worked);
  const begun: Life = [[addDays(START, Math.min(taken, worked)), 'acknowledged']];
  if (!submits) return begun;
  const back = addDays(first, held + longer);
  const last = again === null ? first : addWorkingDays(CALENDAR, back, again);
  const returned: Life = [
    [back, 'returned'],
    [last, 'submitted'],
  ];
  const verified: Life = [[addDays(last, waits + later), { verified: null }]];
  return [...begun, [first, 'submitted'], ...(again === null ? [] : returned), ...(verifies ? verified : [])];
}

function figures(scheme: Scheme, today: Day, tasks: readonly Told[], change: (at: number) => Change): string {
  const lived = tasks.map((each, at) => {
    const changed = change(at);
    const life = inOrder([...(changed.more ?? []), ...lifeOf(each, changed)]);
    return toldTask(life, { lead: each.lead, due: addDays(START, each.due), weight: each.weight });
  });
  const units = UNITS.map((code) => ({ code, group: 'departments' }));
  const rows = PERIODS.map((period) => {
    const facts = lived.flatMap((task) => factsOfTask(task, scheme, period, today, CALENDAR));
    return score(scheme, { units, facts }).map(publishRow);
  });
  return JSON.stringify(rows);
}

const history = fc.array(told, { minLength: 100, maxLength: 120 });
const numbers = (max: number) => fc.array(days(max), { minLength: 120, maxLength: 120 });

describe('law 4, an extension', () => {
  const ORIGINAL: Scheme = { ...SCHEME, basis: 'original' };
  type Extension = { asked: number; to: number; answer: 'approved' | 'refused' | null; waits: number };
  const extension: fc.Arbitrary<Extension> = fc.record({
    asked: days(150),
    to: fc.integer({ min: 1, max: 120 }),
    answer: fc.constantFrom('approved' as const, 'refused' as const, null),
    waits: days(40),
  });

  /** Asked before the task was submitted for the first time, in time or not, and answered, or not yet. */
  function extended({ worked, due }: Told, { asked, to, answer, waits }: Extension): Life {
    const on = addDays(START, Math.min(asked, worked));
    const wanted = addDays(START, due + to);
    const ask: Step = { asked: wanted, inTime: on <= addDays(START, due) };
    const answers: Record<string, Step> = { approved: { approved: wanted }, refused: 'refused' };
    const step = answers[answer ?? ''];
    return [[on, ask], ...(step === undefined ? [] : [[addDays(on, waits), step] as const])];
  }

  it('changes no figure under the original deadline, in no period', () => {
    const extensions = fc.array(extension, { minLength: 120, maxLength: 120 });
    fc.assert(
      fc.property(history, extensions, days(200), (tasks, asked, until) => {
        const today = addDays(START, until);
        const plain = figures(ORIGINAL, today, tasks, () => ({}));
        const more = (at: number) => ({ more: extended(tasks[at]!, asked[at]!) });
        expect(figures(ORIGINAL, today, tasks, more)).toBe(plain);
      }),
      RUNS,
    );
  });
});

describe('law 5, a slow verifier', () => {
  const LONG_AFTER = '2027-02-26';

  it('changes no figure by verifying later, past the cutoff too', () => {
    fc.assert(
      fc.property(history, numbers(200), (tasks, later) => {
        const plain = figures(SCHEME, LONG_AFTER, tasks, () => ({}));
        expect(figures(SCHEME, LONG_AFTER, tasks, (at) => ({ later: later[at]! }))).toBe(plain);
        const never = tasks.map((task) => ({ ...task, verifies: false }));
        expect(figures(SCHEME, LONG_AFTER, never, () => ({}))).toBe(plain);
      }),
      RUNS,
    );
  });

  it('is not promised of quality, whose mark comes with verification', () => {
    const scheme = { ...SCHEME, components: [{ name: 'quality', weight: 1 }], leastWeight: 1 };
    const scoreAfter = (verified: Life) => {
      const task = toldTask([['2026-03-10', 'submitted'], ...verified], { lead: 'A' });
      const facts = factsOfTask(task, scheme, PERIODS[0]!, '2026-03-31', CALENDAR);
      return score(scheme, { units: [{ code: 'A', group: 'departments' }], facts })[0]!.score;
    };
    expect(scoreAfter([['2026-03-31', { verified: 4 }]])).toBe(800_000);
    expect(scoreAfter([])).toBe(null);
  });

  it('costs no point by holding a submission longer before returning it', () => {
    fc.assert(
      fc.property(history, numbers(60), (tasks, longer) => {
        const plain = figures(SCHEME, LONG_AFTER, tasks, () => ({}));
        expect(figures(SCHEME, LONG_AFTER, tasks, (at) => ({ longer: longer[at]! }))).toBe(plain);
      }),
      RUNS,
    );
  });
});
