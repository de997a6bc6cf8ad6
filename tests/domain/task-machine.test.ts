import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTION_NAMES, type ActionName } from '../../src/domain/actions.ts';
import { ballOf } from '../../src/domain/ball.ts';
import { cellOf, outcomeOfCell, readCell, standingOfCell } from '../../src/domain/board-cell.ts';
import { addWorkingDays } from '../../src/domain/calendar.ts';
import { chain, NO_EVENTS } from '../../src/domain/chain.ts';
import type { Command } from '../../src/domain/command.ts';
import { addDays, type Day } from '../../src/domain/day.ts';
import { decide } from '../../src/domain/decide.ts';
import type { ChainedEvent, Happening } from '../../src/domain/event.ts';
import { evolve, fold } from '../../src/domain/evolve.ts';
import { outcomeOf } from '../../src/domain/lateness.ts';
import { parsePeriod } from '../../src/domain/period.ts';
import { readRunningTask, runningTaskOf, writeRunningTask } from '../../src/domain/running-task.ts';
import { TASK_COMPONENTS } from '../../src/domain/scheme.ts';
import { KPI_SCHEME } from '../../src/domain/shipped-schemes.ts';
import { standingOf } from '../../src/domain/standing.ts';
import { changeOf, talliesOf } from '../../src/domain/tally.ts';
import { type Basis, type Deadline, isOpen, type Task } from '../../src/domain/task.ts';
import { factsOfTask, measuresOn, measuresReader, settledMeasures } from '../../src/domain/task-facts.ts';
import { CALENDAR } from './calendars.ts';
import { assignment } from './told-task.ts';

const hash = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const BY = { username: 'stttt.clerk', role: 'unitClerk' as const, unit: 'STTTT' };

const written = (day: Day | null): Deadline => ({
  day,
  text: day,
  rule: { kind: 'written' },
  provisional: false,
});

/** A task's history: events so far, and the task they fold to. */
type History = { events: ChainedEvent[]; task: Task };

function add(history: ChainedEvent[], happening: Happening, day: Day): ChainedEvent[] {
  const last = history.at(-1);
  const tail = last === undefined ? NO_EVENTS : { seq: last.seq, hash: last.hash };
  return [...history, ...chain('t', tail, [happening], { at: `${day}T03:00:00.000Z`, by: BY }, hash)];
}

function assigned(day: Day, due: Day | null): History {
  const of = { lead: 'STTTT', coordinating: ['SNV'], deadline: written(due), weight: 1 };
  const events = add([], assignment(of), day);
  return { events, task: fold(events) as Task };
}

/** Does a command on a day if the table allows it; otherwise nothing happens. */
function doing(history: History, command: Command, today: Day): History {
  const context = { today, mayReceive: () => true, worksIn: () => true };
  const decision = decide(history.task, command, context);
  if (!decision.ok) return history;
  const events = decision.happenings.reduce((all, one) => add(all, one, today), history.events);
  return { events, task: events.slice(history.events.length).reduce<Task>(evolve, history.task) };
}

const PAPER = { notation: '1/BC-STTTT', issuedOn: '2026-03-01' };

/** One command for each action, with days that follow from `today`. */
function commandFor(action: ActionName, today: Day, later: number, lead: string): Command {
  const deadline = written(addDays(today, later));
  const reason = 'lý do';
  switch (action) {
    case 'acknowledge':
      return { action };
    case 'decline':
      return { action, reason, properUnit: null };
    case 'assignHandler':
      return { action, person: 'stttt.staff' };
    case 'report':
      return {
        action,
        progress: Math.abs(later) % 101,
        text: 'x',
        difficulties: null,
        proposals: null,
        files: [],
      };
    case 'submit':
      return { action, text: 'x', result: PAPER, files: [] };
    case 'requestExtension':
      return { action, deadline, reason, cause: 'external' };
    case 'verify':
      return { action, quality: 4 };
    case 'approveExtension':
      return { action, deadline: null, note: null };
    case 'extend':
      return { action, deadline, reason };
    case 'correct':
      return { action, content: null, coordinating: null, deadline, weight: 2, reason };
    case 'reassign':
      return { action, lead, reason };
    case 'suspend':
    case 'discontinue':
      return { action, reason, document: PAPER };
    default:
      return { action, reason };
  }
}

