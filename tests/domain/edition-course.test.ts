import { describe, expect, it } from 'vitest';
import { amendFact } from '../../src/domain/amend-fact.ts';
import { createCalendar } from '../../src/domain/calendar.ts';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { disputeRefusal, lastDisputeDay } from '../../src/domain/dispute.ts';
import type { EditionState } from '../../src/domain/edition.ts';
import {
  type Need,
  nextStepOf,
  type StepName,
  sightOf,
  stepRefusal,
} from '../../src/domain/edition-course.ts';
import type { TaskFact } from '../../src/domain/task-facts.ts';

const ALL: Record<Need, boolean> = { newestEdition: true, disputesClosed: true, noDisputeWaits: true };

describe('a step of an edition', () => {
  it.each([
    ['open', 'draft', {}, null],
    ['open', 'open', {}, 'editionState'],
    ['open', 'published', {}, 'editionState'],
    ['open', 'draft', { newestEdition: false }, 'newestEdition'],
    ['open', 'draft', { disputesClosed: false }, null],
    ['finish', 'draft', {}, 'editionState'],
    ['finish', 'open', {}, null],
    ['finish', 'open', { newestEdition: false }, 'newestEdition'],
    ['finish', 'open', { disputesClosed: false }, 'disputesClosed'],
    ['finish', 'open', { noDisputeWaits: false }, 'noDisputeWaits'],
    ['finish', 'final', {}, 'editionState'],
    ['publish', 'draft', {}, 'editionState'],
    ['publish', 'open', {}, 'editionState'],
    ['publish', 'final', {}, null],
    ['publish', 'final', { newestEdition: false }, 'newestEdition'],
    ['publish', 'published', {}, 'editionState'],
  ] as [StepName, EditionState, Partial<typeof ALL>, string | null][])(
    '%s of one that is %s, with %o, is refused for %s',
    (step, state, holds, refused) => {
      expect(stepRefusal(step, state, { ...ALL, ...holds })).toBe(refused);
    },
  );

  it.each([
    ['draft', 'open'],
    ['open', 'finish'],
    ['final', 'publish'],
    ['published', null],
  ] as [EditionState, StepName | null][])('after %s is %s', (state, step) => {
    expect(nextStepOf(state)).toBe(step);
  });
});

describe('the rows of an edition', () => {
  it.each([
    ['draft', 'all', 'nothing'],
    ['open', 'all', 'own'],
    ['final', 'all', 'own'],
    ['published', 'all', 'all'],
  ] as const)('that is %s: the assigner’s readers see %s, its units %s', (state, assigned, own) => {
    expect([sightOf('assigned', state), sightOf('own', state)]).toEqual([assigned, own]);
    expect([sightOf('received', state), sightOf('everything', state)]).toEqual(['nothing', 'nothing']);
  });
});

describe('the window of disputes', () => {
  const calendar = createCalendar([]);

  it.each([
    ['a Monday', '2026-07-20', '2026-07-27'],
    ['a Friday', '2026-07-24', '2026-07-31'],
    ['a Saturday', '2026-07-25', '2026-07-31'],
  ])('opened on %s ends five working days later', (_, opened, last) => {
    expect(lastDisputeDay(calendar, opened, 5)).toBe(last);
  });

  it.each([
    ['open', '2026-07-27', false, '2026-07-20', null],
    ['open', '2026-07-27', false, '2026-07-27', null],
    ['open', '2026-07-27', false, '2026-07-28', 'disputesOver'],
    ['open', '2026-07-27', true, '2026-07-20', 'notOpenForDisputes'],
    ['draft', null, false, '2026-07-20', 'notOpenForDisputes'],
    ['final', '2026-07-27', false, '2026-07-20', 'notOpenForDisputes'],
    ['published', '2026-07-27', false, '2026-07-20', 'notOpenForDisputes'],
  ] as const)(
    'of one that is %s until %s, replaced %s, on %s refuses for %s',
    (state, until, replaced, today, refused) => {
      expect(disputeRefusal({ state, disputesUntil: until, replaced }, today)).toBe(refused);
    },
  );
});

describe('an amended fact', () => {
  const fact: TaskFact = {
    unit: 'SNV',
    component: 'timeliness',
    weight: 2,
    points: 5000,
    kind: 'openOverdue',
    amount: 10,
  };

  it('is left out without days', () => {
    expect(amendFact(fact, { daysLate: null }, DEFAULT_SCHEME)).toBe(null);
  });

  it.each([
    [0, 10_000],
    [3, 8800],
    [10, 6000],
  ])('is that of a task done %i working days late, with %i hundredths', (daysLate, points) => {
    const amended = { ...fact, kind: 'done', amount: daysLate, points };
    expect(amendFact(fact, { daysLate }, DEFAULT_SCHEME)).toEqual(amended);
  });

  it('stays as it is without an amendment', () => {
    expect(amendFact(fact, undefined, DEFAULT_SCHEME)).toBe(fact);
  });
});
