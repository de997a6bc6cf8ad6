import { chain, NO_EVENTS } from '../../src/domain/chain.ts';
import type { Day } from '../../src/domain/day.ts';
import type { ChainedEvent, Happening } from '../../src/domain/event.ts';
import { fold } from '../../src/domain/evolve.ts';
import type { Cause, Task } from '../../src/domain/task.ts';

const PAPER = { notation: '1/BC', issuedOn: '2026-03-01' };
const deadline = (day: Day) => ({ day, text: day, rule: null, provisional: false });

/** What happened on a day; `extended` is asked and granted on it, `asked` waits for `approved` or `refused`. */
export type Step =
  | 'acknowledged'
  | 'reported'
  | 'submitted'
  | 'returned'
  | 'refused'
  | 'withdrawn'
  | { verified: number | null }
  | { extended: Day; cause: Cause }
  | { asked: Day; inTime: boolean; cause?: Cause }
  | { approved: Day }
  | { given: Day }
  | { corrected: Day }
  | { completed: Day }
  | { reassigned: string };

export type Life = readonly (readonly [day: Day, step: Step])[];

function asked(to: Day, cause: Cause, inTime: boolean): Happening {
  return { type: 'extensionRequested', data: { deadline: deadline(to), reason: 'x', cause, inTime } };
}

function approved(to: Day): Happening {
  return { type: 'extensionApproved', data: { deadline: deadline(to), note: null } };
}

function corrected(to: Day): Happening {
  const same = { content: null, coordinating: null, weight: null };
  return { type: 'corrected', data: { ...same, deadline: deadline(to), reason: 'x' } };
}

function happenings(step: Step): Happening[] {
  if (step === 'acknowledged') return [{ type: 'acknowledged', data: {} }];
  if (step === 'reported') {
    const data = { progress: 10, text: 'x', difficulties: null, proposals: null, files: [] };
    return [{ type: 'reported', data }];
  }
  if (step === 'submitted') return [{ type: 'submitted', data: { text: 'x', result: PAPER, files: [] } }];
  if (step === 'returned') return [{ type: 'returned', data: { reason: 'x' } }];
  if (step === 'withdrawn') return [{ type: 'withdrawn', data: { what: 'submission', reason: 'x' } }];
  if (step === 'refused') return [{ type: 'extensionRefused', data: { reason: 'x' } }];
  if ('verified' in step) return [{ type: 'verified', data: { quality: step.verified } }];
  if ('extended' in step) return [asked(step.extended, step.cause, true), approved(step.extended)];
  if ('asked' in step) return [asked(step.asked, step.cause ?? 'external', step.inTime)];
  if ('approved' in step) return [approved(step.approved)];
  if ('given' in step) return [{ type: 'extended', data: { deadline: deadline(step.given), reason: 'x' } }];
  if ('corrected' in step) return [corrected(step.corrected)];
  if ('completed' in step) {
    return [{ type: 'calendarCompleted', data: { deadline: deadline(step.completed), notice: 'x' } }];
  }
  return [{ type: 'reassigned', data: { lead: step.reassigned, coordinating: [], reason: 'x' } }];
}

/** The event with which a task begins: what is the same of all of them, and what a test says of its own. */
export function assignment(
  of: Pick<Extract<Happening, { type: 'assigned' }>['data'], 'lead' | 'coordinating' | 'deadline' | 'weight'>,
): Happening {
  return {
    type: 'assigned',
    data: {
      code: '38-2026-00001',
      directive: 'd',
      group: null,
      parent: null,
      clause: null,
      content: 'Báo cáo',
      assigner: '38',
      monitor: null,
      ...of,
    },
  };
}

/** A task told by its life: of SNV, weight 2, coordinated by STC, assigned on Monday 2 March, due on Tuesday 31 March. */
export function toldTask(life: Life, { lead = 'SNV', due = '2026-03-31', weight = 2 } = {}): Task {
  const first = assignment({ lead, coordinating: ['STC'], deadline: deadline(due), weight });
  const days = [
    ['2026-03-02', [first]] as const,
    ...life.map(([day, step]) => [day, happenings(step)] as const),
  ];
  const events: ChainedEvent[] = [];
  for (const [day, happened] of days) {
    const last = events.at(-1);
    const tail = last === undefined ? NO_EVENTS : { seq: last.seq, hash: last.hash };
    const doing = { at: `${day}T03:00:00.000Z`, by: null };
    events.push(...chain('t', tail, happened, doing, (text) => text.slice(0, 8)));
  }
  return fold(events) as Task;
}