type Step = { action: ActionName; wait: number; later: number; lead: string };

const step: fc.Arbitrary<Step> = fc.record({
  action: fc.constantFrom(...ACTION_NAMES),
  wait: fc.integer({ min: 0, max: 9 }),
  later: fc.integer({ min: -3, max: 40 }),
  lead: fc.constantFrom('STTTT', 'SNV', 'STC'),
});
const START = '2026-03-02';
const due = fc.option(fc.integer({ min: 0, max: 60 }).map((n) => addDays(START, n)));

function play(first: Day | null, steps: readonly Step[]): { history: History; today: Day; all: Task[] } {
  let history = assigned(START, first);
  let today = START;
  const all = [history.task];
  for (const { action, wait, later, lead } of steps) {
    today = addDays(today, wait);
    history = doing(history, commandFor(action, today, later, lead), today);
    all.push(history.task);
  }
  return { history, today, all };
}

describe('any sequence of commands', () => {
  it('leaves a task that is the fold of its events, numbered without a gap and chained', () => {
    fc.assert(
      fc.property(due, fc.array(step, { maxLength: 40 }), (first, steps) => {
        const { events, task } = play(first, steps).history;
        expect(fold(events)).toEqual(task);
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
        expect(events.map((event) => event.previousHash)).toEqual([
          null,
          ...events.slice(0, -1).map((e) => e.hash),
        ]);
        expect(task.version).toBe(events.length);
      }),
    );
  });

  it('keeps what must hold of every task', () => {
    fc.assert(
      fc.property(due, fc.array(step, { maxLength: 40 }), (first, steps) => {
        const { all } = play(first, steps);
        for (const task of all) {
          expect(task.closedOn === null).toBe(isOpen(task));
          expect(ballOf(task).with === null).toBe(!isOpen(task));
          if (task.state === 'submitted' || task.state === 'verified')
            expect(task.submittedOn).not.toBeNull();
          if (!isOpen(task)) expect(task.extension).toBeNull();
          expect(task.coordinating).not.toContain(task.lead);
          expect(task.progress).toBeGreaterThanOrEqual(0);
          expect(task.progress).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  it('never lets a deadline’s history shrink, nor the original one move but by a correction', () => {
    fc.assert(
      fc.property(due, fc.array(step, { maxLength: 40 }), (first, steps) => {
        const { all } = play(first, steps);
        for (const [before, after] of all.slice(1).map((task, i) => [all[i] as Task, task] as const)) {
          expect(after.history.slice(0, before.history.length)).toEqual(before.history);
          const corrected = after.history
            .slice(before.history.length)
            .some(({ kind }) => kind === 'corrected');
          if (!corrected) expect(after.original).toEqual(before.original);
        }
      }),
    );
  });
});

describe('the cell of the boards in which a task is counted', () => {
  it('says of it, on any later day and under both deadlines, what the task itself says', () => {
    fc.assert(
      fc.property(
        due,
        fc.array(step, { maxLength: 40 }),
        fc.integer({ min: 0, max: 90 }),
        (first, steps, n) => {
          const { history, today } = play(first, steps);
          const { task } = history;
          const later = addDays(today, n);
          for (const basis of ['current', 'original'] as const) {
            const cell = readCell(cellOf(task, basis, CALENDAR));
            expect(cell.weight).toBe(task.weight);
            expect(standingOfCell(cell, later)).toBe(standingOf(task, basis, later));
            expect(outcomeOfCell(cell, later, CALENDAR)).toEqual(outcomeOf(task, basis, later, CALENDAR));
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('what is kept of a task for its score', () => {
  const ALL = {
    ...KPI_SCHEME,
    coordinatingWeight: 0,
    unratedQuality: 9000,
    components: TASK_COMPONENTS.map((name) => ({ name, weight: 1, allowed: 0 })),
  };

  const working = step.filter(({ action }) => !['recall', 'discontinue'].includes(action));
  const ENDING: Step[] = (['resume', 'acknowledge', 'submit', 'verify'] as const).map((action) => {
    return { action, wait: 2, later: 5, lead: 'SNV' };
  });

  /** The measures of a task on a day, from the books while they stand still, and from its text while its clock runs. */
  function measured(task: Task, basis: Basis, day: string): { kept: 'book' | 'text'; text: string } | null {
    const settled = settledMeasures(task, basis, CALENDAR);
    const running = runningTaskOf(task, basis, CALENDAR);
    expect(settled === null || running === null).toBe(true);
    if (settled !== null) return { kept: 'book', text: settled };
    if (running === null) return null;
    const read = readRunningTask(writeRunningTask(running));
    expect(read).toEqual(running);
    return { kept: 'text', text: measuresOn(read, day, CALENDAR) };
  }

  it('gives each component of a scheme the fact that the task gives it, on any later day and under both deadlines', () => {
    const seen = { book: 0, text: 0, verified: 0 };
    fc.assert(
      fc.property(
        due,
        fc.array(working, { maxLength: 20 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 90 }),
        (first, steps, ends, n) => {
          const { history, today } = play(first, ends ? [...steps, ...ENDING] : steps);
          const { task } = history;
          const later = addDays(today, n);
          for (const basis of ['current', 'original'] as const) {
            const scheme = { ...ALL, basis };
            const period = parsePeriod((task[basis].day ?? today).slice(0, 7))!;
            const found = measured(task, basis, later);
            const of = { unit: task.lead, count: 1 };
            const told = found === null ? [] : measuresReader(scheme)(found.text, of);
            const said = factsOfTask(task, scheme, period, later, CALENDAR);
            expect(told).toEqual(said.map((fact) => ({ ...fact, count: 1 })));
            if (found !== null) seen[task.state === 'verified' ? 'verified' : found.kept] += 1;
          }
        },
      ),
      { numRuns: 1500 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(250);
  });

  it('is told by a text that begins with the deadline', () => {
    const { history } = play('2026-11-20', []);
    const running = runningTaskOf(history.task, 'current', CALENDAR);
    expect(running && writeRunningTask(running)).toMatch(/^2026-11-20\|/);
  });
});

describe('the books that count a task', () => {
  it('come, change by change along its life, to what counts it at the end, and a report changes none', () => {
    fc.assert(
      fc.property(due, fc.array(step, { maxLength: 40 }), (first, steps) => {
        const books = new Map<string, number>();
        const { all } = play(first, steps);
        for (const [i, task] of all.entries()) {
          const before = i === 0 ? [] : talliesOf(all[i - 1] as Task, CALENDAR);
          const changes = changeOf(before, talliesOf(task, CALENDAR));
          if (steps[i - 1]?.action === 'report') expect(changes).toEqual([]);
          for (const { book, by } of changes) {
            for (const [entry, one] of by) {
              const name = `${book}: ${entry}`;
              books.set(name, (books.get(name) ?? 0) + one);
            }
          }
        }
        const last = talliesOf(all.at(-1) as Task, CALENDAR);
        const counted = [...books].filter(([, number]) => number !== 0);
        expect(counted.sort()).toEqual(last.map(({ book, entry }) => [`${book}: ${entry}`, 1]).sort());
      }),
    );
  });
});

/** A task in work, due at the end of March, on which the unit submits after `worked` days. */
function submitted(worked: number): { history: History; on: Day } {
  const on = addDays(START, worked);
  const taken = doing(assigned(START, '2026-03-31'), { action: 'acknowledge' }, START);
  return { history: doing(taken, commandFor('submit', on, 0, ''), on), on };
}

const days = fc.integer({ min: 0, max: 70 });
const LONG_AFTER = '2026-09-30';

describe('law 5: a slow verifier never costs the unit', () => {
  it('verifying later, past the cutoff too, changes no fact', () => {
    fc.assert(
      fc.property(days, days, days, (worked, sooner, later) => {
        const { history, on } = submitted(worked);
        const verify = (wait: number) =>
          doing(history, { action: 'verify', quality: null }, addDays(on, wait)).task;
        const facts = [history.task, verify(sooner), verify(later)].map((task) =>
          outcomeOf(task, 'current', LONG_AFTER, CALENDAR),
        );
        expect(facts[1]).toEqual(facts[0]);
        expect(facts[2]).toEqual(facts[0]);
      }),
    );
  });

  it('holding a submission longer before returning it costs no working day', () => {
    fc.assert(
      fc.property(days, days, days, days, (worked, held, longer, again) => {
        const { history, on } = submitted(worked);
        const late = (hold: number) => {
          const back = addDays(on, hold);
          const returned = doing(history, { action: 'return', reason: 'x' }, back);
          // The unit takes the same number of working days in its own court, whenever it starts.
          const end = workingDaysLater(back, again % 10);
          const task = doing(returned, commandFor('submit', end, 0, ''), end).task;
          return outcomeOf(task, 'current', LONG_AFTER, CALENDAR);
        };
        expect(late(held + longer)).toEqual(late(held));
      }),
    );
  });
});

function workingDaysLater(day: Day, count: number): Day {
  return addWorkingDays(CALENDAR, day, count);
}

describe('law 4: an extension changes nothing under the original deadline', () => {
  it('asked, given, refused or still waiting', () => {
    const answer = fc.constantFrom('approveExtension', 'refuseExtension', 'withdraw', 'extend', null);
    fc.assert(
      fc.property(days, days, days, answer, (asked, waits, worked, answered) => {
        const taken = doing(assigned(START, '2026-03-31'), { action: 'acknowledge' }, START);
        const submit = (history: History, from: Day) => {
          const on = [addDays(START, worked), from].sort().at(-1) as Day;
          return doing(history, commandFor('submit', on, 0, ''), on).task;
        };
        const on = addDays(START, asked);
        const request: Command = {
          action: 'requestExtension',
          deadline: written('2026-06-30'),
          reason: 'x',
          cause: 'external',
        };
        const waiting = doing(taken, request, on);
        const then = addDays(on, waits);
        const after = answered === null ? waiting : doing(waiting, commandFor(answered, then, 60, ''), then);
        for (const today of [then, LONG_AFTER]) {
          expect(outcomeOf(after.task, 'original', today, CALENDAR)).toEqual(
            outcomeOf(taken.task, 'original', today, CALENDAR),
          );
        }
        expect(outcomeOf(submit(after, then), 'original', LONG_AFTER, CALENDAR)).toEqual(
          outcomeOf(submit(taken, then), 'original', LONG_AFTER, CALENDAR),
        );
      }),
    );
  });
});

describe('the clock is booked to whoever holds the ball', () => {
  const taken = doing(assigned(START, '2026-03-10'), { action: 'acknowledge' }, START);
  const request = (on: Day) =>
    doing(
      taken,
      { action: 'requestExtension', deadline: written('2026-06-30'), reason: 'x', cause: 'external' },
      on,
    );

  it.each([
    ['asked on the due day: the assigner’s, judged on that day', '2026-03-10', 'assigner', 'dueToday'],
    ['asked the day after: the unit’s, and overdue', '2026-03-11', 'unit', 'overdue'],
  ])('an extension %s', (_, on, ball, standing) => {
    const { task } = request(on);
    expect(ballOf(task).with).toBe(ball);
    expect(standingOf(task, 'current', '2026-04-20')).toBe(standing);
  });

  it('what the unit takes back counts as its own', () => {
    const back = doing(request('2026-03-05'), { action: 'withdraw', reason: 'x' }, '2026-03-20');
    expect(ballOf(back.task).with).toBe('unit');
    expect(standingOf(back.task, 'current', '2026-03-20')).toBe('overdue');
    const plain = outcomeOf(taken.task, 'current', '2026-03-20', CALENDAR);
    expect(outcomeOf(back.task, 'current', '2026-03-20', CALENDAR)).toEqual(plain);
    expect(plain).toEqual({ kind: 'openOverdue', daysLate: 8 });
  });

  it('a submission on top of a waiting extension goes on from the day the ball first went there', () => {
    const both = doing(request('2026-03-05'), commandFor('submit', '2026-03-09', 0, ''), '2026-03-09');
    expect(ballOf(both.task)).toEqual({ with: 'assigner', since: '2026-03-05' });
    const answered = doing(both, { action: 'refuseExtension', reason: 'x' }, '2026-03-12');
    expect(ballOf(answered.task)).toEqual({ with: 'assigner', since: '2026-03-05' });
  });
});
